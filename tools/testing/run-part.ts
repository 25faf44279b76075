import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { runProgram } from './house.ts'
import type { Part } from './suites.ts'
import { type Counted, NOTHING } from './tally.ts'

const HOME_ZONE = 'Europe/London'
const LONGEST_TEST_MS = 300_000

/** Runs a part of a suite and counts it. One that ends without a count has failed, whatever it printed. */
export async function runPart(
  { suite, files }: Part,
  env: Readonly<Record<string, string>>,
): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-tally-'))
  const tallyFile = join(folder, 'tally.json')
  const args = [
    ...['--import', './tools/tsx-hook.mjs', '--test', '--test-isolation=none'],
    ...['--test-force-exit', `--test-timeout=${LONGEST_TEST_MS}`],
    ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./tools/testing/tally-reporter.ts'],
    `--test-reporter-destination=${tallyFile}`,
    './tools/testing/file-by-file.ts',
  ]
  const { code, output } = await runProgram(process.execPath, args, {
    ...env,
    TZ: suite.zone ?? HOME_ZONE,
    EVENKEEL_TEST_FILES: files.join('\n'),
  })
  const counted = readCount(tallyFile)
  rmSync(folder, { recursive: true })
  const isSilentFailure = code !== 0 && counted.tally.failed === 0
  const tally = isSilentFailure ? { ...counted.tally, failed: 1 } : counted.tally
  const said = tally.failed > 0 ? output : withoutDots(output)
  if (said !== '') console.log(said)
  return { ...counted, tally }
}

/** What the tests themselves said. */
const withoutDots = (output: string): string =>
  output
    .split('\n')
    .map((line) => line.replace(/^\.+/, '').trim())
    .filter(Boolean)
    .join('\n')

function readCount(file: string): Counted {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { tally: NOTHING, files: [] }
  }
}
