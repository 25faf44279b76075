import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, dayNumber } from '#base/day.ts'
import { columnsOf } from './inr-columns.ts'
import { spanOf } from './period.ts'
import { type DailyTally, dailyInto, emptyDailyTally } from './ttr-daily.ts'
import { emptyTally, type Range, type Span, tallyInto, WHOLE_HISTORY } from './ttr-tally.ts'

type Vector = {
  name: string
  low: number
  high: number
  max_gap_days: number
  results: { day?: number; date?: string; inr: number }[]
  expected_daily_form: { numerator_days: number; denominator_days: number }
}
const { vectors } = JSON.parse(readFileSync('test/vectors/ttr.json', 'utf8')) as {
  vectors: Vector[]
}
type Tested = { day: number; reading: number }

function daily(tested: readonly Tested[], range: Range, span: Span = WHOLE_HISTORY, maxGap = 56) {
  const tally = emptyDailyTally()
  dailyInto(tally, columnsOf(tested), { first: 0, end: tested.length }, span, range, maxGap)
  return tally
}

for (const vector of vectors) {
  const { numerator_days: inside, denominator_days: days } = vector.expected_daily_form
  test(`the daily form of ${vector.name} is ${inside} of ${days} days`, () => {
    const tested = vector.results.map((result) => ({
      day: result.date ? dayNumber(day(result.date)) : (result.day ?? 0),
      reading: Math.round(result.inr * 10),
    }))
    const range = {
      lowTenths: Math.round(vector.low * 10),
      highTenths: Math.round(vector.high * 10),
    }
    const tally = daily(tested, range, WHOLE_HISTORY, vector.max_gap_days)
    assert.deepEqual([tally.inside, tally.days], [inside, days])
  })
}

/** Second way: each day of the span by itself, its value by the rule of three. */
function dayByDay(tested: readonly Tested[], range: Range, span: Span) {
  const tally = emptyDailyTally()
  for (let on = span.from + 1; on <= span.until; on += 1) {
    const next = tested.findIndex((result) => result.day >= on)
    const [before, after] = [tested[next - 1], tested[next]]
    if (before !== undefined && after !== undefined) addDay(tally, on, [before, after], range)
  }
  return tally
}

type Line = readonly [before: Tested, after: Tested]

function addDay(tally: DailyTally, on: number, [before, after]: Line, range: Range) {
  const gap = after.day - before.day
  if (gap > 56 || [before, after].some(({ reading }) => reading > 1000 || reading < 0)) return
  const height = before.reading * (after.day - on) + after.reading * (on - before.day)
  tally.days += 1
  if (height < range.lowTenths * gap) tally.below += 1
  else if (height <= range.highTenths * gap) tally.inside += 1
}

const reading = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 8, max: 80 }) },
  { weight: 1, arbitrary: fc.constantFrom(1080, -8) },
)
const history = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 70 }), reading), { maxLength: 15 })
  .map((steps) => {
    let on = 20_000
    return steps.map(([gap, tenths]) => {
      on += gap
      return { day: on, reading: tenths }
    })
  })
const range = fc
  .tuple(fc.integer({ min: 15, max: 40 }), fc.integer({ min: 1, max: 15 }))
  .map(([lowTenths, width]) => ({ lowTenths, highTenths: lowTenths + width }))
const span = fc
  .tuple(fc.integer({ min: 19_990, max: 20_600 }), fc.nat(300))
  .map(([from, days]) => ({ from, until: from + days }))

test('the daily form is what each day by itself adds up to', () => {
  fc.assert(
    fc.property(history, range, span, (tested, limits, days) => {
      assert.deepEqual(daily(tested, limits, days), dayByDay(tested, limits, days))
    }),
    { numRuns: 500 },
  )
})

test('the daily form counts the same days as the continuous form', () => {
  fc.assert(
    fc.property(history, range, span, (tested, limits, days) => {
      const continuous = emptyTally()
      const rows = { first: 0, end: tested.length }
      tallyInto(continuous, columnsOf(tested), rows, days, limits, 56)
      assert.equal(daily(tested, limits, days).days, continuous.days)
    }),
  )
})

test('periods that adjoin add up to the whole, whatever the day between them', () => {
  const first = day('2026-01-01')
  const tested = [0, 20, 45, 100, 130].map((days, nth) => ({
    day: dayNumber(first) + days,
    reading: 18 + nth * 5,
  }))
  const limits = { lowTenths: 20, highTenths: 30 }
  const of = (from: number, until: number) =>
    daily(tested, limits, spanOf({ from: addDays(first, from), until: addDays(first, until) }))
  for (let cut = 0; cut < 130; cut += 1) {
    const [early, late, whole] = [of(-5, cut), of(cut + 1, 140), of(-5, 140)]
    assert.equal(early.days + late.days, whole.days)
    assert.equal(early.inside + late.inside, whole.inside)
  }
})
