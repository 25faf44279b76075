import { addDays, type Day, londonDay } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
import { addWorkingDays } from '#base/working-days.ts'

/**
 * Within how many working days of its entry a second person has checked what was told on paper, before the check is
 * escalated. @see docs/evidence.md#paper-check-days
 */
export const PAPER_CHECK_WORKING_DAYS = 1

/** The last day on which the check of an entry is in time; where bank holidays are not known the days are counted without them. */
export function paperCheckDueOn(enteredAt: number): Day {
  const on = londonDay(enteredAt)
  const due = addWorkingDays(on, PAPER_CHECK_WORKING_DAYS)
  return due.kind === 'day' ? due.day : addDays(on, PAPER_CHECK_WORKING_DAYS)
}

/** The instant at which that day is over. */
export const paperCheckDueAt = (enteredAt: number): number =>
  londonMidnight(addDays(paperCheckDueOn(enteredAt), 1))
