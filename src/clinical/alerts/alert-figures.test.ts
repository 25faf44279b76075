import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, daysBetween } from '#base/day.ts'
import { ALERT_KINDS, type AlikeAlerts, isInterruptive } from './alert-answers.ts'
import {
  type AlertFigures,
  alertBudget,
  alertFigures,
  alertStanding,
  DOSES_PER_ALERT,
  gonePastShare,
  isToBeReviewed,
  LEAST_ANSWERS,
  LEAST_ROUTINE_DOSES,
  REDESIGN_ABOVE_PERCENT,
  REDESIGN_DAYS,
  redesignPeriod,
} from './alert-figures.ts'

const question = (code: string, ended: string | null, count: number): AlikeAlerts => ({
  month: '2026-11',
  kind: 'confirm',
  code,
  ended,
  reason: null,
  dose: null,
  count,
})

/** gone past, acted on */
const STANDINGS: readonly (readonly [number, number, string])[] = [
  [0, 0, 'too-few'],
  [1, 0, 'too-few'],
  [9, 0, 'too-few'],
  [10, 0, 'redesign'],
  [9, 1, 'below'],
  [10, 1, 'redesign'],
  [18, 2, 'below'],
  [19, 2, 'redesign'],
  [90, 10, 'below'],
  [91, 9, 'redesign'],
  [9000, 1000, 'below'],
  [9001, 1000, 'redesign'],
  [0, 50, 'below'],
]
for (const [gonePast, actedOn, expected] of STANDINGS) {
  test(`H33: gone past ${gonePast} times and acted on ${actedOn} times: ${expected}`, () => {
    assert.equal(alertStanding({ gonePast, actedOn }), expected)
  })
}

/** interruptive alerts, routine doses */
const BUDGETS: readonly (readonly [number, number, string])[] = [
  [0, 0, 'not-known'],
  [0, 49, 'not-known'],
  [20, 49, 'not-known'],
  [0, 50, 'within'],
  [5, 50, 'within'],
  [6, 50, 'over'],
  [10, 100, 'within'],
  [11, 109, 'over'],
  [11, 110, 'within'],
]
for (const [alerts, doses, verdict] of BUDGETS) {
  test(`H33: ${alerts} alerts on ${doses} routine doses: ${verdict}`, () => {
    const budget = alertBudget([question('many-tablets', null, alerts)], doses)
    assert.deepEqual(budget, { alerts, routineDoses: doses, verdict })
  })
}

test('H33: a suggested dose is no part of the budget', () => {
  const overridden = { ...question('coventry', 'overridden', 500), kind: 'suggestion' } as const
  assert.deepEqual(alertBudget([overridden], 500), {
    alerts: 0,
    routineDoses: 500,
    verdict: 'within',
  })
})

test('H33: each alert has its answers together, the worst first', () => {
  const figures = alertFigures([
    question('seldom', 'confirmed', 3),
    question('heeded', 'dosed-otherwise', 30),
    question('half', 'confirmed', 10),
    question('half', 'dosed-otherwise', 10),
    question('ignored', 'confirmed', 15),
    { ...question('ignored', 'confirmed', 4), month: '2026-12' },
    question('ignored', 'dosed-otherwise', 1),
    question('ignored', null, 2),
    question('waiting', null, 5),
    question('wholly', 'confirmed', 12),
    question('once', null, 1),
    question('again', null, 1),
  ])
  const of = (code: string, asked: number, gonePast: number, actedOn: number, notKnown: number) =>
    ({ kind: 'confirm', code, asked, gonePast, actedOn, notKnown }) satisfies AlertFigures
  assert.deepEqual(figures, [
    of('wholly', 12, 12, 0, 0),
    of('ignored', 22, 19, 1, 2),
    of('half', 20, 10, 10, 0),
    of('heeded', 30, 0, 30, 0),
    of('seldom', 3, 3, 0, 0),
    of('waiting', 5, 0, 0, 5),
    of('again', 1, 0, 0, 1),
    of('once', 1, 0, 0, 1),
  ])
  assert.deepEqual(figures.map(gonePastShare).slice(0, 2), [10_000, 9500])
})

test('H33: alerts that are alike in every figure stand by their names', () => {
  const [again, once] = [question('again', null, 1), question('once', null, 1)]
  for (const order of [
    [again, once],
    [once, again],
  ]) {
    assert.deepEqual(
      alertFigures(order).map(({ code }) => code),
      ['again', 'once'],
    )
  }
})

const PERIOD = redesignPeriod(day('2026-11-30'))

