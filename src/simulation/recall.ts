// When a virtual person is tested next: by a plan that all arms share, so that what is compared is the dose.
import type { Target } from '#clinical/target.ts'
import { type Chart, readingBefore, todaysReading } from './chart.ts'
import { ABSENT, FULL, type Life } from './life.ts'
import type { ClinicDays } from './scenarios.ts'

/** Tests of the first weeks, days of treatment. @see docs/evidence.md#trial-visits */
export const FIRST_TESTS = [5, 8, 11, 15, 22, 29] as const
/** Days to the next test afterwards. @see docs/evidence.md#trial-visits */
const RECALL = { atHigh: 3, outOfRange: 7, firstInRange: 14, inRange: 28 } as const
/** From this INR on, in tenths, the test is repeated soonest. @see docs/evidence.md#trial-visits */
const HIGH = 50

/** Days to the next test by the shared plan. */
export function recallOf(chart: Chart, target: Target): number {
  const reading = todaysReading(chart)
  if (reading >= HIGH) return RECALL.atHigh
  const fixed = FIRST_TESTS.find((day) => day > chart.today)
  if (fixed !== undefined) return fixed - chart.today
  if (!isInRange(reading, target)) return RECALL.outOfRange
  const before = readingBefore(chart)
  return before !== undefined && isInRange(before, target) ? RECALL.inRange : RECALL.firstInRange
}

const isInRange = (reading: number, { lowTenths, highTenths }: Target): boolean =>
  reading >= lowTenths && reading <= highTenths

/** Days of virtual courses begin on a Monday. @technical The calendar of a course. */
const weekdayOf = (day: number): number => (day % 7) + 1

/** The day on which a test that is due really happens: the clinic is open and has room, and the person comes. */
export function comesOn(due: number, { away }: Life, { weekdays, lateDays }: ClinicDays): number {
  let day = due
  while (day < away.length) {
    if (!weekdays.includes(weekdayOf(day)) || away[day] === FULL) day += 1
    else if (away[day] === ABSENT) day += lateDays
    else return day
  }
  return day
}
