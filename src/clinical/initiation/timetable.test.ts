import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { INITIATION_TABLES } from './tables.ts'
import { plannedTests } from './timetable.ts'

const tests = (firstOn: string) =>
  plannedTests(INITIATION_TABLES.oates, day(firstOn)).map(
    ({ day: nth, on, isWeekend, mayBeBankHoliday }) =>
      `${nth} ${on}${isWeekend ? ' weekend' : ''}${mayBeBankHoliday ? ' holiday?' : ''}`,
  )

test('H12: the fixed test days of a start stand on the calendar, with those that fall on a day without a clinic', () => {
  assert.deepEqual(tests('2026-12-01'), [
    '1 2026-12-01',
    '3 2026-12-03',
    '7 2026-12-07',
    '14 2026-12-14',
  ])
  assert.deepEqual(tests('2026-12-25'), [
    '1 2026-12-25 holiday?',
    '3 2026-12-27 weekend',
    '7 2026-12-31',
    '14 2027-01-07',
  ])
  assert.deepEqual(tests('2026-12-24')[1], '3 2026-12-26 weekend')
})

test('a day beyond the calendar of bank holidays may be one', () => {
  assert.ok(tests('2090-01-02').every((one) => one.endsWith(' holiday?')))
})
