import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import { compare, type Fraction, formatFraction, fraction, minus, plus } from './fraction.ts'
import { type InrPoint, inrColumns } from './inr-columns.ts'
import { timeInRange } from './ttr.ts'
import { emptyTally, isBelowPercent, type Range, tallyInto, WHOLE_HISTORY } from './ttr-tally.ts'

const ORIGIN = day('2020-01-01')

type VectorResult = { day?: number; date?: string; inr: number }
type Vector = {
  name: string
  low: number
  high: number
  max_gap_days: number
  results: VectorResult[]
  expected: { numerator_exact: string; denominator_days: number; ttr_percent: number | null }
  expected_daily_form: { numerator_days: number }
}

const { vectors } = JSON.parse(readFileSync('test/vectors/ttr.json', 'utf8')) as {
  vectors: Vector[]
}

const tenths = (value: number) => Math.round(value * 10)
const rangeOf = (vector: Vector): Range => ({
  lowTenths: tenths(vector.low),
  highTenths: tenths(vector.high),
})
const point = (on: Day, inrTenths: number): InrPoint => ({
  on,
  inr: { comparator: '=', tenths: inrTenths },
})
const pointsOf = (vector: Vector) =>
  vector.results.map((result) =>
    point(result.date ? day(result.date) : addDays(ORIGIN, result.day ?? 0), tenths(result.inr)),
  )

for (const vector of vectors) {
  test(`time in range of ${vector.name} is ${vector.expected.numerator_exact} of ${vector.expected.denominator_days} days`, () => {
    const ttr = timeInRange(pointsOf(vector), rangeOf(vector), { maxGapDays: vector.max_gap_days })
    assert.equal(formatFraction(ttr.inRange), vector.expected.numerator_exact)
    assert.equal(ttr.denominatorDays, vector.expected.denominator_days)
    const percent = vector.expected.ttr_percent
    assert.equal(ttr.percentHundredths, percent === null ? null : Math.round(percent * 100))
  })
}

/** Second way to the answer: the value at each whole day of the interval, in exact arithmetic. */
function dailyForm(points: readonly InrPoint[], limits: Range) {
  const { days, readings } = inrColumns(points)
  const lines = Array.from(days, (on, row) => ({
    gap: (days[row + 1] ?? on) - on,
    before: readings[row] ?? 0,
    after: readings[row + 1] ?? 0,
  })).filter(({ gap }) => gap <= 56)
  const inside = lines.reduce((sum, line) => sum + wholeDaysInside(line, limits), 0)
  return { inside, counted: lines.reduce((sum, line) => sum + line.gap, 0) }
}

function wholeDaysInside(line: { gap: number; before: number; after: number }, limits: Range) {
  return Array.from({ length: line.gap }, (_, k) => k + 1).filter((k) => {
    const height = line.before * (line.gap - k) + line.after * k
    return height >= limits.lowTenths * line.gap && height <= limits.highTenths * line.gap
  }).length
}

for (const vector of vectors) {
  test(`the daily form of ${vector.name} is ${vector.expected_daily_form.numerator_days} days`, () => {
    assert.equal(
      dailyForm(pointsOf(vector), rangeOf(vector)).inside,
      vector.expected_daily_form.numerator_days,
    )
  })
}

const measured = fc.integer({ min: 8, max: 80 })
const history = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 70 }), measured), { maxLength: 20 })
  .map((steps) => {
    let on = ORIGIN
    return steps.map(([gap, inrTenths]) => {
      on = addDays(on, gap)
      return point(on, inrTenths)
    })
  })
const range = fc
  .tuple(fc.integer({ min: 15, max: 40 }), fc.integer({ min: 1, max: 15 }))
  .map(([lowTenths, width]) => ({ lowTenths, highTenths: lowTenths + width }))

const wholeDays = (days: number): Fraction => fraction(BigInt(days), 1n)

test('days in, below and above range add up to the days counted', () => {
  fc.assert(
    fc.property(history, range, (points, limits) => {
      const ttr = timeInRange(points, limits)
      const sum = plus(plus(ttr.inRange, ttr.below), ttr.above)
      assert.deepEqual(sum, wholeDays(ttr.denominatorDays))
      for (const part of [ttr.inRange, ttr.below, ttr.above]) assert(part.numerator >= 0n)
    }),
  )
})

test('a wider range never lowers time in range', () => {
  fc.assert(
    fc.property(history, range, fc.nat(5), fc.nat(5), (points, limits, lower, higher) => {
      const wide = {
        lowTenths: limits.lowTenths - lower,
        highTenths: limits.highTenths + higher,
      }
      assert(compare(timeInRange(points, wide).inRange, timeInRange(points, limits).inRange) >= 0)
    }),
  )
})

