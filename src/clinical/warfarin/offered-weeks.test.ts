import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { buildSchedule } from '#clinical/schedule.ts'
import { weekOf } from '#clinical/week-plan.ts'
import {
  aVisit,
  inr,
  ONES_AND_THREES,
  someDose,
  someTabletSet,
  TODAY,
} from '#test/clinical/a-visit.ts'
import { advise } from './advise.ts'
import { doseChecks } from './dose-checks.ts'
import { offeredWeeks } from './offered-weeks.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

test('beside 28 mg a week from 1 and 3 mg tablets stand 27 and 29, and nothing more than a step away', () => {
  const visit = aVisit({ currentDailyUg: ug(4000), tabletSet: ONES_AND_THREES })
  const weeks = offeredWeeks({ weeklyUg: ug(28_000) }, visit, DEFAULT_RULE_SET)
  assert.deepEqual(
    weeks.map(({ weeklyUg, differenceUg }) => [weeklyUg, differenceUg]),
    [
      [27_000, -1000],
      [29_000, 1000],
    ],
  )
})

test('below range no week is offered that is less than the dose in force, above none that is more', () => {
  const week = { weeklyUg: ug(28_000) }
  const of = (tenths: number) =>
    offeredWeeks(
      week,
      aVisit({ inr: inr(tenths), currentDailyUg: ug(4000), tabletSet: ONES_AND_THREES }),
      DEFAULT_RULE_SET,
    ).map(({ weeklyUg }): number => weeklyUg)
  assert.deepEqual(of(18), [29_000])
  assert.deepEqual(of(35), [27_000])
})

test('H11: every week that is offered can be made, and needs nobody else to agree', () => {
  const visits = fc.record({
    currentDailyUg: someDose,
    tabletSet: someTabletSet,
    inr: fc.integer({ min: 15, max: 45 }).map((tenths) => inr(tenths)),
  })
  fc.assert(
    fc.property(visits, (changes) => {
      const visit = aVisit(changes)
      const advice = advise(visit, DEFAULT_RULE_SET)
      fc.pre(advice.kind === 'dose')
      for (const { weeklyUg, meanDailyUg } of offeredWeeks(advice, visit, DEFAULT_RULE_SET)) {
        assert(weekOf(weeklyUg, visit.tabletSet) !== undefined)
        const span = { from: TODAY, nextTest: addDays(TODAY, 7), graceDays: 7, omitDays: 0 }
        const built = buildSchedule({
          ...span,
          dailyUg: meanDailyUg,
          tabletSet: visit.tabletSet,
          pattern: 'constant-preferred',
        })
        assert(built.kind === 'schedule')
        assert.equal(built.weeklyUg, weeklyUg)
        const { today, target, risk, currentDailyUg, tabletSet } = visit
        const proposed = { today, inr: visit.inr, target, risk, currentDailyUg, tabletSet }
        const findings = doseChecks(
          { ...proposed, ...span, weeklyUg, boosts: [], schedule: built.schedule, comment: '' },
          DEFAULT_RULE_SET,
        )
        const stops = findings
          .filter(({ code }) => code === 'large-change' || code === 'against-direction')
          .map(({ code }) => code)
        assert.deepEqual(stops, [])
      }
    }),
  )
})

test('H11: against a dose in force that nobody knows no other week is offered', () => {
  const visit = aVisit({ currentDailyUg: 'not-known' })
  assert.deepEqual(offeredWeeks({ weeklyUg: ug(35_000) }, visit, DEFAULT_RULE_SET), [])
})

test('H11: at the ends of the range every direction is offered; beyond them the same week still is', () => {
  const weeks = (tenths: number, suggested: number) =>
    offeredWeeks({ weeklyUg: ug(suggested) }, aVisit({ inr: inr(tenths) }), DEFAULT_RULE_SET).map(
      ({ weeklyUg }): number => weeklyUg,
    )
  for (const tenths of [20, 30]) {
    assert.ok(weeks(tenths, 35_000).some((weekly) => weekly > 35_000))
    assert.ok(weeks(tenths, 35_000).some((weekly) => weekly < 35_000))
  }
  assert.ok(weeks(35, 34_500).includes(35_000))
  assert.ok(weeks(15, 35_500).includes(35_000))
})

test('H11: a week at exactly the largest step is offered, one further is not', () => {
  const at = (suggested: number) =>
    offeredWeeks({ weeklyUg: ug(suggested) }, aVisit({ inr: inr(25) }), DEFAULT_RULE_SET).map(
      ({ weeklyUg }): number => weeklyUg,
    )
  assert.ok(at(41_500).includes(42_000))
  assert.ok(at(42_000).every((weekly) => weekly <= 42_000))
})
