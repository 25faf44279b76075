import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, daysBetween } from '#base/day.ts'
import { monthsAfter, monthsBefore } from './months.ts'

const ROWS = [
  ['2026-11-22', 6, '2026-05-22'],
  ['2026-11-22', 12, '2025-11-22'],
  ['2026-08-31', 6, '2026-02-28'],
  ['2028-08-31', 6, '2028-02-29'],
  ['2026-03-31', 6, '2025-09-30'],
  ['2026-01-15', 1, '2025-12-15'],
] as const

for (const [on, months, expected] of ROWS) {
  test(`${months} months before ${on} is ${expected}`, () => {
    assert.equal(monthsBefore(day(on), months), expected)
  })
}

for (const [on, months, expected] of [
  ['2026-11-22', 3, '2027-02-22'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-31'],
  ['2026-01-31', 12, '2027-01-31'],
] as const) {
  test(`${months} months after ${on} is ${expected}`, () => {
    assert.equal(monthsAfter(day(on), months), expected)
  })
}

test('six months are 181 to 184 days', () => {
  fc.assert(
    fc.property(fc.nat(40_000), (days) => {
      const on = addDays(day('1950-01-01'), days)
      const between = daysBetween(monthsBefore(on, 6), on)
      assert(between >= 181 && between <= 184)
    }),
  )
})
