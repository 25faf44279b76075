import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paperCheckDueAt, paperCheckDueOn } from './paper-check.ts'

const due = (enteredAt: string): readonly string[] => {
  const ms = Date.parse(enteredAt)
  return [paperCheckDueOn(ms), new Date(paperCheckDueAt(ms)).toISOString()]
}

test('H29: what was entered from paper is to be checked by the end of the next working day, by the day in London', () => {
  assert.deepEqual(due('2026-11-23T10:00:00Z'), ['2026-11-24', '2026-11-25T00:00:00.000Z'])
  assert.deepEqual(due('2026-11-20T18:00:00Z'), ['2026-11-23', '2026-11-24T00:00:00.000Z'])
  assert.deepEqual(due('2026-12-24T10:00:00Z'), ['2026-12-29', '2026-12-30T00:00:00.000Z'])
  assert.deepEqual(due('2026-07-01T23:30:00Z'), ['2026-07-03', '2026-07-03T23:00:00.000Z'])
})

test('H29: beyond the bank holidays that are known a check is due the day after, and never not at all', () => {
  assert.deepEqual(due('2030-12-31T10:00:00Z')[0], '2031-01-01')
})
