// The step table of RE-LY for target 2.0-3.0: a percentage of the weekly dose.
// Percentages: S101 (Kim 2010, Table 1), S32 (code citing van Spall 2012) and S30 agree. The condition "falling,
// rising or twice" stands in S101 only. INR 3.0 is in range (S30 differs), 4.0 is in the row above it.
import type { Ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'

export type ReLyRow = {
  /** The row holds INRs from here, in tenths, to below the next row's. */
  readonly fromTenths: number
  readonly percent: -15 | -10 | 0 | 10 | 15
  readonly omitDays: 0 | 1
  readonly acts: 'always' | 'if-repeated-or-trending' | 'gives-no-dose'
}

/**
 * Half-open rows in tenths: 1.51-1.99 is 16 to below 20. Source: S101, S32, S30; hold rule S101, S30. Status:
 * verified; which results slightly out of range it acts on: unverified. @see docs/evidence.md#re-ly
 */
export const RE_LY_ROWS: readonly ReLyRow[] = [
  { fromTenths: 0, percent: 15, omitDays: 0, acts: 'always' },
  { fromTenths: 16, percent: 10, omitDays: 0, acts: 'if-repeated-or-trending' },
  { fromTenths: 20, percent: 0, omitDays: 0, acts: 'always' },
  { fromTenths: 31, percent: -10, omitDays: 0, acts: 'if-repeated-or-trending' },
  { fromTenths: 40, percent: -10, omitDays: 1, acts: 'always' },
  { fromTenths: 50, percent: -15, omitDays: 0, acts: 'gives-no-dose' },
]

/** @see docs/evidence.md#re-ly */
const RANGE_LOW_TENTHS = 20
/** @see docs/evidence.md#re-ly */
const RANGE_HIGH_TENTHS = 30

/** The table is for this range only; the one for 2.5-3.5 rests on one source and is not shipped. */
export const suitsReLy = (range: {
  readonly lowTenths: number
  readonly highTenths: number
}): boolean => range.lowTenths === RANGE_LOW_TENTHS && range.highTenths === RANGE_HIGH_TENTHS

const FROM_THE_TOP = RE_LY_ROWS.toReversed()

/** The row of an INR. */
export function reLyRow(inrTenths: number): ReLyRow {
  const row = FROM_THE_TOP.find(({ fromTenths }) => inrTenths >= fromTenths)
  if (row === undefined) throw new RangeError(`an INR cannot be ${inrTenths} tenths`)
  return row
}

/**
 * Whether a slightly low or high INR is the second running on that side, or the last of three that move away
 * from the range. The source says "falling" or "rising" without saying over how many results; one step down from
 * an in-range result is true of every first low INR, so that three are asked for here.
 */
export function repeatsOrTrends(
  inrTenths: number,
  previous: readonly { readonly inr: Inr }[],
): boolean {
  const last = previous[0]?.inr.tenths
  if (last === undefined) return false
  const before = previous[1]?.inr.tenths
  // From a last result in range, an INR out of it has moved away.
  if (inrTenths < RANGE_LOW_TENTHS) {
    return last < RANGE_LOW_TENTHS || (before !== undefined && before > last)
  }
  return last > RANGE_HIGH_TENTHS || (before !== undefined && before < last)
}

/** The row's daily dose, in whole nanograms. */
export const reLyRawNg = (oldUg: Ug, percent: ReLyRow['percent']): number =>
  oldUg * 10 * (100 + percent)
