import { addDays, type Day, dayNumber } from '#base/day.ts'
import type { InrColumns } from './inr-columns.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from './ttr.ts'
import { emptyTally, type Range, type Rows, type Span, type Tally, tallyInto } from './ttr-tally.ts'

/** A range and the first day it was in force; it holds until the next one. */
export type RangePeriod = { readonly from: Day; readonly range: Range }

/** Days without treatment: a suspension or bridging, from its first day until treatment resumed. */
export type TreatmentBreak = { readonly from: Day; readonly until: Day | 'still-open' }

/** When treatment started, which ranges it had, and when it paused. */
export type Treatment = {
  readonly startedOn: Day
  readonly ranges: readonly RangePeriod[]
  readonly breaks: readonly TreatmentBreak[]
}

/** Measurements of the first 6 weeks of treatment do not count. @see docs/evidence.md#ttr-first-weeks */
export const FIRST_WEEKS_EXCLUDED_DAYS = 42

/** A stretch of maintenance with the range in force. */
export type Maintenance = { readonly span: Span; readonly range: Range }

/**
 * The days that count: after the first weeks (6 unless another number of days is named), outside breaks and as many
 * weeks after each, under the range then in force. Days before the first known range do not count.
 */
export function maintenanceOf(
  course: Treatment,
  today: Day,
  firstDays: number = FIRST_WEEKS_EXCLUDED_DAYS,
): readonly Maintenance[] {
  const end = dayNumber(today)
  const ranges = [...course.ranges].sort((a, b) => (a.from < b.from ? -1 : 1))
  return ranges.flatMap(({ from, range }, index) => {
    const next = ranges[index + 1]
    const whole = { from: dayNumber(from), until: next ? dayNumber(next.from) : end }
    return without(whole, notCounted(course, end, firstDays)).map((span) => ({ span, range }))
  })
}

function notCounted(course: Treatment, end: number, firstDays: number): readonly Span[] {
  return [firstWeeksOf(course, firstDays), ...pausesOf(course, end, firstDays)]
}

/** From before treatment to the end of its first weeks. */
export function firstWeeksOf({ startedOn }: Treatment, firstDays: number): Span {
  return { from: Number.MIN_SAFE_INTEGER, until: dayNumber(addDays(startedOn, firstDays)) }
}

/** Each break with the first weeks after it; one that is still open lasts to the end. */
export function pausesOf({ breaks }: Treatment, end: number, firstDays: number): readonly Span[] {
  return breaks.map(({ from, until }) => ({
    from: dayNumber(from),
    until: until === 'still-open' ? end : dayNumber(addDays(until, firstDays)),
  }))
}

/** What is left of a span when others are cut out of it. */
export function without(span: Span, cuts: readonly Span[]): readonly Span[] {
  return cuts.reduce<readonly Span[]>(
    (left, cut) =>
      left
        .flatMap(({ from, until }) => [
          { from, until: Math.min(until, cut.from) },
          { from: Math.max(from, cut.until), until },
        ])
        .filter(({ from, until }) => from < until),
    [span],
  )
}

/** Adds up the maintenance that falls within a window. */
export function tallyMaintenance(
  columns: InrColumns,
  rows: Rows,
  maintenance: readonly Maintenance[],
  window: Span,
): Tally {
  const tally = emptyTally()
  for (const { span, range } of maintenance) {
    const within = {
      from: Math.max(span.from, window.from),
      until: Math.min(span.until, window.until),
    }
    tallyInto(tally, columns, rows, within, range, LONGEST_INTERPOLATED_GAP_DAYS)
  }
  return tally
}
