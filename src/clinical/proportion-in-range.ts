import { at, type InrColumns, isCensored, knownAbove } from './inr-columns.ts'
import type { Range, Rows, Span } from './ttr-tally.ts'

/** The name of the method, for every report that shows the figure. */
export const TESTS_METHOD = 'Proportion of tests in range'

/** Where an INR stands to a range; a censored one may leave that open. */
export type Place = 'below' | 'in-range' | 'above' | 'not-known'

/**
 * Where a reading stands, limits in range. `>8.0` is above a range that ends at 3.0; `>2.5` may be in it, above it,
 * and is not known.
 */
export function placeOf(reading: number, { lowTenths, highTenths }: Range): Place {
  if (!isCensored(reading)) {
    if (reading < lowTenths) return 'below'
    return reading > highTenths ? 'above' : 'in-range'
  }
  if (reading < 0) return -reading <= lowTenths ? 'below' : 'not-known'
  return knownAbove(reading) >= highTenths ? 'above' : 'not-known'
}

/** How many tests were where. */
export type TestTally = { below: number; inside: number; above: number; notKnown: number }

export function emptyTestTally(): TestTally {
  return { below: 0, inside: 0, above: 0, notKnown: 0 }
}

/**
 * Adds the tests of one patient on the days of the span: from its first day up to, not including, `until`. Unlike
 * time in range it needs no second INR, and counts a censored one that is surely out of range.
 * @see docs/evidence.md#tests-in-range
 */
export function testsInto(
  tally: TestTally,
  { days, readings }: InrColumns,
  { first, end }: Rows,
  span: Span,
  range: Range,
): void {
  for (let row = first; row < end; row += 1) {
    const on = at(days, row)
    if (on < span.from || on >= span.until) continue
    addPlace(tally, placeOf(at(readings, row), range))
  }
}

function addPlace(tally: TestTally, place: Place): void {
  switch (place) {
    case 'below':
      tally.below += 1
      return
    case 'in-range':
      tally.inside += 1
      return
    case 'above':
      tally.above += 1
      return
    case 'not-known':
      tally.notKnown += 1
  }
}
