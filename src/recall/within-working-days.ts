import { addDays, type Day, londonDay } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
import { addWorkingDays } from '#base/working-days.ts'

/** The last day of so many working days after an instant; where bank holidays are not known the days are counted without them. */
export function lastDayWithin(workingDays: number, since: number): Day {
  const on = londonDay(since)
  const due = addWorkingDays(on, workingDays)
  return due.kind === 'day' ? due.day : addDays(on, workingDays)
}

/** The instant at which that day is over. */
export const endOfDaysWithin = (workingDays: number, since: number): number =>
  londonMidnight(addDays(lastDayWithin(workingDays, since), 1))
