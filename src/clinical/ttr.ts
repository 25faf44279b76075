import type { Fraction } from './fraction.ts'
import { type InrColumns, type InrPoint, inrColumns } from './inr-columns.ts'
import {
  daysOf,
  emptyTally,
  percentHundredthsOf,
  type Range,
  type Tally,
  tallyInto,
  WHOLE_HISTORY,
} from './ttr-tally.ts'

/**
 * Above this gap a line between two INRs says nothing; its days are not counted. 56 is counted, 57 is not.
 * @see docs/evidence.md#ttr-gap
 */
export const LONGEST_INTERPOLATED_GAP_DAYS = 56

/** The name of the method, for every report that shows the figure. */
export const TTR_METHOD = 'Rosendaal, continuous form'

/** Time in therapeutic range: exact days, and per cent in hundredths (5796 = 57.96 %), null when no day is counted. */
export type Ttr = {
  readonly inRange: Fraction
  readonly below: Fraction
  readonly above: Fraction
  readonly denominatorDays: number
  readonly percentHundredths: number | null
}

/**
 * Days in, below and above range by a straight line between successive INRs (Rosendaal 1993, continuous form;
 * limits count as in range). INRs may come in any order. A censored INR (`>8.0`) has no height to draw a line to:
 * the days on both sides of it are not counted, and the control flags report the INR itself.
 * @see docs/evidence.md#ttr-method
 */
export function timeInRange(
  points: readonly InrPoint[],
  range: Range,
  { maxGapDays = LONGEST_INTERPOLATED_GAP_DAYS }: { maxGapDays?: number } = {},
): Ttr {
  return timeInRangeOf(inrColumns(points), range, maxGapDays)
}

/** The same, of one history already in columns. */
export function timeInRangeOf(columns: InrColumns, range: Range, maxGapDays: number): Ttr {
  const tally = emptyTally()
  const rows = { first: 0, end: columns.days.length }
  tallyInto(tally, columns, rows, WHOLE_HISTORY, range, maxGapDays)
  return ttrOf(tally)
}

/** The figures of a tally. */
export function ttrOf(tally: Tally): Ttr {
  return {
    ...daysOf(tally),
    denominatorDays: tally.days,
    percentHundredths: percentHundredthsOf(tally),
  }
}
