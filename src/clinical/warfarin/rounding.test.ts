import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Ug, ug } from '#clinical/dose.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import { makeableWeeks, meanDailyUg, weeklyUgOf } from '#clinical/week-plan.ts'
import { ALL_TABLETS, ONES_AND_THREES, someTabletSet } from '#test/clinical/a-visit.ts'
import { roundToTablets } from './rounding.ts'

const round = (currentUg: number, wantedUg: number, tabletSet: TabletSet) =>
  roundToTablets({
    currentUg: ug(currentUg),
    wantedUg: ug(wantedUg),
    capPercent: 20,
    roundingUg: 500,
    tabletSet,
  })

const THREES: TabletSet = { strengths: [3000], halves: false }
const HALVES: TabletSet = { strengths: [500], halves: false }

const mean = (weeklyMg: number): Ug => meanDailyUg(ug(weeklyMg * 1000))

describe('rounding to what the tablets make', () => {
  const cases: readonly (readonly [string, number, number, TabletSet, number, string])[] = [
    ['a small change disappears', 5000, 5179, ALL_TABLETS, 35_000, 'constant'],
    ['the nearest half milligram', 5000, 4543, ALL_TABLETS, 31_500, 'constant'],
    ['halfway goes to the lower dose', 5000, 4250, ALL_TABLETS, 28_000, 'constant'],
    ['no half milligram: a week of two doses', 5000, 4543, ONES_AND_THREES, 32_000, 'weekly'],
    ['a whole milligram stays the same each day', 5000, 4217, ONES_AND_THREES, 28_000, 'constant'],
    ['near a whole milligram', 5000, 4100, ONES_AND_THREES, 28_000, 'constant'],
    ['the dose in force is kept as it is', mean(34), mean(34), ONES_AND_THREES, 34_000, 'weekly'],
    ['and also near one dose every day', mean(32), mean(32), ALL_TABLETS, 32_000, 'weekly'],
    ['never up when the dose is to go down', mean(34), 4804, ONES_AND_THREES, 34_000, 'weekly'],
    ['no tablets for any step: the dose in force', 6000, 7200, THREES, 42_000, 'constant'],
    ['from a small dose to the only larger one', 571, 685, HALVES, 4500, 'weekly'],
    ['never past the cap', 2000, 2400, ALL_TABLETS, 16_500, 'weekly'],
    ['a dose in force that cannot be made', 2500, 2500, ONES_AND_THREES, 17_000, 'weekly'],
  ]
  for (const [name, current, wanted, set, weekly, pattern] of cases) {
    test(`${name}: ${wanted / 1000} mg becomes ${weekly / 1000} mg a week`, () => {
      const made = round(current, wanted, set)
      assert.deepEqual(made.kind === 'rounded' && [made.weeklyUg, made.pattern], [weekly, pattern])
    })
  }

  test('a dose in force that only a higher one comes near is rounded up within the cap', () => {
    const made = round(4500, 4500, { strengths: [5000], halves: false })
    assert.equal(made.kind === 'rounded' && made.weeklyUg, 35_000)
  })

  test('tablets too large for any dose within the cap make none', () => {
    const fives: TabletSet = { strengths: [5000], halves: false }
    assert.deepEqual(round(3000, 3000, fives), { kind: 'cannot-be-made' })
  })
})

describe('H09: laws of rounding', () => {
  const someWeek = fc.integer({ min: 7, max: 280 }).map((steps) => meanDailyUg(ug(steps * 500)))
  const someFactor = fc.integer({ min: 80, max: 120 })

  test('what is made is made by the tablets, on the side wanted, within the cap', () => {
    fc.assert(
      fc.property(someWeek, someFactor, someTabletSet, (current, factor, set) => {
        const wanted = ug(Math.round((current * factor) / 100))
        const made = round(current, wanted, set)
        if (made.kind === 'cannot-be-made') return
        const before = weeklyUgOf(current)
        assert.equal(makeableWeeks(set)[made.weeklyUg / 500], made.pattern)
        assert.ok(made.weeklyUg * 100 <= before * 120 && made.weeklyUg * 100 >= before * 80)
        if (wanted > current) assert.ok(made.weeklyUg >= before)
        if (wanted < current) assert.ok(made.weeklyUg <= before)
      }),
      { numRuns: 1000 },
    )
  })

  test('a larger dose wanted is never made smaller', () => {
    fc.assert(
      fc.property(someWeek, someFactor, someFactor, someTabletSet, (current, one, other, set) => {
        const wants = [one, other].sort((a, b) => a - b)
        const [less, more] = wants.map((factor) =>
          round(current, Math.round((current * factor) / 100), set),
        )
        if (less?.kind !== 'rounded' || more?.kind !== 'rounded') return
        assert.ok(less.weeklyUg <= more.weeklyUg)
      }),
      { numRuns: 1000 },
    )
  })
})
