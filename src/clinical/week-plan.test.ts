import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_TABLETS, ONES_AND_THREES, someTabletSet } from '#test/clinical/a-visit.ts'
import { ug } from './dose.ts'
import type { TabletSet } from './tablets.ts'
import { meanDailyUg, nearestWeeks, otherWeeks, weeksNear } from './week-plan.ts'

type Week = { readonly total: number; readonly constant: boolean }

/** Every daily dose of a set by trying every number of tablets, with at most one half: another way than the solver's. */
function dosesByHand({ strengths, halves }: TabletSet): readonly number[] {
  let sums = new Set([0])
  for (const strength of strengths) {
    const counts = Array.from({ length: Math.floor(30_000 / strength) + 1 }, (_, count) => count)
    sums = new Set([...sums].flatMap((sum) => counts.map((count) => sum + count * strength)))
  }
  const whole = [...sums]
  const halved = halves ? strengths.filter((strength) => strength !== 500) : []
  const all = [...whole, ...halved.flatMap((half) => whole.map((sum) => sum + half / 2))]
  return [...new Set(all)].filter((sum) => sum > 0 && sum <= 30_000).sort((a, b) => a - b)
}

/** Every week of a set: one dose each day, or two neighbours at most 1 mg apart. */
function weeksByHand(set: TabletSet): readonly Week[] {
  const doses = dosesByHand(set)
  const totals = new Map<number, boolean>()
  for (const [nth, low] of doses.entries()) {
    const high = doses[nth + 1]
    if (high !== undefined && high - low <= 1000) {
      for (let days = 1; days <= 6; days += 1) {
        const total = low * (7 - days) + high * days
        totals.set(total, totals.get(total) ?? false)
      }
    }
    totals.set(low * 7, true)
  }
  return [...totals].map(([total, constant]) => ({ total, constant }))
}

function nearestByHand(asked: number, set: TabletSet, withItself: boolean): readonly number[] {
  const weeks = weeksByHand(set)
  const nearest = (of: readonly Week[], isThere: (total: number) => boolean) =>
    of
      .map(({ total }) => total)
      .filter(isThere)
      .sort((a, b) => Math.abs(a - asked) - Math.abs(b - asked))
      .slice(0, 1)
  const below = (total: number) => (withItself ? total <= asked : total < asked)
  const above = (total: number) => total > asked
  const constant = weeks.filter((week) => week.constant)
  return [weeks, constant].flatMap((of) => [...nearest(of, below), ...nearest(of, above)])
}

const totals = (weeks: ReturnType<typeof otherWeeks>): number[] =>
  [...new Set(weeks.map(({ weeklyUg }) => Number(weeklyUg)))].sort((a, b) => a - b)
const inOrder = (found: readonly number[]): number[] => [...new Set(found)].sort((a, b) => a - b)

/** Totals that a clinic meets; near the end of what is worked out there is nothing above. */
const someWeek = fc.integer({ min: 1, max: 280 }).map((steps) => ug(steps * 500))

test('H11: the alternatives of a week are the nearest that the tablets make, by brute force', () => {
  fc.assert(
    fc.property(someTabletSet, someWeek, (set, weekly) => {
      assert.deepEqual(totals(otherWeeks(weekly, set)), inOrder(nearestByHand(weekly, set, false)))
      assert.deepEqual(totals(weeksNear(weekly, set)), inOrder(nearestByHand(weekly, set, true)))
    }),
    { numRuns: 300 },
  )
})

test('H11: each alternative says its difference from the week asked for, the nearest first', () => {
  fc.assert(
    fc.property(someTabletSet, someWeek, (set, weekly) => {
      const found = otherWeeks(weekly, set)
      const away = found.map(({ differenceUg }) => Math.abs(differenceUg))
      assert.deepEqual(
        away,
        away.toSorted((a, b) => a - b),
      )
      for (const { weeklyUg, differenceUg, meanDailyUg: mean } of found) {
        assert.equal(weeklyUg - weekly, differenceUg)
        assert.equal(mean, meanDailyUg(weeklyUg))
      }
    }),
  )
})

test('24 mg a week from 1 mg tablets: a mg a week more or less by pattern, 3 and 4 mg every day', () => {
  const ones: TabletSet = { strengths: [1000], halves: false }
  assert.deepEqual(
    otherWeeks(ug(24_000), ones).map(({ weeklyUg, pattern, differenceUg }) => [
      weeklyUg,
      pattern,
      differenceUg,
    ]),
    [
      [23_000, 'weekly', -1000],
      [25_000, 'weekly', 1000],
      [21_000, 'constant', -3000],
      [28_000, 'constant', 4000],
    ],
  )
})

test('3.5 mg a day cannot be made of 1 and 3 mg: half a mg a week off by pattern', () => {
  assert.deepEqual(
    nearestWeeks(ug(3500), ONES_AND_THREES).map(({ differenceUg }) => differenceUg),
    [-500, 500, -3500, 3500],
  )
})

test('where every total can be made each day, the neighbours are half a mg a week away', () => {
  assert.deepEqual(
    otherWeeks(ug(35_000), ALL_TABLETS).map(({ differenceUg }) => differenceUg),
    [-500, 500, -3500, 3500],
  )
})
