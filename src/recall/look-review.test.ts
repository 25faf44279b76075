import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookReviewDueAt, lookReviewDueOn } from './look-review.ts'

const due = (openedAt: string): readonly string[] => {
  const ms = Date.parse(openedAt)
  return [lookReviewDueOn(ms), new Date(lookReviewDueAt(ms)).toISOString()]
}

test('SR-54: a look is to be reviewed within three working days, by the day in London', () => {
  assert.deepEqual(due('2026-11-23T10:00:00Z'), ['2026-11-26', '2026-11-27T00:00:00.000Z'])
  assert.deepEqual(due('2026-11-20T10:00:00Z'), ['2026-11-25', '2026-11-26T00:00:00.000Z'])
  assert.deepEqual(due('2026-12-24T10:00:00Z'), ['2026-12-31', '2027-01-01T00:00:00.000Z'])
  assert.deepEqual(due('2026-07-01T23:30:00Z'), ['2026-07-07', '2026-07-07T23:00:00.000Z'])
})

test('SR-54: beyond the bank holidays that are known a review is due earlier, and never not at all', () => {
  assert.deepEqual(due('2030-12-31T10:00:00Z')[0], '2031-01-03')
})
