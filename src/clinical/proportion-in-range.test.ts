import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOf } from './inr-columns.ts'
import { emptyTestTally, type Place, placeOf, testsInto } from './proportion-in-range.ts'

const RANGE = { lowTenths: 20, highTenths: 30 }

const PLACES: readonly (readonly [reading: number, written: string, place: Place])[] = [
  [19, '1.9', 'below'],
  [20, '2.0', 'in-range'],
  [30, '3.0', 'in-range'],
  [31, '3.1', 'above'],
  [1080, '>8.0', 'above'],
  [1030, '>3.0', 'above'],
  [1029, '>2.9', 'not-known'],
  [-8, '<0.8', 'below'],
  [-20, '<2.0', 'below'],
  [-21, '<2.1', 'not-known'],
]

for (const [reading, written, place] of PLACES) {
  test(`H04: an INR of ${written} against 2.0 to 3.0 is ${place}`, () => {
    assert.equal(placeOf(reading, RANGE), place)
  })
}

test('tests of the first day of a span count, those of its end do not', () => {
  const tally = emptyTestTally()
  const columns = columnsOf([
    { day: 9, reading: 25 },
    { day: 10, reading: 25 },
    { day: 19, reading: 35 },
    { day: 20, reading: 15 },
  ])
  testsInto(tally, columns, { first: 0, end: 4 }, { from: 10, until: 20 }, RANGE)
  assert.deepEqual(tally, { below: 0, inside: 1, above: 1, notKnown: 0 })
})

test('in-range tests of the worked example are 3 of 6', () => {
  const tally = emptyTestTally()
  const columns = columnsOf(
    [18, 24, 34, 26, 25, 16].map((reading, nth) => ({ day: nth * 14, reading })),
  )
  testsInto(tally, columns, { first: 0, end: 6 }, { from: 0, until: 1000 }, RANGE)
  assert.deepEqual([tally.inside, tally.below + tally.inside + tally.above], [3, 6])
})

test('H04: a test that nobody can place is counted as not known, and nowhere else', () => {
  const tally = emptyTestTally()
  const columns = columnsOf([
    { day: 1, reading: 1025 },
    { day: 2, reading: -25 },
    { day: 3, reading: 15 },
  ])
  testsInto(tally, columns, { first: 0, end: 3 }, { from: 0, until: 10 }, RANGE)
  assert.deepEqual(tally, { below: 1, inside: 0, above: 0, notKnown: 2 })
})
