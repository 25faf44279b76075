import { addDays, clinicalDate, type Day, day, daysBetween } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
import { monthsBefore } from '#clinical/months.ts'
import type { Period } from '#clinical/period.ts'
import { type Findings, type TypedFields, typedDay } from '#register/typed-fields.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

/** What a report is asked for: days, and the record as it stood. */
export type ReportPeriod = {
  readonly kind: 'period'
  readonly period: Period
  /** Nothing that was recorded later is seen. */
  readonly asAt: number
  /** The day at whose end the record is looked at; null is now. */
  readonly recordedBy: Day | null
}

/** A year back from today, when nothing else is asked. @technical What a report shows first. */
const USUAL_MONTHS = 12
/** Results before that day are no part of any report. */
const EARLIEST = day('2000-01-01')
/** @technical How much is asked at once. */
const LONGEST_DAYS = 3660

/** The days of so many months up to and with a day. */
export const monthsUpTo = (until: Day, months: number): Period => ({
  from: addDays(monthsBefore(until, months), 1),
  until,
})

/** Reads the period of a report as it was asked: `from` and `until`, and `recordedBy` for an earlier record. */
export function readReportPeriod(
  fields: TypedFields,
  { now, today }: Desk,
): ReportPeriod | Refused {
  const findings: Findings = []
  const from = typedDay(fields, 'from', findings)
  const until = typedDay(fields, 'until', findings) ?? today
  const recordedBy = typedDay(fields, 'recordedBy', findings)
  if (findings.length > 0) return refused(422, ...findings)

  const period = { from: from ?? monthsUpTo(until, USUAL_MONTHS).from, until }
  checkPeriod(period, today, findings)
  if (recordedBy !== null) checkRecordedBy(recordedBy, period, today, findings)
  if (findings.length > 0) return refused(422, ...findings)
  const isEarlier = recordedBy !== null && recordedBy < today
  return {
    kind: 'period',
    period,
    asAt: isEarlier ? endOfDay(recordedBy) : now,
    recordedBy: isEarlier ? recordedBy : null,
  }
}

function checkPeriod({ from, until }: Period, today: Day, findings: Findings): void {
  const wrong = (field: string, code: string, message: string) =>
    findings.push({ field, code, message })
  if (until > today) {
    wrong('until', 'in-future', 'The last day is in the future. Enter today or an earlier day.')
  } else if (from > until) {
    wrong('from', 'upside-down', 'The first day is after the last day. Check both.')
  } else if (from < EARLIEST) {
    wrong('from', 'too-early', `Enter a first day from ${clinicalDate(EARLIEST)} on.`)
  } else if (daysBetween(from, until) > LONGEST_DAYS) {
    wrong('from', 'too-long', 'A period is at most ten years. Enter a later first day.')
  }
}

function checkRecordedBy(recordedBy: Day, { until }: Period, today: Day, findings: Findings): void {
  const wrong = (code: string, message: string) =>
    findings.push({ field: 'recordedBy', code, message })
  if (recordedBy > today) {
    wrong('in-future', 'That day is in the future. Leave it empty for the record as it is now.')
  } else if (recordedBy < until) {
    wrong('before-end', 'The record of that day does not reach the end of the period.')
  }
}

/** The first instant of a period, and the first after it. */
export const instantsOf = ({ from, until }: Period) => ({
  since: londonMidnight(from),
  before: londonMidnight(addDays(until, 1)),
})

/** The last instant of a London day. */
export const endOfDay = (on: Day): number => londonMidnight(addDays(on, 1)) - 1
