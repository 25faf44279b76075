import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { HOUSE, runProgram } from './house.ts'
import { ONE_FAILED, type Tally } from './tally.ts'

/** A group of test files that run in the same way. */
export type Suite = {
  readonly name: string
  readonly files: readonly string[]
  readonly manner: 'one process' | 'process each' | 'one after the other'
  readonly zone?: string
  readonly needsBrowser?: boolean
}

const HOME_ZONE = 'Europe/London'
const LONGEST_TEST_MS = 300_000
const IN_BROWSER = ['test/web', 'test/journeys']
const ALONE = [...IN_BROWSER, 'test/house', 'test/crash']
/** All journeys walk through one demonstration, seeded once. */
const SHARING = ['test/journeys']

const filesOf = (pattern: string): readonly string[] => globSync(pattern, { cwd: HOUSE }).sort()

/**
 * Pure tests share one process. Calendar and medicine run in three time zones more than once, because a day that moves
 * with the zone is a wrong dose (H13). What kills servers or drives a browser runs alone.
 */
export function suites(): readonly Suite[] {
  const beside = filesOf('src/**/*.test.{ts,tsx}')
  const calendarAndMedicine = beside.filter((file) => /^src\/(base|clinical)\//.test(file))
  const others = filesOf('test/**/*.test.{ts,tsx}')
  const isAlone = (file: string) => ALONE.some((folder) => file.startsWith(`${folder}/`))
  const inZone = (zone: string): Suite => ({
    name: `calendar and medicine in ${zone}`,
    files: calendarAndMedicine,
    manner: 'one process',
    zone,
  })
  return [
    { name: 'beside the code', files: beside, manner: 'one process' },
    inZone('America/New_York'),
    inZone('Pacific/Auckland'),
    { name: 'the house', files: others.filter((file) => !isAlone(file)), manner: 'process each' },
    ...ALONE.map(
      (folder): Suite => ({
        name: folder,
        files: others.filter((file) => file.startsWith(`${folder}/`)),
        manner: SHARING.includes(folder) ? 'one process' : 'one after the other',
        needsBrowser: IN_BROWSER.includes(folder),
      }),
    ),
  ]
}

const MANNER: Readonly<Record<Suite['manner'], readonly string[]>> = {
  'one process': ['--test-isolation=none'],
  'process each': ['--test-concurrency=2'],
  'one after the other': ['--test-concurrency=1'],
}

/** Runs a suite and counts it. A suite that ends without a count has failed, whatever it printed. */
export async function runSuite(
  suite: Suite,
  env: Readonly<Record<string, string>>,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-tally-'))
  const tallyFile = join(folder, 'tally.json')
  const args = [
    ...[
      '--import',
      './tools/tsx-hook.mjs',
      '--test',
      '--test-force-exit',
      `--test-timeout=${LONGEST_TEST_MS}`,
    ],
    ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./tools/testing/tally-reporter.ts'],
    `--test-reporter-destination=${tallyFile}`,
    ...MANNER[suite.manner],
    ...suite.files,
  ]
  const { code } = await runProgram(process.execPath, args, {
    env: { ...env, TZ: suite.zone ?? HOME_ZONE },
    output: 'shown',
  })
  const tally = readTally(tallyFile)
  rmSync(folder, { recursive: true })
  const isSilentFailure = code !== 0 && tally.failed === 0
  return isSilentFailure ? { ...tally, failed: 1 } : tally
}

function readTally(file: string): Tally {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return ONE_FAILED
  }
}
