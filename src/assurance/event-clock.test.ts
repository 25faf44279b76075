import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { analysisClock, analysisDueAt, analysisDueOn } from './event-clock.ts'

for (const [awareOn, due, why] of [
  ['2026-11-23', '2026-11-30', 'Monday to Monday'],
  ['2026-11-20', '2026-11-27', 'Friday to Friday'],
  ['2026-11-21', '2026-11-27', 'a Saturday counts from Monday'],
  ['2026-12-22', '2026-12-31', 'Christmas and the day given for Boxing Day are no working days'],
  ['2026-04-01', '2026-04-10', 'Good Friday and Easter Monday are none'],
  ['2028-02-28', '2028-03-06', 'a leap day is one'],
] as const) {
  test(`S28: known on ${awareOn}, due on ${due}: ${why}`, () => {
    assert.equal(analysisDueOn(day(awareOn)), due)
  })
}

test('S28: the day it is due counts whole, and the next is late', () => {
  const awareOn = day('2026-11-23')
  assert.deepEqual(analysisClock(awareOn, day('2026-11-23')), {
    kind: 'open',
    due: '2026-11-30',
    workingDaysLeft: 5,
  })
  assert.equal(analysisClock(awareOn, day('2026-11-30')).kind, 'open')
  assert.deepEqual(analysisClock(awareOn, day('2026-12-02')), {
    kind: 'late',
    due: '2026-11-30',
    workingDaysLate: 2,
  })
  assert.equal(new Date(analysisDueAt(awareOn)).toISOString(), '2026-12-01T00:00:00.000Z')
  assert.equal(
    new Date(analysisDueAt(day('2026-06-01'))).toISOString(),
    '2026-06-08T23:00:00.000Z',
    'in summer the day ends an hour before midnight UTC',
  )
})
