import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import type { CourseInr, DoseSpell, ForecastCourse } from './forecast-course.ts'
import { type Planned, secondOpinion } from './second-opinion.ts'
import { accuracyOf, NO_FORECASTS, together, toldBetween, walkForward } from './walk-forward.ts'

const START = day('2025-01-01')
const on = (nth: number): Day => addDays(START, nth)
const measured = (nth: number, tenths: number): CourseInr => ({
  on: on(nth),
  inr: { comparator: '=', tenths },
  decidedOn: on(nth),
})

const courseOf = (inrs: readonly CourseInr[], doses: readonly DoseSpell[]): ForecastCourse => ({
  isWarfarin: true,
  startedOn: START,
  bornOn: day('1950-01-01'),
  weights: [],
  inrs,
  doses,
  said: [],
  interactions: [],
  besides: [],
  vitaminK: [],
  breaks: [],
})

const readings = fc.array(fc.integer({ min: 14, max: 49 }), { minLength: 4, maxLength: 10 })
const every = 14
const inrsOf = (tenths: readonly number[]) =>
  tenths.map((one, nth) => measured(28 + nth * every, one))
const dosesOf = (tenths: readonly number[]) =>
  [5000, ...tenths.map((one) => 3000 + one * 50)].map((ug, nth) => ({
    from: nth === 0 ? START : on(28 + (nth - 1) * every),
    ug,
  }))

test('H41: each forecast is held against the next INR and against the last, and the sums are of all', () => {
  fc.assert(
    fc.property(readings, (tenths) => {
      const course = courseOf(inrsOf(tenths), dosesOf(tenths))
      let byHand = NO_FORECASTS
      for (let nth = 1; nth + 1 < tenths.length; nth += 1) {
        const today = on(28 + nth * every)
        const planned: Planned = {
          today,
          testOn: addDays(today, every),
          dailyUg: course.doses[nth + 1]?.ug as number,
          omitDays: 0,
          isStart: false,
          isBoosted: false,
          isProcedurePlanned: false,
        }
        const known = { ...course, inrs: course.inrs.slice(0, nth + 1) }
        const opinion = secondOpinion(known, planned)
        assert.ok(opinion.kind === 'forecast')
        const [last = 0, next = 0] = [tenths[nth], tenths[nth + 1]]
        byHand = together(byHand, {
          count: 1,
          within: next >= opinion.lowTenths && next <= opinion.highTenths ? 1 : 0,
          offTenths: Math.abs(next - opinion.medianTenths),
          lastOffTenths: Math.abs(next - last),
        })
      }
      assert.deepEqual(walkForward(course, START), byHand)
    }),
    { numRuns: 30 },
  )
})

test('H41: no forecast peeks: a later INR or dose changes nothing of what was foretold before it', () => {
  fc.assert(
    fc.property(readings, fc.integer({ min: 14, max: 49 }), (tenths, other) => {
      const until = on(28 + (tenths.length - 2) * every)
      const sums = (all: readonly number[]) => {
        const whole = walkForward(courseOf(inrsOf(all), dosesOf(all)), START)
        const last = walkForward(courseOf(inrsOf(all), dosesOf(all)), addDays(until, 1))
        return { count: whole.count - last.count, off: whole.offTenths - last.offTenths }
      }
      assert.deepEqual(sums(tenths), sums([...tenths.slice(0, -1), other]))
    }),
    { numRuns: 30 },
  )
})

const said = (nth: number) => [{ on: on(nth), missedDoses: true, illness: false, medicines: false }]

test('where no forecast would have been shown none is counted', () => {
  const tenths = [25, 25, 25, 25]
  const course = courseOf(inrsOf(tenths), dosesOf(tenths))
  assert.equal(walkForward(course, START).count, 2)
  assert.equal(walkForward({ ...course, said: said(28 + every) }, START).count, 0)
  assert.equal(walkForward({ ...course, said: said(28 + 2 * every) }, START).count, 1)
  assert.equal(walkForward(course, on(28 + 3 * every)).count, 1)
})

test('an INR beyond the meter lies outside the interval, and is off by at least what the meter shows', () => {
  const above = { ...measured(28 + 3 * every, 80), inr: { comparator: '>', tenths: 80 } } as const
  const tenths = [25, 25, 25]
  const course = courseOf([...inrsOf(tenths), above], dosesOf(tenths))
  const sums = walkForward(course, above.on)
  assert.deepEqual([sums.count, sums.within, sums.lastOffTenths], [1, 0, 55])
  assert.ok(sums.offTenths > 40)
})

const decided = measured(10, 25)
const spells = (...list: readonly (readonly [number, DoseSpell['ug']])[]): readonly DoseSpell[] =>
  list.map(([nth, ug]) => ({ from: on(nth), ug }))

for (const [what, doses, dailyUg, omitDays] of [
  ['the dose of the decision', spells([0, 4000], [10, 5000]), 5000, 0],
  ['the dose that goes on', spells([0, 4000]), 4000, 0],
  ['a dose after two days without', spells([0, 4000], [10, 0], [12, 5000]), 5000, 2],
  ['the dose before the next one', spells([0, 4000], [10, 5000], [24, 6000]), 5000, 0],
  ['nothing when it was changed between', spells([10, 5000], [15, 6000]), undefined, undefined],
  ['nothing when it is not known', spells([10, 5000], [20, 'not-known']), undefined, undefined],
  ['nothing when none was taken', spells([10, 0]), undefined, undefined],
  ['nothing when none is known', spells(), undefined, undefined],
  ['nothing of a larger day', spells([10, 5000], [12, 9000], [13, 5000]), undefined, undefined],
] as const) {
  test(`what was told between two tests: ${what}`, () => {
    const told = toldBetween(doses, decided, on(24))
    assert.deepEqual([told?.dailyUg, told?.omitDays], [dailyUg, omitDays])
  })
}

test('a dose decided on the day of the next test was told for no day between', () => {
  assert.equal(toldBetween(spells([0, 5000]), { ...decided, decidedOn: on(24) }, on(24)), undefined)
})

test('H41: too few forecasts say nothing of how good they are', () => {
  const sums = { count: 9, within: 8, offTenths: 30, lastOffTenths: 40 }
  assert.deepEqual(accuracyOf(sums, 10), { kind: 'not-known', count: 9, least: 10 })
  assert.deepEqual(accuracyOf({ ...sums, count: 10 }, 10), {
    kind: 'known',
    count: 10,
    offHundredths: 30,
    lastOffHundredths: 40,
    withinPercent: 80,
  })
})
