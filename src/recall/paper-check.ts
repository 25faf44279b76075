import type { Day } from '#base/day.ts'
import { endOfDaysWithin, lastDayWithin } from './within-working-days.ts'

/**
 * Within how many working days of its entry a second person has checked what was told on paper, before the check is
 * escalated. @see docs/evidence.md#paper-check-days
 */
export const PAPER_CHECK_WORKING_DAYS = 1

/** The last day on which the check of an entry is in time. */
export const paperCheckDueOn = (enteredAt: number): Day =>
  lastDayWithin(PAPER_CHECK_WORKING_DAYS, enteredAt)

/** The instant at which that day is over. */
export const paperCheckDueAt = (enteredAt: number): number =>
  endOfDaysWithin(PAPER_CHECK_WORKING_DAYS, enteredAt)