test('an INR that lies on the line between two others changes nothing', () => {
  fc.assert(
    fc.property(
      measured,
      fc.integer({ min: -5, max: 5 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 6 }),
      range,
      (start, step, daysAStep, steps, limits) => {
        const end = start + step * steps
        fc.pre(end >= 8)
        const at = (k: number) => point(addDays(ORIGIN, k * daysAStep), start + step * k)
        const ends = [at(0), at(steps)]
        const all = Array.from({ length: steps + 1 }, (_, k) => at(k))
        assert.deepEqual(timeInRange(all, limits), timeInRange(ends, limits))
      },
    ),
  )
})

test('the daily form differs by at most a day for each of the two limits that a line may cross', () => {
  fc.assert(
    fc.property(history, range, (points, limits) => {
      const ttr = timeInRange(points, limits)
      const daily = dailyForm(points, limits)
      assert.equal(daily.counted, ttr.denominatorDays)
      const apart = minus(wholeDays(daily.inside), ttr.inRange)
      const most = wholeDays(2 * points.length)
      assert(compare(apart, most) <= 0 && compare(minus(wholeDays(0), apart), most) <= 0)
    }),
  )
})

test('the order in which INRs arrive changes nothing', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat(400), measured), { selector: ([on]) => on, maxLength: 15 }),
      range,
      (results, limits) => {
        const points = results.map(([on, inrTenths]) => point(addDays(ORIGIN, on), inrTenths))
        assert.deepEqual(timeInRange([...points].reverse(), limits), timeInRange(points, limits))
      },
    ),
  )
})

test('a history read backwards spends the same time in range', () => {
  fc.assert(
    fc.property(history, range, (points, limits) => {
      const mirrored = points.map(({ on, inr }) => ({
        on: addDays(ORIGIN, -daysBetween(ORIGIN, on)),
        inr,
      }))
      const forward = timeInRange(points, limits)
      assert.deepEqual(timeInRange(mirrored.reverse(), limits), forward)
    }),
  )
})

test('H04: no line is drawn to or from a censored INR', () => {
  const points: InrPoint[] = [
    point(day('2026-01-01'), 25),
    point(day('2026-01-15'), 25),
    { on: day('2026-01-29'), inr: { comparator: '>', tenths: 80 } },
    point(day('2026-02-05'), 30),
    point(day('2026-02-12'), 30),
  ]
  const ttr = timeInRange(points, { lowTenths: 20, highTenths: 30 })
  assert.equal(ttr.denominatorDays, 21)
  assert.equal(ttr.percentHundredths, 10_000)
})

test('H13: a clock change inside an interval moves no day', () => {
  const spring = [point(day('2026-03-28'), 25), point(day('2026-03-30'), 25)]
  assert.equal(timeInRange(spring, { lowTenths: 20, highTenths: 30 }).denominatorDays, 2)
})

test('65 % itself is not below 65 %: the comparison is exact', () => {
  fc.assert(
    fc.property(history, range, fc.integer({ min: 1, max: 99 }), (points, limits, percent) => {
      const tally = emptyTally()
      const rows = { first: 0, end: points.length }
      tallyInto(tally, inrColumns(points), rows, WHOLE_HISTORY, limits, 56)
      const { inRange, denominatorDays } = timeInRange(points, limits)
      const limit = fraction(BigInt(denominatorDays * percent), 100n)
      const expected = denominatorDays > 0 && compare(inRange, limit) < 0
      assert.equal(isBelowPercent(tally, percent), expected)
    }),
  )
  const exactly65 = [point(ORIGIN, 23), point(addDays(ORIGIN, 20), 43)]
  const tally = emptyTally()
  const limits = { lowTenths: 20, highTenths: 36 }
  tallyInto(tally, inrColumns(exactly65), { first: 0, end: 2 }, WHOLE_HISTORY, limits, 56)
  assert.equal(isBelowPercent(tally, 65), false)
  tallyInto(
    tally,
    inrColumns([point(ORIGIN, 50), point(addDays(ORIGIN, 1), 50)]),
    { first: 0, end: 2 },
    WHOLE_HISTORY,
    limits,
    56,
  )
  assert.equal(isBelowPercent(tally, 65), true)
})

test('a span cuts a line: the parts on both sides of a day add up to the whole', () => {
  fc.assert(
    fc.property(history, range, fc.integer({ min: 18_000, max: 19_500 }), (points, limits, cut) => {
      const columns = inrColumns(points)
      const rows = { first: 0, end: points.length }
      const parts = emptyTally()
      tallyInto(parts, columns, rows, { ...WHOLE_HISTORY, until: cut }, limits, 56)
      tallyInto(parts, columns, rows, { ...WHOLE_HISTORY, from: cut }, limits, 56)
      const whole = timeInRange(points, limits)
      assert.equal(parts.days, whole.denominatorDays)
      assert.equal(isBelowPercent(parts, 65), isBelowPercentOf(whole.inRange, parts.days))
    }),
  )
})

function isBelowPercentOf(inRange: Fraction, days: number): boolean {
  return days > 0 && compare(inRange, fraction(BigInt(days * 65), 100n)) < 0
}
