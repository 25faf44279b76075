import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { day } from '#base/day.ts'
import { readImport } from '#interchange/read-import.ts'
import { filesIn } from '#test/import/import-files.ts'

const TODAY = day('2026-11-22')
const asRead = (folder: string) =>
  readImport(filesIn(folder), {
    today: TODAY,
    dateFormat: 'yyyy-mm-dd',
    headingsConfirmed: false,
    onRegister: new Map(),
  })

type Expected = Record<'case' | 'file' | 'line' | 'field' | 'severity' | 'code', string>

const expected: Expected[] = parse(readFileSync('test/import/dirty/expected.csv'), {
  columns: true,
})

test('the dirty export: every bad row is reported at its line and field, and no other row is', () => {
  const reading = asRead('test/import/dirty')
  const found = reading.findings.map(({ file, line, field, severity, code }) =>
    [file, line, field, severity, code].join(' '),
  )
  const wanted = expected.map(({ file, line, field, severity, code }) =>
    [file, line, field, severity, code].join(' '),
  )
  assert.deepEqual(
    {
      missing: wanted.filter((one) => !found.includes(one)),
      unwanted: found.filter((one) => !wanted.includes(one)),
    },
    { missing: [], unwanted: [] },
  )
  assert.equal(found.length, wanted.length)
})

test('the dirty export: the good rows are taken, each row with an error waits, no row is in both', () => {
  const reading = asRead('test/import/dirty')
  assert.equal(reading.kind, 'read')
  if (reading.kind !== 'read') return
  const held = new Set(reading.held.map(({ kind, line }) => `${kind}.csv ${line}`))
  const withError = new Set(
    reading.findings
      .filter((one) => one.severity === 'error')
      .map(({ file, line }) => `${file} ${line}`),
  )
  assert.deepEqual(held, withError)
  const taken = [
    ...reading.patients.map(({ line }) => `patients.csv ${line}`),
    ...reading.episodes.map(({ line }) => `episodes.csv ${line}`),
    ...reading.results.map(({ line }) => `results.csv ${line}`),
  ]
  assert.deepEqual(
    taken.filter((row) => held.has(row)),
    [],
  )
  assert.ok(reading.patients.length >= 12 && reading.results.length >= 200)
})

test('every message of the dirty export says in a sentence what to do', () => {
  for (const { message } of asRead('test/import/dirty').findings) {
    assert.match(message, /^["A-Z0-9.,].*\.$/s)
  }
})

test('migration-a is clean: no finding, and every row is taken', () => {
  const reading = asRead('data/migration-a')
  assert.deepEqual(reading.findings, [])
  assert.equal(reading.kind, 'read')
  if (reading.kind !== 'read') return
  const { patients, episodes, results, held } = reading
  assert.deepEqual(
    [patients.length, episodes.length, results.length, held.length],
    [320, 320, 7420, 0],
  )
})
