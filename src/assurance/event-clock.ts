import { addDays, type Day } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
import { addWorkingDays, isWorkingDay } from '#base/working-days.ts'

/**
 * Within how many working days of the provider becoming aware the analysis of an event is with the commissioner.
 * Source: Sheffield service specification 2020-21, Schedule 4 Part C (S28). Status: verified.
 */
const ANALYSIS_WORKING_DAYS = 5

/** The last day on which the analysis of an event is in time; beyond the known bank holidays days are counted without them. */
export function analysisDueOn(awareOn: Day): Day {
  const due = addWorkingDays(awareOn, ANALYSIS_WORKING_DAYS)
  return due.kind === 'day' ? due.day : addDays(awareOn, ANALYSIS_WORKING_DAYS)
}

/** The instant at which that day is over. */
export const analysisDueAt = (awareOn: Day): number =>
  londonMidnight(addDays(analysisDueOn(awareOn), 1))

/** Where the clock of an analysis stands on a day. */
export type AnalysisClock =
  | { readonly kind: 'open'; readonly due: Day; readonly workingDaysLeft: number }
  | { readonly kind: 'late'; readonly due: Day; readonly workingDaysLate: number }

export function analysisClock(awareOn: Day, on: Day): AnalysisClock {
  const due = analysisDueOn(awareOn)
  return on > due
    ? { kind: 'late', due, workingDaysLate: workingDaysBetween(due, on) }
    : { kind: 'open', due, workingDaysLeft: workingDaysBetween(on, due) }
}

/** The working days after one day, up to and with another. */
function workingDaysBetween(after: Day, until: Day): number {
  let days = 0
  for (let on = addDays(after, 1); on <= until; on = addDays(on, 1)) {
    if (isWorkingDay(on) === true) days += 1
  }
  return days
}
