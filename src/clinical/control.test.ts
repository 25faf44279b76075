import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, dayNumber } from '#base/day.ts'
import { controlOfClinic, INSUFFICIENT, unpackFlags } from './clinic-control.ts'
import {
  type ControlFlags,
  type ControlResult,
  type Course,
  controlOf,
  needsReassessment,
  oneResultADay,
} from './control.ts'
import { inrColumns } from './inr-columns.ts'
import type { Ttr } from './ttr.ts'

const TODAY = day('2026-11-22')
const RANGE = { lowTenths: 20, highTenths: 30 }

/** `2.5`, `>8.0`, `8.0 lab`: as the rows below write a result. */
function result(on: Day, written: string): ControlResult {
  const [, comparator = '', value = '', method] = /^([<>]?)([\d.]+)( lab)?$/.exec(written) ?? []
  return {
    on,
    inr: {
      comparator: comparator === '>' || comparator === '<' ? comparator : '=',
      tenths: Math.round(Number(value) * 10),
    },
    method: method ? 'laboratory' : 'provider-meter',
  }
}

const course = (results: readonly ControlResult[], more: Partial<Course> = {}): Course => ({
  results,
  startedOn: day('2024-01-01'),
  ranges: [{ from: day('2024-01-01'), range: RANGE }],
  breaks: [],
  ...more,
})

/** Results so many days apart, the last one today. */
const fortnightly = (written: readonly string[]) =>
  written.map((text, index) => result(addDays(TODAY, (index + 1 - written.length) * 14), text))

const flagsOfWritten = (written: readonly string[]) =>
  controlOf(course(fortnightly(written)), TODAY).flags

const FLAG_ROWS: readonly (readonly [
  written: readonly string[],
  flag: keyof ControlFlags,
  answer: string,
])[] = [
  [['5.1', '5.1'], 'twoAboveFive', 'yes'],
  [['5.0', '5.1'], 'twoAboveFive', 'no'],
  [['5.0', '5.0'], 'twoAboveFive', 'no'],
  [['5.1', '>8.0'], 'twoAboveFive', 'yes'],
  [['5.1', '>4.5'], 'twoAboveFive', 'possible'],
  [['8.1 lab'], 'oneAboveEight', 'yes'],
  [['>8.0'], 'oneAboveEight', 'yes'],
  [['8.0'], 'oneAboveEight', 'possible'],
  [['8.0 lab'], 'oneAboveEight', 'no'],
  [['>7.5'], 'oneAboveEight', 'possible'],
  [['7.9'], 'oneAboveEight', 'no'],
  [['1.4', '1.4'], 'twoBelowOneAndAHalf', 'yes'],
  [['1.4', '1.5'], 'twoBelowOneAndAHalf', 'no'],
  [['1.4', '<0.8'], 'twoBelowOneAndAHalf', 'yes'],
  [['1.4', '<1.6'], 'twoBelowOneAndAHalf', 'possible'],
  [['2.5', '2.5'], 'timeInRangeBelow65', 'no'],
  [['3.5', '3.5'], 'timeInRangeBelow65', 'yes'],
  [['2.5'], 'timeInRangeBelow65', 'not-known'],
  [[], 'twoAboveFive', 'not-known'],
  [[], 'oneAboveEight', 'not-known'],
  [[], 'twoBelowOneAndAHalf', 'not-known'],
]

for (const [written, flag, answer] of FLAG_ROWS) {
  test(`S5: INRs of ${written.join(' and ') || 'nobody'} answer ${flag} with ${answer}`, () => {
    assert.equal(flagsOfWritten(written)[flag], answer)
  })
}

test('S5: exactly 65 % of time in range is not below it', () => {
  const exact = [result(addDays(TODAY, -20), '2.3'), result(TODAY, '4.3')]
  const wide = { ranges: [{ from: day('2024-01-01'), range: { lowTenths: 20, highTenths: 36 } }] }
  assert.equal(controlOf(course(exact, wide), TODAY).flags.timeInRangeBelow65, 'no')
  const narrow = { ranges: [{ from: day('2024-01-01'), range: { lowTenths: 20, highTenths: 35 } }] }
  assert.equal(controlOf(course(exact, narrow), TODAY).flags.timeInRangeBelow65, 'yes')
})

test('S5: only the last 6 months count, the first day of them included', () => {
  const both = (earlier: string) => [result(day(earlier), '5.5'), result(TODAY, '5.5')]
  assert.equal(controlOf(course(both('2026-05-22')), TODAY).flags.twoAboveFive, 'yes')
  assert.equal(controlOf(course(both('2026-05-21')), TODAY).flags.twoAboveFive, 'no')
})

test('S5: a low INR of the first 6 weeks or of an interruption is expected and not counted', () => {
  const low = fortnightly(['1.2', '1.2'])
  assert.equal(
    controlOf(course(low, { startedOn: addDays(TODAY, -30) }), TODAY).flags.twoBelowOneAndAHalf,
    'no',
  )
  const paused = { from: addDays(TODAY, -20), until: addDays(TODAY, -10) }
  assert.equal(controlOf(course(low, { breaks: [paused] }), TODAY).flags.twoBelowOneAndAHalf, 'no')
})

