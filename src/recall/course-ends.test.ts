import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import type { Phase } from '#register/episode.ts'
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

type Deed = {
  readonly after: number
  readonly does: 'pause' | 'resume' | 'nothing' | 'away'
  readonly days: number
}
const deed: fc.Arbitrary<Deed> = fc.record({
  after: fc.integer({ min: 1, max: 60 }),
  does: fc.constantFrom('pause', 'resume', 'nothing', 'away'),
  days: fc.integer({ min: 1, max: 183 }),
})

test('H24: over two years whoever is paused has a day of review ahead or an open task, whatever is done and left undone', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 24 }), (deeds) => {
      let course: CourseDays = RUNNING
      let hasTask = false
      let today = TODAY
      const dayOf = new Map<Day, Deed>()
      let at = TODAY
      for (const one of deeds) {
        at = addDays(at, one.after)
        dayOf.set(at, one)
      }
      for (let nth = 0; nth < 730; nth += 1) {
        today = addDays(TODAY, nth)
        const done = dayOf.get(today)
        course = after(course, done, today)
        const due = courseEnd(course, today)
        // The night of a day on which the product was away is done by the next one.
        if (done?.does !== 'away') hasTask = due === 'pause-ended'
        const isAhead = course.suspendedUntil !== null && course.suspendedUntil >= today
        const isPaused: boolean = isSuspended(course.phase)
        assert.ok(!isPaused || isAhead || hasTask || done?.does === 'away', today)
        assert.ok(isPaused || !hasTask || done?.does === 'away', 'no task outlives its pause')
      }
    }),
    { numRuns: 60 },
  )
})

const isSuspended = (phase: Phase): boolean => phase === 'suspended'

function after(course: CourseDays, done: Deed | undefined, today: Day): CourseDays {
  if (done?.does === 'pause') return paused(addDays(today, done.days))
  return done?.does === 'resume' ? RUNNING : course
}
