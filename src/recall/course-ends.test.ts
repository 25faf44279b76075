import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import { END_REASONS } from '#register/phases.ts'
import { type CourseDays, courseEnd } from './course-ends.ts'

const TODAY = day('2026-11-22')
const RUNNING: CourseDays = {
  phase: 'maintaining',
  suspendedUntil: null,
  stopOn: null,
  endRecordedOn: null,
  endedReason: null,
  wasLookedAt: false,
  hasOther: false,
}
const paused = (until: Day | null): CourseDays => ({
  ...RUNNING,
  phase: 'suspended',
  suspendedUntil: until,
})
const ended = (daysAgo: number, more: Partial<CourseDays> = {}): CourseDays => ({
  ...RUNNING,
  phase: 'ended',
  endRecordedOn: addDays(TODAY, -daysAgo),
  endedReason: 'patient-choice',
  ...more,
})

const CASES: readonly (readonly [string, CourseDays, string | undefined])[] = [
  ['long-term treatment', RUNNING, undefined],
  ['paused until today', paused(TODAY), undefined],
  ['paused until yesterday', paused(addDays(TODAY, -1)), 'pause-ended'],
  ['paused without a day', paused(null), 'pause-ended'],
  ['stops today', { ...RUNNING, stopOn: TODAY }, undefined],
  ['was to stop yesterday', { ...RUNNING, stopOn: addDays(TODAY, -1) }, 'stop-date'],
  ['so at a start', { ...RUNNING, phase: 'initiating', stopOn: addDays(TODAY, -1) }, 'stop-date'],
  ['so in a pause', { ...paused(addDays(TODAY, 3)), stopOn: addDays(TODAY, -1) }, 'stop-date'],
  [
    'not started, past its stop',
    { ...RUNNING, phase: 'accepted', stopOn: addDays(TODAY, -1) },
    undefined,
  ],
  ['ended six days ago', ended(6), undefined],
  ['ended seven days ago', ended(7), 'second-look'],
  ['ended, looked at', ended(8, { wasLookedAt: true }), undefined],
  ['ended, on another medicine', ended(8, { hasOther: true }), undefined],
  ['ended, not known why', ended(8, { endedReason: null }), undefined],
]
for (const [what, course, expected] of CASES) {
  test(`H24: a course ${what}: ${expected ?? 'nothing to decide'}`, () => {
    assert.equal(courseEnd(course, TODAY), expected)
  })
}

for (const reason of END_REASONS) {
  const isAsked = !['died', 'entered-in-error', 'change-abandoned'].includes(reason)
  test(`H24: an end by ${reason} ${isAsked ? 'is' : 'is not'} looked at a second time`, () => {
    const due = courseEnd(ended(7, { endedReason: reason }), TODAY)
    assert.equal(due === 'second-look', isAsked)
  })
}

const aDay = fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days)))
const others = fc.record({
  stopOn: aDay,
  endRecordedOn: aDay,
  endedReason: fc.option(fc.constantFrom(...END_REASONS)),
  wasLookedAt: fc.boolean(),
  hasOther: fc.boolean(),
})

test('H24: a pause is to be decided on every day after its day of review and on none before, whatever else is known', () => {
  fc.assert(
    fc.property(others, fc.integer({ min: 0, max: 183 }), (other, length) => {
      const course: CourseDays = { ...paused(addDays(TODAY, length)), ...other }
      const days = Array.from({ length: 730 }, (_, nth) => courseEnd(course, addDays(TODAY, nth)))
      assert.equal(days.indexOf('pause-ended'), length + 1)
      assert.ok(days.slice(length + 1).every((due) => due === 'pause-ended'))
    }),
    { numRuns: 60 },
  )
})
