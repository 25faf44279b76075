import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Climbed,
  clinicEndsAfter,
  DEFAULT_LADDER,
  LADDERS,
  type Ladder,
  type LadderSettings,
  RUNG_ROLES,
  type Rung,
  rungAt,
  rungsOf,
  rungsReached,
} from './escalation.ts'

const MINUTE = 60_000
/** Opened at nine; the instants below are minutes after it. */
const alarm = (own: number, clinicEnds: number | null): Climbed => ({
  openedAt: 0,
  dueAt: own * MINUTE,
  clinicEndsAt: clinicEnds === null ? null : clinicEnds * MINUTE,
})

const reachedAfter = (
  ladder: Ladder,
  task: Climbed,
  minutes: number,
  site: LadderSettings = DEFAULT_LADDER,
) =>
  rungsReached(rungsOf(ladder, site), task, [], minutes * MINUTE + 1).map(
    ({ number, to }) => `${number} ${to}`,
  )

const ALL_THREE = ['1 clinical-lead', '2 prescriber', '3 practice-manager']
const CASES: readonly (readonly [string, Ladder, Climbed, number, readonly string[]])[] = [
  ['an alarm of 30 minutes, before', 'alarm', alarm(30, 180), 29, []],
  ['at its own time', 'alarm', alarm(30, 180), 30, ['1 clinical-lead']],
  ['a minute before two hours', 'alarm', alarm(30, 180), 119, ['1 clinical-lead']],
  ['at two hours', 'alarm', alarm(30, 180), 120, ['1 clinical-lead', '2 prescriber']],
  ['at the end of the clinic', 'alarm', alarm(30, 180), 180, ALL_THREE],
  ['the clinic ends before its own time', 'alarm', alarm(30, 10), 10, ['3 practice-manager']],
  ['opened after closing', 'alarm', alarm(30, null), 30, ['1 clinical-lead', '3 practice-manager']],
  ['a clock longer than two hours', 'alarm', alarm(240, 540), 239, []],
  ['has two rungs together', 'alarm', alarm(240, 540), 240, ['1 clinical-lead', '2 prescriber']],
  ['a referral has two', 'today', alarm(240, 540), 9999, ['1 clinical-lead', '2 prescriber']],
  ['what has a day, next day', 'later', alarm(540, 540), 540 + 1440, ALL_THREE.slice(0, 2)],
  ['and the day after', 'later', alarm(540, 540), 540 + 2880, ALL_THREE],
]
for (const [what, ladder, task, minutes, reached] of CASES) {
  test(`H17: ${what}: ${reached.join(', ') || 'nobody is called'}`, () => {
    assert.deepEqual(reachedAfter(ladder, task, minutes), reached)
  })
}

test('H17: a site sets whom each rung calls and when', () => {
  const site = { ...DEFAULT_LADDER, secondMinutes: 60, first: 'pharmacist' } as const
  assert.deepEqual(reachedAfter('alarm', alarm(30, 180), 60, site), [
    '1 pharmacist',
    '2 prescriber',
  ])
})

const ENDS: readonly (readonly [string, readonly number[], number, number | null])[] = [
  ['during the clinic', [720], 700, 720],
  ['with two sessions, the later one', [720, 960], 700, 960],
  ['after the clinic, when the house closes', [720], 720, 1080],
  ['on a day without a clinic', [], 600, 1080],
  ['after the house has closed', [720], 1080, null],
  ['a clinic later than the house', [1200], 1090, 1200],
]
for (const [what, sessions, minute, ends] of ENDS) {
  test(`the clinic ends ${what}: ${ends}`, () => {
    assert.equal(clinicEndsAfter(sessions, DEFAULT_LADDER.closingMinute, minute), ends)
  })
}

/** What can happen to a site with one open task: its clock moves or jumps, it is asked, it crashes before the commit. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('asked' as const),
      after: fc.integer({ min: 0, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      after: fc.integer({ min: 0, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('asked' as const),
      after: fc.integer({ min: -600, max: 3000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('acted' as const),
      after: fc.integer({ min: 0, max: 90 }),
    }),
  },
)
const anyTask = fc
  .record({
    ladder: fc.constantFrom(...LADDERS),
    own: fc.integer({ min: 15, max: 1440 }),
    clinicEnds: fc.option(fc.integer({ min: 1, max: 600 })),
    secondMinutes: fc.integer({ min: 30, max: 240 }),
    first: fc.constantFrom(...RUNG_ROLES),
  })
  .map(({ ladder, own, clinicEnds, secondMinutes, first }) => ({
    task: alarm(own, clinicEnds),
    rungs: rungsOf(ladder, { ...DEFAULT_LADDER, secondMinutes, first }),
  }))

type Kept = { readonly number: number; readonly at: number }

/** What the site has recorded after all that happened, and at each time it was asked. A crash keeps nothing. */
function climb(
  rungs: readonly Rung[],
  task: Climbed,
  happenings: readonly { readonly kind: 'asked' | 'crash' | 'acted'; readonly after: number }[],
): readonly { readonly now: number; readonly kept: readonly Kept[] }[] {
  let now = 0
  let kept: readonly Kept[] = []
  const asked: { now: number; kept: readonly Kept[] }[] = []
  for (const { kind, after } of happenings) {
    now += after * MINUTE
    if (kind === 'acted') break
    if (kind === 'crash') continue
    const recorded = kept.map(({ number }) => number)
    const reached = rungsReached(rungs, task, recorded, now)
    kept = [...kept, ...reached.map(({ number }) => ({ number, at: now }))]
    asked.push({ now, kept })
  }
  return asked
}

test('H17: every critical result is acted on or is escalated on time, once, under crashes and clock jumps', () => {
  fc.assert(
    fc.property(anyTask, fc.array(happening, { maxLength: 60 }), ({ task, rungs }, happenings) => {
      for (const { now, kept } of climb(rungs, task, happenings)) {
        for (const rung of rungs) {
          const times = kept.filter(({ number }) => number === rung.number)
          assert.ok(times.length <= 1, 'never twice')
          assert.ok(times.length === 1 || rungAt(rung, task) >= now, 'on time')
          assert.ok(
            times.every(({ at }) => rungAt(rung, task) < at),
            'never before its time',
          )
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('H17: however long its clock, an open task has called everybody of its ladder two days after its time', () => {
  fc.assert(
    fc.property(anyTask, ({ task, rungs }) => {
      const last = Math.max(...rungs.map((rung) => rungAt(rung, task)))
      assert.ok(
        Number.isFinite(last) && last <= task.dueAt + 2 * DEFAULT_LADDER.laterMinutes * MINUTE,
      )
      assert.equal(rungsReached(rungs, task, [], last + 1).length, rungs.length)
    }),
  )
})