test('H33: an alert is judged on 30 days, today with them', () => {
  assert.deepEqual(PERIOD, { from: '2026-11-01', until: '2026-11-30' })
  assert.equal(daysBetween(PERIOD.from, PERIOD.until) + 1, REDESIGN_DAYS)
})

const IGNORED = { gonePast: 38, actedOn: 2 }

test('H33: an ignored alert is brought once, not while it is open, and then only on days that nobody judged', () => {
  const closed = (on: string) => ({ state: 'closed', on: day(on) }) as const
  assert.equal(isToBeReviewed(IGNORED, undefined, PERIOD), true)
  assert.equal(isToBeReviewed(IGNORED, { state: 'open' }, PERIOD), false)
  assert.equal(isToBeReviewed(IGNORED, closed('2026-11-01'), PERIOD), false)
  assert.equal(isToBeReviewed(IGNORED, closed('2026-10-31'), PERIOD), true)
  assert.equal(isToBeReviewed({ gonePast: 36, actedOn: 4 }, undefined, PERIOD), false)
  assert.equal(isToBeReviewed({ gonePast: 1, actedOn: 0 }, undefined, PERIOD), false)
})

const someAlerts = fc.array(
  fc.record({
    month: fc.constantFrom('2026-10', '2026-11'),
    kind: fc.constantFrom(...ALERT_KINDS),
    code: fc.constantFrom('one', 'two', 'three'),
    ended: fc.constantFrom('confirmed', 'dosed-otherwise', 'dosed', 'dose-stands', 'kept', null),
    reason: fc.constantFrom('trend', 'published-action', null),
    dose: fc.constantFrom('as-before' as const, 'other' as const, 'not-known' as const, null),
    count: fc.integer({ min: 1, max: 500 }),
  }),
)

test('H33: nothing shown is lost or counted twice, whatever became of it', () => {
  fc.assert(
    fc.property(someAlerts, (alike) => {
      const figures = alertFigures(alike)
      const total = alike.reduce((sum, { count }) => sum + count, 0)
      assert.equal(
        figures.reduce((sum, { asked }) => sum + asked, 0),
        total,
      )
      for (const { asked, gonePast, actedOn, notKnown } of figures) {
        assert.equal(gonePast + actedOn + notKnown, asked)
      }
      const interruptive = figures.filter(({ kind }) => isInterruptive(kind))
      assert.equal(
        alertBudget(alike, 0).alerts,
        interruptive.reduce((sum, { asked }) => sum + asked, 0),
      )
    }),
  )
})

test('H33: whatever is to be redesigned stands before whatever is not, and the order of what was recorded says nothing', () => {
  fc.assert(
    fc.property(someAlerts, (alike) => {
      const standings = alertFigures(alike).map((one) => alertStanding(one) === 'redesign')
      assert.deepEqual(
        standings,
        [...standings].sort((one, other) => Number(other) - Number(one)),
      )
      assert.deepEqual(alertFigures([...alike].reverse()), alertFigures(alike))
    }),
  )
})

test('H33: more alerts never bring a budget from over to within, and too few doses are never within', () => {
  const counts = fc.nat({ max: 2000 })
  fc.assert(
    fc.property(counts, counts, counts, (alerts, more, doses) => {
      const verdict = (asked: number) => alertBudget([question('x', null, asked)], doses).verdict
      if (verdict(alerts) === 'over') assert.equal(verdict(alerts + more), 'over')
      assert.equal(verdict(alerts) === 'not-known', doses < LEAST_ROUTINE_DOSES)
      if (verdict(alerts) === 'within') assert.ok(alerts <= doses / DOSES_PER_ALERT)
    }),
  )
})

test('H33: one more that went past never makes an alert stand better, and one more acted on never worse', () => {
  const counts = fc.nat({ max: 300 })
  fc.assert(
    fc.property(counts, counts, (gonePast, actedOn) => {
      const isRaised = alertStanding({ gonePast, actedOn }) === 'redesign'
      if (isRaised) {
        assert.equal(alertStanding({ gonePast: gonePast + 1, actedOn }), 'redesign')
        assert.ok(gonePast + actedOn >= LEAST_ANSWERS)
        assert.ok(gonePast / (gonePast + actedOn) > REDESIGN_ABOVE_PERCENT / 100)
      } else if (gonePast + actedOn >= LEAST_ANSWERS) {
        assert.equal(alertStanding({ gonePast, actedOn: actedOn + 1 }), 'below')
      }
    }),
  )
})
