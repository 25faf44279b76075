import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import { clinicOf, FIRST, RANGE, someCourse, somePeriod } from '#test/clinical/a-clinic.ts'
import { continuousFigure, controlFigures } from './control-figures.ts'
import { figuresByDecider, NOBODY_HERE } from './figures-by-decider.ts'
import { compare, type Fraction, fraction, plus } from './fraction.ts'
import { hundredths, type MethodFigure, percentHundredths } from './method-figures.ts'
import { NICE, type Period, TWO_WEEKS } from './period.ts'

const YEAR: Period = { from: day('2026-01-01'), until: day('2026-12-31') }

/** INRs so many days apart from a day on. */
const every = (days: number, from: Day, readings: readonly number[]) =>
  readings.map((reading, nth) => [addDays(from, nth * days), reading] as const)

const steady = (reading: number) => every(28, day('2025-12-15'), Array(14).fill(reading))

const figureOf = (figures: { methods: readonly MethodFigure[] }, method: string): MethodFigure => {
  const found = figures.methods.find((figure) => figure.method === method)
  assert(found !== undefined)
  return found
}

test('two people, one tested for long: the mean weighs people, the pool weighs days', () => {
  const clinic = clinicOf([{ inrs: steady(25) }, { inrs: every(28, day('2026-03-01'), [35, 35]) }])
  const { mean, pooled } = figureOf(controlFigures(clinic, YEAR, NICE), 'continuous')
  assert.equal(mean.percents.inRange, 5000)
  assert.deepEqual(mean.people, [0, 1])
  assert.equal(pooled.of, 364 + 28 - 16)
  assert.equal(pooled.percents.inRange, Math.round((348 / 376) * 10_000))
})

test('nothing to count is null in every method, never 0 %', () => {
  for (const clinic of [clinicOf([]), clinicOf([{ inrs: [] }])]) {
    for (const exclusions of [NICE, TWO_WEEKS]) {
      for (const { pooled, mean } of controlFigures(clinic, YEAR, exclusions).methods) {
        assert.deepEqual(pooled.percents, { inRange: null, below: null, above: null })
        assert.equal(mean.percents.inRange, null)
        assert.equal(pooled.of, 0)
      }
    }
  }
})

test('less than 6 months of maintenance is left out by NICE and counted by the incumbent', () => {
  const startedOn = day('2026-08-01')
  const clinic = clinicOf([{ startedOn, inrs: every(14, startedOn, Array(10).fill(25)) }])
  const nice = controlFigures(clinic, YEAR, NICE)
  assert.deepEqual(nice.leftOut, { notMeasurable: [], tooShort: [0], nothingCounted: [] })
  assert.equal(nice.account.tooShort, nice.account.treated)
  assert.equal(figureOf(nice, 'continuous').pooled.percents.inRange, null)
  const incumbent = figureOf(controlFigures(clinic, YEAR, TWO_WEEKS), 'continuous')
  assert.equal(incumbent.pooled.of, 9 * 14 - 14)
})

test('a person without a start or a range, and one without an INR, are left out by name', () => {
  const clinic = clinicOf([
    { startedOn: 'not-known', inrs: steady(25) },
    { ranges: [], inrs: steady(25) },
    { inrs: [] },
    { endedOn: day('2025-06-01'), inrs: [] },
  ])
  assert.deepEqual(controlFigures(clinic, YEAR, NICE).leftOut, {
    notMeasurable: [0, 1],
    tooShort: [],
    nothingCounted: [2],
  })
})

