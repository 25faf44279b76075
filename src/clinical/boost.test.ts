import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { ALL_TABLETS, ONES_AND_THREES, someDay, someTabletSet } from '#test/clinical/a-visit.ts'
import { addBoosts, boostsFrom } from './boost.ts'
import { ug } from './dose.ts'
import { buildSchedule, checkSchedule, expand, type Schedule } from './schedule.ts'
import { doseOfTablets, makeableDoses } from './tablets.ts'

const FROM = day('2026-11-27')
const NEXT = day('2026-12-04')

function scheduleOf(dailyUg: number, omitDays = 0): Schedule {
  const built = buildSchedule({
    from: FROM,
    nextTest: NEXT,
    graceDays: 7,
    omitDays,
    dailyUg: ug(dailyUg),
    tabletSet: ALL_TABLETS,
    pattern: 'constant-preferred',
  })
  assert(built.kind === 'schedule')
  return built.schedule
}

test('H12: a larger dose stands on its dates, and every other date keeps its dose', () => {
  const boosted = addBoosts(scheduleOf(5000), boostsFrom(FROM, 2, ug(8000)), ALL_TABLETS, NEXT)
  assert(boosted.kind === 'boosted')
  assert.deepEqual(
    boosted.schedule.runs.map((run) => [run.from, run.days, run.ug, doseOfTablets(run.tablets)]),
    [
      ['2026-11-27', 2, 8000, 8000],
      ['2026-11-29', 13, 5000, 5000],
    ],
  )
})

test('a larger dose on a day in the middle parts the days around it', () => {
  const boost = [{ on: day('2026-11-30'), ug: ug(10_000) }]
  const boosted = addBoosts(scheduleOf(5000), boost, ALL_TABLETS, NEXT)
  assert(boosted.kind === 'boosted')
  assert.deepEqual(
    boosted.schedule.runs.map((run) => [run.from, run.days, run.ug]),
    [
      ['2026-11-27', 3, 5000],
      ['2026-11-30', 1, 10_000],
      ['2026-12-01', 11, 5000],
    ],
  )
})

const WORDS: Readonly<Record<string, RegExp>> = {
  'boost-date': /^No dose is taken here on 2026-1\d-\d\d, /,
  'boost-not-larger': /^[45] mg is not more than the dose of that day\./,
  'boost-cannot-be-made': /^The tablets of this plan cannot make 8\.25 mg\./,
}
const REFUSED: readonly (readonly [string, string, number, string])[] = [
  ['before the first day', '2026-11-26', 8000, 'boost-date'],
  ['on the day of the next test', '2026-12-04', 8000, 'boost-date'],
  ['that is the dose of the day', '2026-11-28', 5000, 'boost-not-larger'],
  ['that is smaller', '2026-11-28', 4000, 'boost-not-larger'],
  ['that the tablets cannot make', '2026-11-28', 8250, 'boost-cannot-be-made'],
]
for (const [what, on, dose, code] of REFUSED) {
  test(`a larger dose ${what} is refused`, () => {
    const refused = addBoosts(scheduleOf(5000), [{ on: day(on), ug: ug(dose) }], ALL_TABLETS, NEXT)
    assert(refused.kind === 'refused')
    assert.equal(refused.code, code)
    assert.match(refused.message, WORDS[code] ?? /unknown/)
  })
}

test('a larger dose on a day without a dose, and two on one day, are refused', () => {
  const omitted = addBoosts(scheduleOf(5000, 2), boostsFrom(FROM, 1, ug(8000)), ALL_TABLETS, NEXT)
  assert(omitted.kind === 'refused' && omitted.code === 'boost-date')
  const twice = [...boostsFrom(FROM, 1, ug(8000)), ...boostsFrom(FROM, 1, ug(9000))]
  const refused = addBoosts(scheduleOf(5000), twice, ALL_TABLETS, NEXT)
  assert(refused.kind === 'refused' && refused.code === 'boost-twice')
  assert.equal(refused.message, 'Two larger doses are given for 2026-11-27. Give each date one.')
})

test('no tablets of this set for a larger dose: refused, whatever the schedule', () => {
  const refused = addBoosts(scheduleOf(5000), boostsFrom(FROM, 1, ug(7500)), ONES_AND_THREES, NEXT)
  assert(refused.kind === 'refused' && refused.code === 'boost-cannot-be-made')
})

test('H11, H12: with larger doses each date still stands once, its tablets add up, and the rest is untouched', () => {
  const order = fc.record({
    from: someDay,
    tabletSet: someTabletSet,
    nth: fc.integer({ min: 0, max: 20 }),
    interval: fc.integer({ min: 3, max: 60 }),
    first: fc.integer({ min: 0, max: 2 }),
    larger: fc.integer({ min: 1, max: 12 }),
  })
  fc.assert(
    fc.property(order, ({ from, tabletSet, nth, interval, first, larger }) => {
      const doses = makeableDoses(tabletSet, ug(20_000))
      const daily = doses[nth % doses.length]
      const boost = doses.find((dose) => daily !== undefined && dose >= daily + larger * 500)
      fc.pre(daily !== undefined && boost !== undefined)
      const nextTest = addDays(from, interval)
      const span = { from, nextTest, graceDays: 7, omitDays: 0, dailyUg: daily, tabletSet }
      const built = buildSchedule({ ...span, pattern: 'constant-preferred' })
      assert(built.kind === 'schedule')
      const boosts = boostsFrom(addDays(from, first), 1, boost)
      const boosted = addBoosts(built.schedule, boosts, tabletSet, nextTest)
      assert(boosted.kind === 'boosted')
      assert.deepEqual(checkSchedule(boosted.schedule, from, addDays(nextTest, 7)), [])
      const before = expand(built.schedule)
      for (const [at, dose] of expand(boosted.schedule).entries()) {
        const was = before[at]
        assert.equal(dose.day, was?.day)
        assert.equal(dose.ug, boosts.some(({ on }) => on === dose.day) ? boost : was?.ug)
      }
    }),
  )
})
