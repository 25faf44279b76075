import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import {
  afterEvent,
  isOpen,
  isRestartOverdue,
  isStopped,
  type PlanEvent,
  type PlanStanding,
} from './plan-state.ts'

const TODAY = day('2026-10-14')
const later = (days: number) => addDays(TODAY, days)

const PLANNED: PlanStanding = {
  state: 'planned',
  procedureOn: TODAY,
  restartDueOn: TODAY,
  restartedOn: null,
  reviewOn: null,
}
const DONE: PlanStanding = { ...PLANNED, state: 'done' }
const OFF: PlanStanding = { ...PLANNED, state: 'called-off', procedureOn: day('2026-10-20') }
const CLOSED: PlanStanding = { ...DONE, state: 'restarted', restartedOn: TODAY }
const LATE: PlanStanding = { ...DONE, restartDueOn: later(5) }

function said(standing: PlanStanding, event: PlanEvent) {
  const move = afterEvent(standing, event, TODAY)
  if (move.kind === 'moved-on') return move.standing.state
  assert.match(move.message, /^[A-Z].*\w\.$/)
  return move.code
}

const MOVES: readonly (readonly [string, PlanStanding, PlanEvent, string])[] = [
  [
    'planned, moved',
    PLANNED,
    { kind: 'moved', procedureOn: later(7), restartDueOn: later(7) },
    'planned',
  ],
  [
    'planned, moved to today',
    PLANNED,
    { kind: 'moved', procedureOn: TODAY, restartDueOn: TODAY },
    'planned',
  ],
  [
    'planned, moved to yesterday',
    PLANNED,
    { kind: 'moved', procedureOn: later(-1), restartDueOn: TODAY },
    'in-past',
  ],
  [
    'planned, moved with a restart before',
    PLANNED,
    { kind: 'moved', procedureOn: later(7), restartDueOn: later(6) },
    'before-procedure',
  ],
  [
    'done, moved',
    DONE,
    { kind: 'moved', procedureOn: later(7), restartDueOn: later(7) },
    'already-recorded',
  ],
  [
    'planned, done today',
    PLANNED,
    { kind: 'procedure-done', on: TODAY, restartDueOn: TODAY },
    'done',
  ],
  [
    'planned, done tomorrow',
    PLANNED,
    { kind: 'procedure-done', on: later(1), restartDueOn: later(1) },
    'in-future',
  ],
  [
    'done, done again',
    DONE,
    { kind: 'procedure-done', on: TODAY, restartDueOn: TODAY },
    'already-recorded',
  ],
  ['planned, called off', PLANNED, { kind: 'called-off' }, 'called-off'],
  ['done, called off', DONE, { kind: 'called-off' }, 'already-recorded'],
  ['planned, restarted', PLANNED, { kind: 'restarted', on: TODAY }, 'outcome-first'],
  ['done, restarted today', DONE, { kind: 'restarted', on: TODAY }, 'restarted'],
  [
    'done, restarted before the procedure',
    DONE,
    { kind: 'restarted', on: later(-1) },
    'before-procedure',
  ],
  ['done, restarted tomorrow', DONE, { kind: 'restarted', on: later(1) }, 'in-future'],
  ['called off, restarted before its day', OFF, { kind: 'restarted', on: TODAY }, 'restarted'],
  ['done, postponed', DONE, { kind: 'postponed', restartDueOn: later(1) }, 'done'],
  ['done, postponed to today', DONE, { kind: 'postponed', restartDueOn: TODAY }, 'not-later'],
  ['late, postponed to its own day', LATE, { kind: 'postponed', restartDueOn: later(5) }, 'done'],
  ['late, brought forward', LATE, { kind: 'postponed', restartDueOn: later(4) }, 'not-later'],
  ['planned, postponed', PLANNED, { kind: 'postponed', restartDueOn: later(1) }, 'outcome-first'],
  ['done, decided not', DONE, { kind: 'decided-not', reviewOn: later(1) }, 'not-restarting'],
  [
    'done, decided not without a day ahead',
    DONE,
    { kind: 'decided-not', reviewOn: TODAY },
    'review-ahead',
  ],
  ['planned, decided not', PLANNED, { kind: 'decided-not', reviewOn: later(1) }, 'outcome-first'],
  ['planned, course ended', PLANNED, { kind: 'course-ended' }, 'not-restarting'],
  ['closed, restarted again', CLOSED, { kind: 'restarted', on: TODAY }, 'closed'],
  ['closed, course ended', CLOSED, { kind: 'course-ended' }, 'closed'],
]

