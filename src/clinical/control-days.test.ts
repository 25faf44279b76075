import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { clinicOf } from '#test/clinical/a-clinic.ts'
import { flaggedPeople } from './clinic-on-day.ts'
import { controlFigures } from './control-figures.ts'
import { EXCLUSIONS, NICE, type Period, TWO_WEEKS } from './period.ts'
import { emptyTally, isBelowPercent, PARTS_OF_A_DAY, percentHundredthsOf } from './ttr-tally.ts'

const YEAR: Period = { from: day('2026-01-01'), until: day('2026-12-31') }

test('where the days of a year went: before the first INR, 56 days between two, 57, and after the last', () => {
  const clinic = clinicOf([
    {
      inrs: [
        [day('2026-03-01'), 25],
        [day('2026-03-29'), 25],
        [day('2026-05-24'), 25],
        [day('2026-07-20'), 25],
      ],
    },
    { inrs: [[day('2026-08-01'), 25]] },
  ])
  const { account } = controlFigures(clinic, YEAR, TWO_WEEKS)
  assert.deepEqual(account, {
    treated: 730,
    tooShort: 0,
    firstWeeks: 0,
    breaks: 0,
    noRange: 0,
    noInr: 60 + 164 + 365,
    longGaps: 57,
    censored: 0,
    counted: 28 + 56,
  })
})

test('less than 6 months of maintenance by the day is too short, 6 months to the day are not', () => {
  const last = day('2026-12-31')
  const settled = day('2026-06-30')
  const figures = [-1, 0, 1].map((days) => {
    const startedOn = addDays(settled, days - NICE.firstDays)
    const inrs = [0, 28, 56].map((after) => [addDays(last, after - 56), 25] as const)
    return controlFigures(clinicOf([{ startedOn, inrs }]), YEAR, NICE)
  })
  assert.deepEqual(
    figures.map(({ leftOut, account }) => [leftOut.tooShort, account.counted]),
    [
      [[], 56],
      [[], 56],
      [[0], 0],
    ],
  )
})

test('somebody counts by a single test, or by a line without any test in the period', () => {
  const leftOut = (inrs: readonly (readonly [string, number])[], period = YEAR) => {
    const written = inrs.map(([on, reading]) => [day(on), reading] as const)
    return controlFigures(clinicOf([{ inrs: written }]), period, NICE).leftOut.nothingCounted
  }
  const apart = (one: number, other: number) =>
    leftOut([
      ['2026-02-01', one],
      ['2026-09-01', other],
    ])
  assert.deepEqual([apart(25, 45), apart(25, 15), apart(15, 45)], [[], [], []])
  const march = { from: day('2026-03-10'), until: day('2026-03-20') }
  const around = [
    ['2026-03-01', 25],
    ['2026-04-01', 25],
  ] as const
  assert.deepEqual(leftOut(around, march), [])
  assert.deepEqual(leftOut([['2026-02-01', 25]], march), [0])
})

test('nobody is flagged by the INRs of who stands next in the columns', () => {
  const on = day('2026-10-01')
  const recent = addDays(on, -30)
  const flagged = flaggedPeople(
    clinicOf([{ inrs: [] }, { inrs: [[recent, 25]] }, { inrs: [[recent, 90]] }, { inrs: [] }]),
    on,
  )
  assert.deepEqual(flagged.oneAboveEight, { yes: [2], possible: [], no: [1], 'not-known': [0, 3] })
})

test('days and tests in, below and above range are told apart by every method, together and as a mean', () => {
  const steady = (reading: number) => ({
    inrs: [0, 28, 56].map((after) => [addDays(day('2026-03-01'), after), reading] as const),
  })
  const clinic = clinicOf([steady(25), steady(15), steady(15), steady(45)])
  for (const { method, pooled, mean } of controlFigures(clinic, YEAR, NICE).methods) {
    const each = { inRange: 2500, below: 5000, above: 2500 }
    assert.deepEqual([pooled.percents, mean.percents], [each, each], method)
  }
})