test('a course of less than 6 months and 6 weeks is insufficient, never 0 %', () => {
  const low = fortnightly(['1.2', '1.8', '1.9'])
  const settledExactly = addDays(day('2026-05-22'), -42)
  assert.equal(
    controlOf(course(low, { startedOn: addDays(settledExactly, 1) }), TODAY).sixMonths,
    'insufficient',
  )
  const { sixMonths } = controlOf(course(low, { startedOn: settledExactly }), TODAY)
  assert(sixMonths !== 'insufficient')
  assert.equal(sixMonths.percentHundredths, 0)
})

test('an interval that straddles the start of the window is cut there', () => {
  const straddling = [
    result(addDays(day('2026-05-22'), -14), '2.0'),
    result(day('2026-06-05'), '2.5'),
  ]
  const { sixMonths, twelveMonths } = controlOf(course(straddling), TODAY)
  assert(sixMonths !== 'insufficient' && twelveMonths !== 'insufficient')
  assert.equal(sixMonths.denominatorDays, 14)
  assert.equal(twelveMonths.denominatorDays, 28)
})

test('H07: each interval is judged by the range in force, split where it changed', () => {
  const changed = addDays(TODAY, -14)
  const ranges = [
    { from: day('2024-01-01'), range: RANGE },
    { from: changed, range: { lowTenths: 30, highTenths: 40 } },
  ]
  const { sixMonths } = controlOf(course(fortnightly(['2.5', '2.5', '2.5']), { ranges }), TODAY)
  assert(sixMonths !== 'insufficient')
  assert.equal(sixMonths.percentHundredths, 5000)
})

test('days of a break and the 6 weeks after it are not counted', () => {
  const steady = fortnightly(Array.from({ length: 13 }, () => '2.5'))
  const paused = { from: addDays(TODAY, -100), until: addDays(TODAY, -90) }
  const { sixMonths } = controlOf(course(steady, { breaks: [paused] }), TODAY)
  assert(sixMonths !== 'insufficient')
  assert.equal(sixMonths.denominatorDays, 168 - 10 - 42)
})

test('of several results of a day the laboratory counts, else the one entered last', () => {
  const kept = (...written: string[]) =>
    oneResultADay(written.map((text) => result(TODAY, text))).map(({ inr }) => inr.tenths)
  assert.deepEqual(kept('5.5', '4.8 lab'), [48])
  assert.deepEqual(kept('4.8 lab', '5.5'), [48])
  assert.deepEqual(kept('2.5', '2.6'), [26])
  assert.deepEqual(kept('2.5 lab', '2.6 lab'), [26])
})

test('the days come out oldest first, in whichever order they were entered', () => {
  const days = [-3, -9, -1, -30].map((days) => addDays(TODAY, days))
  const kept = oneResultADay(days.map((on) => result(on, '2.5'))).map(({ on }) => on)
  assert.deepEqual(kept, days.toSorted())
})

test('too little to count is no percentage', () => {
  assert.ok(INSUFFICIENT < 0)
})

test('a flag calls for a reassessment when it is certain', () => {
  assert.equal(needsReassessment(flagsOfWritten(['>8.0'])), true)
  assert.equal(needsReassessment(flagsOfWritten(['2.5', '2.5'])), false)
})

const anyWritten = fc.oneof(
  fc.integer({ min: 8, max: 80 }).map((tenths) => (tenths / 10).toFixed(1)),
  fc.constantFrom('>8.0', '<0.8', '8.0 lab', '8.1 lab'),
)

/** A share of the exact days, rounded half up in whole numbers. */
function hundredthsOf(ttr: Ttr | 'insufficient', place: 'below' | 'above'): number {
  if (ttr === 'insufficient' || ttr.denominatorDays === 0) return INSUFFICIENT
  const { numerator, denominator } = ttr[place]
  const whole = denominator * BigInt(ttr.denominatorDays)
  return Number((2n * 10_000n * numerator + whole) / (2n * whole))
}

test('the columns of a clinic answer the same as each patient alone', () => {
  const half = fc.array(anyWritten, { maxLength: 20 })
  fc.assert(
    fc.property(half, half, fc.nat(700), (first, second, age) => {
      const results = fortnightly([...first, ...second])
      const startedOn = addDays(TODAY, -age)
      const clinic = controlOfClinic(
        {
          ...inrColumns(results),
          fromMeter: Uint8Array.from(results, ({ method }) => Number(method !== 'laboratory')),
          firstRow: Int32Array.of(0, first.length, results.length),
          startedOn: new Int32Array(2).fill(dayNumber(startedOn)),
          lowTenths: Int16Array.of(20, 20),
          highTenths: Int16Array.of(30, 30),
        },
        TODAY,
      )
      const each = [results.slice(0, first.length), results.slice(first.length)]
      for (const [patient, own] of each.entries()) {
        const ranges = [{ from: startedOn, range: RANGE }]
        const { flags, sixMonths } = controlOf(course(own, { startedOn, ranges }), TODAY)
        assert.deepEqual(unpackFlags(clinic.flags[patient] ?? 0), flags)
        const percent = sixMonths === 'insufficient' ? INSUFFICIENT : sixMonths.percentHundredths
        assert.equal(clinic.percentHundredths[patient], percent)
        assert.equal(clinic.belowHundredths[patient], hundredthsOf(sixMonths, 'below'))
        assert.equal(clinic.aboveHundredths[patient], hundredthsOf(sixMonths, 'above'))
      }
    }),
  )
})
