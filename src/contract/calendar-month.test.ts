import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import {
  firstDay,
  isMonth,
  lastDay,
  month,
  monthOf,
  monthsFrom,
  monthsLater,
  nthWorkingDay,
} from './calendar-month.ts'

test('a month is read from strict text and has a first and a last day, leap year or not', () => {
  for (const text of ['2028-2', '2028-13', '2028-00', '28-02', '2028-02-01', '', null, 202802]) {
    assert.equal(isMonth(text), false, String(text))
  }
  assert.throws(() => month('2028-13'), RangeError)
  assert.equal(monthOf(day('2028-02-29')), '2028-02')
  assert.equal(firstDay(month('2028-02')), '2028-02-01')
  assert.equal(lastDay(month('2028-02')), '2028-02-29')
  assert.equal(lastDay(month('2027-02')), '2027-02-28')
  assert.equal(lastDay(month('2027-12')), '2027-12-31')
})

test('months follow each other across the years', () => {
  assert.equal(monthsLater(month('2026-11'), 2), '2027-01')
  assert.equal(monthsLater(month('2026-01'), -1), '2025-12')
  assert.deepEqual(monthsFrom(month('2026-11'), month('2027-02')), [
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
  ])
  assert.deepEqual(monthsFrom(month('2027-02'), month('2026-11')), [])
})

// By hand, with a calendar and the list of bank holidays of gov.uk.
for (const [of, nth, expected, why] of [
  ['2026-04', 15, '2026-04-23', 'Good Friday and Easter Monday fall in it'],
  ['2026-01', 15, '2026-01-22', 'New Year is no working day'],
  ['2026-12', 15, '2026-12-21', 'Christmas comes after it'],
  ['2026-08', 1, '2026-08-03', 'the first is a Saturday'],
  ['2027-05', 15, '2027-05-24', 'the early May bank holiday falls in it'],
  ['2028-01', 15, '2028-01-24', 'the substitute day for New Year falls in it'],
] as const) {
  test(`S30: the ${nth}th working day of ${of} is ${expected}: ${why}`, () => {
    assert.deepEqual(nthWorkingDay(month(of), nth), { kind: 'day', day: expected })
  })
}

test('S30: beyond the table of bank holidays no working day is guessed', () => {
  assert.equal(nthWorkingDay(month('2031-01'), 15).kind, 'refused')
})
