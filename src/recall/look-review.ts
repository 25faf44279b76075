import { addDays, type Day, londonDay } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
import { addWorkingDays } from '#base/working-days.ts'

/**
 * Within how many working days of a look in an emergency somebody else than whoever looked has reviewed it, before the
 * review is escalated. @see docs/evidence.md#look-review-days
 */
export const LOOK_REVIEW_WORKING_DAYS = 3

/** The last day on which the review of a look is in time; where bank holidays are not known the days are counted without them. */
export function lookReviewDueOn(openedAt: number): Day {
  const on = londonDay(openedAt)
  const due = addWorkingDays(on, LOOK_REVIEW_WORKING_DAYS)
  return due.kind === 'day' ? due.day : addDays(on, LOOK_REVIEW_WORKING_DAYS)
}

/** The instant at which that day is over. */
export const lookReviewDueAt = (openedAt: number): number =>
  londonMidnight(addDays(lookReviewDueOn(openedAt), 1))