test('people of whom nothing can be measured are left out by name when they may have been treated in the period', () => {
  const unknown = (startedOn: string, endedOn?: string) => ({
    startedOn: startedOn === 'not-known' ? ('not-known' as const) : day(startedOn),
    ...(endedOn === undefined ? {} : { endedOn: day(endedOn) }),
    ranges: [],
    inrs: [],
  })
  const clinic = clinicOf([
    unknown('not-known'),
    unknown('not-known', '2025-12-31'),
    unknown('not-known', '2026-01-01'),
    unknown('2026-12-31'),
    unknown('2027-01-01'),
    unknown('2026-02-01', '2026-03-01'),
    unknown('2025-02-01', '2025-03-01'),
    unknown('2027-02-01', '2027-03-01'),
  ])
  assert.deepEqual(controlFigures(clinic, YEAR, NICE).leftOut.notMeasurable, [0, 2, 3, 5])
})

test('who is counted is left out nowhere: by lines, or by a test alone, wherever it lies', () => {
  const clinic = clinicOf([
    { inrs: steady(25) },
    { inrs: [[day('2026-06-01'), 25]] },
    { inrs: [[day('2026-06-01'), 19]] },
    { inrs: [[day('2026-06-01'), 31]] },
    { inrs: [[day('2026-06-01'), 1025]] },
    { patient: 4, inrs: [[day('2026-06-01'), -25]] },
    { endedOn: day('2025-12-31'), inrs: [] },
    { startedOn: day('2026-12-31'), inrs: [] },
  ])
  const { leftOut, testsNotKnown, methods } = controlFigures(clinic, YEAR, NICE)
  assert.deepEqual(leftOut, { notMeasurable: [], tooShort: [], nothingCounted: [4] })
  assert.equal(testsNotKnown, 2)
  assert.deepEqual(figureOf({ methods }, 'tests').mean.people, [0, 1, 2, 3])
})

test('a person with two courses is one person', () => {
  const clinic = clinicOf([
    { patient: 3, endedOn: day('2026-06-30'), inrs: every(28, day('2026-01-05'), [25, 25, 25]) },
    { patient: 3, inrs: every(28, day('2026-08-01'), [35, 35, 35]) },
  ])
  const { mean, pooled } = figureOf(controlFigures(clinic, YEAR, NICE), 'continuous')
  assert.deepEqual(mean.people, [3])
  assert.equal(pooled.of, 112)
  assert.equal(mean.percents.inRange, 5000)
})

test('of a course that cannot be measured nobody decided anything that is counted', () => {
  const clinic = clinicOf([{ ranges: [], inrs: steady(25) }])
  assert.equal(figuresByDecider(clinic, new Int16Array(20), YEAR, NICE).size, 0)
})

test('H07: a person whose range changed is counted by the range in force on each day', () => {
  const changed = day('2026-07-01')
  const ranges = [
    { from: FIRST, range: RANGE },
    { from: changed, range: { lowTenths: 30, highTenths: 40 } },
  ]
  const { pooled } = figureOf(
    controlFigures(clinicOf([{ ranges, inrs: steady(25) }]), YEAR, NICE),
    'tests',
  )
  const inForce = steady(25).filter(([on]) => on >= YEAR.from && on < changed).length
  assert.equal(pooled.inRange.numerator, BigInt(inForce))
  assert.equal(pooled.of, steady(25).filter(([on]) => on >= YEAR.from && on <= YEAR.until).length)
})

const sum = (fractions: readonly Fraction[]): Fraction =>
  fractions.reduce(plus, { numerator: 0n, denominator: 1n })

test('the pool is the exact sum of its people, the mean is the mean of their shares', () => {
  fc.assert(
    fc.property(fc.array(someCourse, { maxLength: 6 }), somePeriod, (written, period) => {
      const whole = controlFigures(clinicOf(written), period, TWO_WEEKS)
      const alone = written.map((course) => controlFigures(clinicOf([course]), period, TWO_WEEKS))
      for (const { method, pooled, mean } of whole.methods) {
        const each = alone.map((figures) => figureOf(figures, method).pooled)
        assert.equal(compare(pooled.inRange, sum(each.map(({ inRange }) => inRange))), 0)
        assert.equal(compare(pooled.below, sum(each.map(({ below }) => below))), 0)
        assert.equal(
          pooled.of,
          each.reduce((days, { of }) => days + of, 0),
        )
        const shares = each
          .filter(({ of }) => of > 0)
          .map(({ inRange, of }) => fraction(inRange.numerator, inRange.denominator * BigInt(of)))
        const exact = hundredths(sum(shares), shares.length)
        assert.ok(Math.abs((mean.percents.inRange ?? -1) - (exact ?? -1)) <= 1)
        assert.equal(mean.people.length, shares.length)
      }
    }),
  )
})

