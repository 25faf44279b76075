import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, dayNumber } from '#base/day.ts'
import { controlOfClinic, INSUFFICIENT, unpackFlags } from './clinic-control.ts'
import { at, inrColumns, inrOfReading, isCensored, knownAbove, readingOf } from './inr-columns.ts'
import { FIRST_WEEKS_EXCLUDED_DAYS } from './maintenance.ts'

const TODAY = day('2026-11-22')

/** Measured INRs two weeks apart, the last one today. */
const fortnightly = (tenths: readonly number[]) =>
  tenths.map((one, nth) => ({
    on: addDays(TODAY, (nth + 1 - tenths.length) * 14),
    inr: { comparator: '=' as const, tenths: one },
  }))

test('H04: an INR comes out of a column as it went in, censored or not', () => {
  const someInr = fc.record({
    comparator: fc.constantFrom('=' as const, '>' as const, '<' as const),
    tenths: fc.integer({ min: 1, max: 200 }),
  })
  fc.assert(
    fc.property(someInr, (inr) => {
      assert.deepEqual(inrOfReading(readingOf(inr)), { ...inr })
    }),
  )
  assert.deepEqual(inrOfReading(0), { comparator: '=', tenths: 0 })
  assert.deepEqual(inrOfReading(1000), { comparator: '>', tenths: 0 })
  assert.deepEqual([-8, 0, 25, 999, 1000, 1080].map(isCensored), [
    ...[true, false, false, false, true, true],
  ])
  const none = Number.NEGATIVE_INFINITY
  assert.deepEqual([-8, 25, 999, 1000, 1080].map(knownAbove), [none, none, none, 0, 80])
})

test('a row that a column has not reads 0', () => {
  assert.deepEqual([at(Int32Array.of(7), 0), at(Int32Array.of(7), 1)], [7, 0])
})

test('of a clinic as of one patient, 6 months of maintenance to the day are enough', () => {
  const settled = day('2026-05-22')
  const results = fortnightly(Array(8).fill(25))
  const { days, readings } = inrColumns(results)
  const found = [-1, 0, 1].map((later) => {
    const startedOn = addDays(settled, later - FIRST_WEEKS_EXCLUDED_DAYS)
    const clinic = {
      ...{ days, readings, fromMeter: new Uint8Array(results.length) },
      firstRow: Int32Array.of(0, results.length),
      startedOn: Int32Array.of(dayNumber(startedOn)),
      lowTenths: Int16Array.of(20),
      highTenths: Int16Array.of(30),
    }
    return controlOfClinic(clinic, TODAY).percentHundredths[0]
  })
  assert.deepEqual(found, [10_000, 10_000, INSUFFICIENT])
})

test('the columns of several patients are read one patient after the other', () => {
  const [one, other] = [fortnightly([55, 55]), fortnightly([25, 25, 25])]
  const startedOn = addDays(TODAY, -700)
  const both = [...one, ...other]
  const parts = [inrColumns(one), inrColumns(other)]
  const control = controlOfClinic(
    {
      days: Int32Array.from(parts.flatMap(({ days }) => [...days])),
      readings: Int16Array.from(parts.flatMap(({ readings }) => [...readings])),
      fromMeter: new Uint8Array(both.length).fill(1),
      firstRow: Int32Array.of(0, one.length, both.length),
      startedOn: Int32Array.of(dayNumber(startedOn), dayNumber(startedOn)),
      lowTenths: Int16Array.of(20, 20),
      highTenths: Int16Array.of(30, 20),
    },
    TODAY,
  )
  assert.deepEqual([...control.percentHundredths], [0, 0])
  assert.deepEqual(
    [...control.flags].map((packed) => unpackFlags(packed).twoAboveFive),
    ['yes', 'no'],
  )
})
