import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, daysBetween } from '#base/day.ts'
import { isWorkingDay } from '#base/working-days.ts'
import { daysOf, inCodes, WARFARIN } from '#test/clinical/a-procedure-plan.ts'
import { latestTestAfter, stepFaults, testAfterRestartFaults } from './step-rules.ts'
import { lastWorkingDay, proposeSteps } from './steps.ts'

const TODAY = day('2026-10-01')

test('a plan is made at most 183 days ahead, and has no step that nobody proposed', () => {
  const ahead = (days: number) => {
    const order = { ...WARFARIN, procedureOn: addDays(TODAY, days) }
    return inCodes(stepFaults(proposeSteps(order), daysOf(order), TODAY, null))
  }
  assert.equal(ahead(183), '')
  assert.equal(ahead(184), 'procedure: too-far-ahead')
  const withHeparin = daysOf({ ...WARFARIN, heparin: true })
  assert.equal(
    inCodes(stepFaults(proposeSteps(WARFARIN), withHeparin, TODAY, null)),
    'heparin-first: not-in-plan,heparin-last: not-in-plan',
  )
})

test('H24: an INR before a procedure at a weekend may be tested there on that day, and on no other day of it', () => {
  const order = { ...WARFARIN, procedureOn: day('2026-10-18') }
  const said = (on: string) =>
    inCodes(
      stepFaults(proposeSteps(order), { ...daysOf(order), 'inr-before': day(on) }, TODAY, 'other'),
    )
  assert.equal(said('2026-10-18'), '')
  assert.equal(said('2026-10-17'), 'inr-before: not-a-working-day')
})

const AFTER_RESTART = [
  ['the last day of the week', '2026-10-21', '2026-10-14', '2026-10-15', ''],
  ['the day after that week', '2026-10-22', '2026-10-14', '2026-10-15', 'too-late'],
  ['the day of the restart', '2026-10-14', '2026-10-14', '2026-10-14', 'order'],
  ['a day that has passed', '2026-10-14', '2026-10-12', '2026-10-15', 'in-past'],
  ['a Sunday', '2026-10-18', '2026-10-14', '2026-10-15', 'not-a-working-day'],
  [
    'the next working day, recorded on the last day of the week',
    '2026-10-22',
    '2026-10-14',
    '2026-10-21',
    '',
  ],
  ['the next working day, recorded later', '2026-10-26', '2026-10-14', '2026-10-23', ''],
  ['the one after it', '2026-10-27', '2026-10-14', '2026-10-23', 'too-late'],
  [
    'a Monday, recorded on the Saturday before the week ends',
    '2026-10-26',
    '2026-10-18',
    '2026-10-24',
    '',
  ],
  [
    'the day after Boxing Day is made up for, in a week that ends on it',
    '2026-12-29',
    '2026-12-21',
    '2026-12-25',
    '',
  ],
] as const

for (const [what, on, restarted, today, code] of AFTER_RESTART) {
  test(`H05: a first INR after the restart on ${what} is ${code === '' ? 'taken' : `refused (${code})`}`, () => {
    const expected = code === '' ? '' : `inr-after: ${code}`
    assert.equal(inCodes(testAfterRestartFaults(day(on), day(restarted), day(today))), expected)
  })
}

test('H05: whenever a restart is recorded, a working day for its first INR can be chosen, within a week where there is one', () => {
  const start = day('2026-06-01')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.nat(12), (from, wait) => {
      const restarted = addDays(start, from)
      const today = addDays(restarted, wait)
      const latest = latestTestAfter(restarted, today)
      const on = lastWorkingDay(addDays(today, 1), latest)
      assert.ok(on !== null)
      assert.deepEqual(testAfterRestartFaults(on, restarted, today), [])
      if (daysBetween(restarted, latest) <= 7) return
      const week = addDays(restarted, 7)
      const left = Array.from({ length: Math.max(0, daysBetween(today, week)) }, (_, nth) =>
        addDays(week, -nth),
      )
      assert.ok(left.every((one) => isWorkingDay(one) === false))
    }),
  )
})
