import type { Day } from '#base/day.ts'
import { endOfDaysWithin, lastDayWithin } from './within-working-days.ts'

/**
 * Within how many working days of a look in an emergency somebody else than whoever looked has reviewed it, before the
 * review is escalated. @see docs/evidence.md#look-review-days
 */
export const LOOK_REVIEW_WORKING_DAYS = 3

/** The last day on which the review of a look is in time. */
export const lookReviewDueOn = (openedAt: number): Day =>
  lastDayWithin(LOOK_REVIEW_WORKING_DAYS, openedAt)

/** The instant at which that day is over. */
export const lookReviewDueAt = (openedAt: number): number =>
  endOfDaysWithin(LOOK_REVIEW_WORKING_DAYS, openedAt)
