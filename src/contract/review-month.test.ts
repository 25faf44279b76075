import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { nextReview } from './review-month.ts'

const YEAR = { from: day('2026-04-01'), to: day('2027-03-31') }
for (const [today, contract, expected] of [
  ['2026-11-22', YEAR, { in: '2027-03', isNow: false }],
  ['2027-03-01', YEAR, { in: '2027-03', isNow: true }],
  ['2027-03-31', YEAR, { in: '2027-03', isNow: true }],
  ['2027-04-01', YEAR, undefined],
  ['2026-02-10', YEAR, { in: '2027-03', isNow: false }],
  [
    '2026-03-10',
    { from: day('2026-03-15'), to: day('2028-03-31') },
    { in: '2026-03', isNow: true },
  ],
  ['2026-05-01', { from: day('2026-04-01'), to: day('2026-12-31') }, undefined],
] as const) {
  test(`S32: on ${today} the review of ${contract.from} to ${contract.to} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(nextReview(day(today), contract, { reviewMonth: 3 }), expected)
  })
}
