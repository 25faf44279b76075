import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { after, test } from 'node:test'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import { type SmallExport, smallExport, spoilt } from '#test/import/small-export.ts'

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-import-'))
after(() => rmSync(folder, { recursive: true }))

const HOOK = join(import.meta.dirname, '../../tools/tsx-hook.mjs')
const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')

type Run = { readonly exit: number; readonly out: string; readonly err: string }

/** The command as the terminal runs it; no database can be reached. */
const evenkeel = (...args: string[]): Promise<Run> =>
  new Promise((done) => {
    const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
    execFile(
      process.execPath,
      ['--import', HOOK, PROGRAM, 'import', ...args],
      { env, maxBuffer: 1e8 },
      (error, out, err) =>
        done({ exit: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

function written(files: SmallExport): string {
  const place = mkdtempSync(join(folder, 'export-'))
  for (const kind of IMPORT_KINDS) writeFileSync(join(place, IMPORT_FILES[kind]), files[kind])
  return place
}

test('a dry run of migration-a finds nothing, ends with 0 and needs no database', async () => {
  const { exit, out } = await evenkeel('data/migration-a', '--dry-run', '--json')
  assert.deepEqual(JSON.parse(out), {
    findings: [],
    taken: { patients: 320, episodes: 320, results: 7420, held: 0 },
  })
  assert.equal(exit, 0)
})

test('findings of rows are JSON with file, line, field, severity and message, and end with 0', async () => {
  const { exit, out } = await evenkeel('test/import/dirty', '--dry-run', '--json')
  const { findings, taken } = JSON.parse(out)
  assert.equal(exit, 0)
  assert.ok(taken.patients >= 12 && taken.held > 100)
  const damaged = findings.find((one: { message: string }) =>
    one.message.includes('spreadsheet has damaged'),
  )
  assert.deepEqual(
    [damaged.file, damaged.field, damaged.severity, typeof damaged.line],
    ['patients.csv', 'nhs_number', 'error', 'number'],
  )
})

test('a file refused as a whole ends with 1, in words too', async () => {
  const place = written(spoilt('results', 'inr', 'result'))
  const { exit, out } = await evenkeel(place, '--dry-run')
  assert.equal(exit, 1)
  assert.match(out, /results\.csv:1 inr {2}error: The file has no heading inr/)
  assert.match(out, /Refused: nothing is taken\./)
})

test('headings in another case end with 1 until they are confirmed; a date format is declared', async () => {
  const headings = written(spoilt('results', ',inr,', ', INR ,'))
  assert.equal((await evenkeel(headings, '--dry-run')).exit, 1)
  assert.equal((await evenkeel(headings, '--dry-run', '--confirm-headings')).exit, 0)
  const dates = smallExport()
  for (const kind of IMPORT_KINDS) {
    dates[kind] = dates[kind].replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1')
  }
  const place = written(dates)
  assert.equal((await evenkeel(place, '--dry-run')).exit, 1)
  assert.equal((await evenkeel(place, '--dry-run', '--dates', 'dd/mm/yyyy')).exit, 0)
})

test('a question that cannot be answered ends with 2 and says how to ask', async () => {
  for (const args of [[], ['a', 'b'], ['data/migration-a', '--dates', 'mm/dd/yyyy'], ['--hurry']]) {
    const { exit, err } = await evenkeel(...args)
    assert.equal(exit, 2, args.join(' '))
    assert.match(err, /evenkeel import DIR/)
  }
  const { exit, err } = await evenkeel(folder, '--dry-run')
  assert.equal(exit, 2)
  assert.match(err, /There is no patients\.csv, episodes\.csv, results\.csv/)
})