test('the continuous figure alone is that of all methods, of the same people', () => {
  fc.assert(
    fc.property(fc.array(someCourse, { maxLength: 6 }), somePeriod, (written, period) => {
      for (const exclusions of [NICE, TWO_WEEKS]) {
        const clinic = clinicOf(written)
        const { pooled, mean } = figureOf(controlFigures(clinic, period, exclusions), 'continuous')
        const alone = continuousFigure(clinic, period, exclusions)
        assert.equal(compare(alone.inRange, pooled.inRange), 0)
        assert.deepEqual([alone.of, alone.people], [pooled.of, mean.people])
      }
    }),
  )
})

test('who was treated on one day of the period has no line in it, alone or with the others', () => {
  const clinic = clinicOf([
    { inrs: steady(25) },
    { startedOn: YEAR.until, inrs: [[YEAR.until, 25]] },
    { startedOn: day('2026-08-01'), inrs: every(14, day('2026-08-01'), Array(10).fill(35)) },
  ])
  assert.deepEqual(continuousFigure(clinic, YEAR, NICE).people, [0])
  assert.deepEqual(continuousFigure(clinic, YEAR, TWO_WEEKS).people, [0, 2])
})

test('a clinic is all its deciders together, those who decided nowhere here included', () => {
  const deciders = fc.array(fc.integer({ min: NOBODY_HERE, max: 3 }), {
    minLength: 150,
    maxLength: 150,
  })
  fc.assert(
    fc.property(
      fc.array(someCourse, { maxLength: 6 }),
      deciders,
      somePeriod,
      (written, numbers, period) => {
        const clinic = clinicOf(written)
        const whole = controlFigures(clinic, period, NICE)
        const byDecider = figuresByDecider(clinic, Int16Array.from(numbers), period, NICE)
        for (const { method, pooled } of whole.methods) {
          const each = [...byDecider.values()].map(
            (methods) => figureOf({ methods }, method).pooled,
          )
          assert.equal(compare(pooled.inRange, sum(each.map(({ inRange }) => inRange))), 0)
          assert.equal(
            pooled.of,
            each.reduce((days, { of }) => days + of, 0),
          )
        }
      },
    ),
  )
})

test('quarters add up to the year, in every method', () => {
  fc.assert(
    fc.property(fc.array(someCourse, { maxLength: 4 }), (written) => {
      const clinic = clinicOf(written)
      // The minimum of maintenance is asked at the end of each period: without it, only days decide.
      const all = { ...TWO_WEEKS, leastMonths: -1200 }
      const quarters = ['01-01', '04-01', '07-01', '10-01'].map((on) => day(`2026-${on}`))
      const figures = quarters.map((from, nth) => {
        const next = quarters[nth + 1]
        const until = next === undefined ? YEAR.until : addDays(next, -1)
        return controlFigures(clinic, { from, until }, all)
      })
      const year = controlFigures(clinic, YEAR, all)
      for (const { method, pooled } of year.methods) {
        const each = figures.map((quarter) => figureOf(quarter, method).pooled)
        assert.equal(compare(pooled.inRange, sum(each.map(({ inRange }) => inRange))), 0)
        assert.equal(
          pooled.of,
          each.reduce((days, { of }) => days + of, 0),
        )
      }
    }),
  )
})

test('a share of a count is in hundredths of a per cent, and null out of none', () => {
  assert.deepEqual(
    [percentHundredths(1, 3), percentHundredths(0, 3), percentHundredths(0, 0)],
    [3333, 0, null],
  )
})