test('H07: of two ranges set on one day the one written last counts', () => {
  const from = day('2025-01-01')
  const ranges = [
    { from, range: { lowTenths: 20, highTenths: 30 } },
    { from, range: { lowTenths: 30, highTenths: 40 } },
  ]
  const inrs = [0, 28].map((after) => [addDays(day('2026-03-01'), after), 35] as const)
  for (const { pooled } of controlFigures(clinicOf([{ ranges, inrs }]), YEAR, NICE).methods) {
    assert.equal(pooled.percents.inRange, 10_000)
  }
})

test('a line too steep for the common parts of a day is counted as exactly, together and as a mean', () => {
  const inrs = [
    [day('2026-03-01'), 10],
    [day('2026-03-26'), 35],
  ] as const
  const [continuous] = controlFigures(clinicOf([{ inrs }]), YEAR, NICE).methods
  const each = { inRange: 4000, below: 4000, above: 2000 }
  assert.deepEqual([continuous.pooled.percents, continuous.mean.percents], [each, each])
})

test('figures are given by the exclusions of NICE and of two weeks', () => {
  assert.deepEqual(
    EXCLUSIONS.map(({ id }) => id),
    ['nice', 'two-weeks'],
  )
})

test('limits of the range are in it, and a line cut by the period counts from where it is there', () => {
  const inRange = (readings: readonly number[], period = YEAR) => {
    const inrs = readings.map((one, nth) => [addDays(day('2026-03-01'), nth * 20), one] as const)
    const [continuous, daily] = controlFigures(clinicOf([{ inrs }]), period, NICE).methods
    return [continuous, daily].map(({ pooled: { percents, of } }) => [
      ...[percents.below, percents.inRange, percents.above],
      of,
    ])
  }
  const all = [0, 10_000, 0]
  for (const limit of [20, 30]) {
    assert.deepEqual(inRange([limit, limit]), [
      [...all, 20],
      [...all, 20],
    ])
  }
  const half = { from: day('2026-03-12'), until: day('2026-12-31') }
  assert.deepEqual(inRange([20, 40], half), [
    [0, 0, 10_000, 10],
    [0, 0, 10_000, 10],
  ])
  assert.deepEqual(inRange([30, 10], half)[0], [10_000, 0, 0, 10])
  assert.deepEqual(inRange([25, 25], half), [
    [...all, 10],
    [...all, 10],
  ])
})

test('a share of exactly half a hundredth is rounded up, and exactly 65 % is not below it, however it is counted', () => {
  const inside = 57 * (PARTS_OF_A_DAY / 20)
  const quick = { ...emptyTally(), inside, days: 40 }
  assert.equal(percentHundredthsOf(quick), 713)
  const restAbove = { ...emptyTally(), below: 743 * (PARTS_OF_A_DAY / 20), days: 40 }
  assert.equal(percentHundredthsOf(restAbove, 'above'), 713)
  const steep = { ...emptyTally(), days: 100, steep: [{ width: 25, inside: 25 * 65, below: 0 }] }
  assert.deepEqual([isBelowPercent(steep, 65), isBelowPercent(steep, 66)], [false, true])
  assert.equal(percentHundredthsOf(steep), 6500)
})

test('where floating-point numbers cannot tell a share from 65 %, the exact share decides', () => {
  const lines = [1, 2599].map((inside) => ({ width: 25, inside, below: 0 }))
  const justUnderInFloats = { ...emptyTally(), days: 160, steep: lines }
  assert.equal(isBelowPercent(justUnderInFloats, 65), false)
  const aPartShort = { ...emptyTally(), days: 100, inside: 65 * PARTS_OF_A_DAY - 1 }
  assert.deepEqual([isBelowPercent(aPartShort, 65), isBelowPercent(aPartShort, 64)], [true, false])
})
