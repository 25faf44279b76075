import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { firstReviewOn, type MonitoringTable } from '#clinical/doac/monitoring.ts'
import { monthsAfter } from '#clinical/months.ts'
import type { FieldFinding } from './typed-fields.ts'

/** Somebody whose treatment is being started is tested within a week. A local setting. @see docs/evidence.md#first-test */
export const FIRST_TEST_WITHIN_DAYS = 7

/** The longest interval between tests that the rules of the site allow, and with a mechanical valve. */
export type LongestIntervals = { readonly maxIntervalDays: number; readonly valveMaxDays: number }

/**
 * Whether a day can be the first test of treatment that becomes active: nobody is active without a day on which
 * they are tested (H05). Today is right when the patient is here to be tested.
 */
export function checkFirstTest(
  on: Day | null,
  asked: {
    readonly today: Day
    readonly phase: 'initiating' | 'maintaining'
    readonly mayHaveValve: boolean
    readonly longest: LongestIntervals
  },
): readonly FieldFinding[] {
  const { today, phase } = asked
  if (on === null) return [finding('required', 'Enter the day of the next INR test.')]
  if (on < today) return [finding('in-past', 'The next INR test must be today or later.')]
  const latest = addDays(today, longestDays(asked))
  if (on > latest) {
    const why = phase === 'initiating' ? ' while treatment is being started' : ''
    const message = `The next INR test must be on ${clinicalDate(latest)} or earlier${why}.`
    return [finding('interval-too-long', message)]
  }
  return bankHolidayFaults(on)
}

/**
 * Whether a day can be the first review of a direct oral anticoagulant that becomes active: a month after its start,
 * or within the interval of reviews when the course is older. @see docs/evidence.md#doac-monitoring
 */
export function checkFirstReview(
  on: Day | null,
  asked: {
    readonly today: Day
    readonly startedOn: Day | null
    readonly table: MonitoringTable
  },
): readonly FieldFinding[] {
  const { today, startedOn, table } = asked
  if (on === null) return [finding('required', 'Enter the day of the next review.')]
  if (on < today) return [finding('in-past', 'The next review must be today or later.')]
  const first = startedOn === null ? today : firstReviewOn(table, startedOn)
  const latest = first > today ? first : monthsAfter(today, table.reviewMonths)
  if (on > latest) {
    const message = `The next review must be on ${clinicalDate(latest)} or earlier.`
    return [finding('interval-too-long', message)]
  }
  return bankHolidayFaults(on)
}

function bankHolidayFaults(on: Day): readonly FieldFinding[] {
  if (isBankHoliday(on) === false) return []
  const message = `${clinicalDate(on)} is a bank holiday, or not in the calendar of bank holidays. Choose another day.`
  return [finding('bank-holiday', message)]
}

function longestDays(asked: Parameters<typeof checkFirstTest>[1]): number {
  const { phase, mayHaveValve, longest } = asked
  if (phase === 'initiating') return FIRST_TEST_WITHIN_DAYS
  return mayHaveValve ? longest.valveMaxDays : longest.maxIntervalDays
}

const finding = (code: string, message: string): FieldFinding => ({
  field: 'nextTestOn',
  code,
  message,
})