for (const [what, standing, event, expected] of MOVES) {
  test(`H24: ${what}: ${expected}`, () => {
    assert.equal(said(standing, event), expected)
  })
}

test('H24: called off, the restart is due at once', () => {
  const move = afterEvent(
    { ...PLANNED, procedureOn: later(30), restartDueOn: later(30) },
    { kind: 'called-off' },
    TODAY,
  )
  assert.equal(move.kind === 'moved-on' && move.standing.restartDueOn, TODAY)
})

const onDay = fc.integer({ min: -10, max: 30 }).map(later)
const anEvent: fc.Arbitrary<PlanEvent> = fc.oneof(
  fc.record({ kind: fc.constant('moved' as const), procedureOn: onDay, restartDueOn: onDay }),
  fc.record({ kind: fc.constant('procedure-done' as const), on: onDay, restartDueOn: onDay }),
  fc.record({ kind: fc.constant('called-off' as const) }),
  fc.record({ kind: fc.constant('postponed' as const), restartDueOn: onDay }),
  fc.record({ kind: fc.constant('restarted' as const), on: onDay }),
  fc.record({ kind: fc.constant('decided-not' as const), reviewOn: onDay }),
)

/** Plays events on days that only go forward. */
function played(events: readonly (readonly [PlanEvent, number])[]) {
  let standing = PLANNED
  let today: Day = TODAY
  const taken: PlanEvent['kind'][] = []
  for (const [event, wait] of events) {
    today = addDays(today, wait)
    const move = afterEvent(standing, event, today)
    if (move.kind === 'refused') continue
    standing = move.standing
    taken.push(event.kind)
  }
  return { standing, taken }
}

test('H24: no path closes a plan without a restart, or a decision with a day on which it is looked at again', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anEvent, fc.nat(5)), { maxLength: 12 }), (events) => {
      const { standing, taken } = played(events)
      if (isOpen(standing)) {
        assert.ok(!taken.includes('restarted') && !taken.includes('decided-not'))
        return
      }
      const last = taken.at(-1)
      assert.ok(last === 'restarted' || last === 'decided-not')
      assert.equal(last === 'restarted', standing.restartedOn !== null)
      assert.equal(last === 'decided-not', standing.reviewOn !== null)
    }),
    { numRuns: 2000 },
  )
})

test('H24: a restart is overdue from the day after the one on which it was due', () => {
  const overdue = [-1, 0, 1].map((days) => isRestartOverdue(PLANNED, later(days)))
  assert.deepEqual(overdue, [false, false, true])
})

test('H24: an open plan always becomes overdue, and stays so until it is closed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anEvent, fc.nat(5)), { maxLength: 12 }),
      fc.nat(400),
      (events, days) => {
        const { standing } = played(events)
        const on = addDays(standing.restartDueOn, 1 + days)
        assert.equal(isRestartOverdue(standing, on), isOpen(standing))
      },
    ),
  )
})

test('H24: unless it was called off, the restart of a plan is never due or recorded before the procedure', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anEvent, fc.nat(5)), { maxLength: 12 }), (events) => {
      const { standing, taken } = played(events)
      if (taken.includes('called-off')) return
      assert.ok(standing.restartDueOn >= standing.procedureOn)
      if (standing.restartedOn !== null) assert.ok(standing.restartedOn >= standing.procedureOn)
    }),
    { numRuns: 2000 },
  )
})

test('H24: treatment is stopped from the day after the last dose until the restart is recorded, however late', () => {
  const last = day('2026-10-08')
  assert.equal(isStopped(PLANNED, last, last), false)
  assert.equal(isStopped(PLANNED, last, addDays(last, 1)), true)
  assert.equal(isStopped(DONE, last, addDays(last, 300)), true)
  assert.equal(isStopped({ state: 'restarted' }, last, addDays(last, 1)), false)
  assert.equal(isStopped(PLANNED, null, TODAY), false)
})
