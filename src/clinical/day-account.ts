import type { CourseInPeriod } from './figure-course.ts'
import { at, type InrColumns, isCensored } from './inr-columns.ts'
import { firstWeeksOf, pausesOf, type Treatment, without } from './maintenance.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from './ttr.ts'
import type { Rows, Span } from './ttr-tally.ts'

/**
 * Where the days of treatment in a period went: every day is in exactly one part, so that nothing is left out
 * without a name. The parts add up to `treated`.
 */
export type DayAccount = {
  treated: number
  /** Of courses with too little maintenance. */
  tooShort: number
  firstWeeks: number
  /** Suspended or bridged, and the first weeks after it. */
  breaks: number
  /** No target range was known on these days. */
  noRange: number
  /** Before the first INR or after the last one. */
  noInr: number
  /** Between two INRs more than 56 days apart. */
  longGaps: number
  /** Beside an INR that the meter could not measure. */
  censored: number
  counted: number
}

export function emptyAccount(): DayAccount {
  return {
    treated: 0,
    tooShort: 0,
    firstWeeks: 0,
    breaks: 0,
    noRange: 0,
    noInr: 0,
    longGaps: 0,
    censored: 0,
    counted: 0,
  }
}

const lengthOf = ({ from, until }: Span): number => Math.max(0, until - from)
const total = (spans: readonly Span[]): number =>
  spans.reduce((sum, span) => sum + lengthOf(span), 0)
const overlap = (one: Span, other: Span): number =>
  lengthOf({ from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) })

/** Adds the days of one course in the period. */
export function accountInto(
  account: DayAccount,
  course: Treatment,
  within: CourseInPeriod,
  columns: InrColumns,
  rows: Rows,
  firstDays: number,
): void {
  const { treated, lines, isTooShort } = within
  const treatedDays = lengthOf(treated)
  account.treated += treatedDays
  if (isTooShort) {
    account.tooShort += treatedDays
    return
  }
  const settled = without(treated, [firstWeeksOf(course, firstDays)])
  const pauses = pausesOf(course, treated.until, firstDays)
  const steady = settled.flatMap((span) => without(span, pauses))
  const withRange = lines.map(({ span }) => span)
  account.firstWeeks += treatedDays - total(settled)
  account.breaks += total(settled) - total(steady)
  account.noRange += total(steady) - total(withRange)
  addLines(account, columns, rows, withRange)
}

function addLines(account: DayAccount, columns: InrColumns, rows: Rows, spans: readonly Span[]) {
  let between = 0
  for (let row = rows.first + 1; row < rows.end; row += 1) {
    const line = { from: at(columns.days, row - 1), until: at(columns.days, row) }
    const days = spans.reduce((sum, span) => sum + overlap(span, line), 0)
    between += days
    if (lengthOf(line) > LONGEST_INTERPOLATED_GAP_DAYS) account.longGaps += days
    else if (isBesideCensored(columns, row)) account.censored += days
    else account.counted += days
  }
  account.noInr += total(spans) - between
}

const isBesideCensored = ({ readings }: InrColumns, row: number): boolean =>
  isCensored(at(readings, row - 1)) || isCensored(at(readings, row))
