import { at, type InrColumns, isCensored } from './inr-columns.ts'
import type { Range, Rows, Span } from './ttr-tally.ts'

/** The name of the method, for every report that shows the figure. */
export const DAILY_METHOD = 'Rosendaal, daily form'

/** Whole days in and below range, and all that were counted; the rest were above. */
export type DailyTally = { inside: number; below: number; days: number }

export function emptyDailyTally(): DailyTally {
  return { inside: 0, below: 0, days: 0 }
}

/**
 * Adds the whole days between successive INRs of one patient: each day has the value that the straight line has on
 * it, and is in range or not. The first day of a line belongs to the line before it. Limits count as in range; the
 * same lines count as in the continuous form. @see docs/evidence.md#ttr-daily
 */
export function dailyInto(
  tally: DailyTally,
  { days, readings }: InrColumns,
  { first, end }: Rows,
  span: Span,
  range: Range,
  maxGapDays: number,
): void {
  for (let row = first + 1; row < end; row += 1) {
    const start = at(days, row - 1)
    const gap = at(days, row) - start
    if (gap > maxGapDays) continue
    const before = at(readings, row - 1)
    const after = at(readings, row)
    if (isCensored(before) || isCensored(after)) continue

    const enters = Math.max(span.from - start, 0)
    const leaves = Math.min(span.until - start, gap)
    if (enters >= leaves) continue
    const line = { before, climb: after - before, gap, enters, leaves }
    const upToLow = daysAtLeast(line, range.lowTenths)
    const aboveHigh = daysAtLeast(line, range.highTenths, 'above')
    tally.days += leaves - enters
    tally.below += leaves - enters - upToLow
    tally.inside += upToLow - aboveHigh
  }
}

type Line = {
  readonly before: number
  readonly climb: number
  readonly gap: number
  readonly enters: number
  readonly leaves: number
}

/**
 * How many of the days `enters + 1` to `leaves` have a value of at least (or above) the limit. On day `k` the line is
 * at `before + climb * k / gap`; in whole numbers: `climb * k` against `(limit - before) * gap`.
 */
function daysAtLeast(line: Line, limit: number, strictly?: 'above'): number {
  const { before, climb, gap, enters, leaves } = line
  const needed = (limit - before) * gap + (strictly === undefined ? 0 : 1)
  if (climb === 0) return needed <= 0 ? leaves - enters : 0
  if (climb > 0) {
    const firstDay = Math.max(Math.ceil(needed / climb), enters + 1)
    return Math.max(0, leaves - firstDay + 1)
  }
  const lastDay = Math.min(Math.floor(needed / climb), leaves)
  return Math.max(0, lastDay - enters)
}
