import type { Day } from '#base/day.ts'
import { addWorkingDays } from '#base/working-days.ts'

/** How long after a dose was decided it must have been told to the patient. @see docs/evidence.md#tell-within */
const TELL_MINUTES = 120
/** Working days after which a letter with an unchanged dose is taken as received. @see docs/evidence.md#letter-days */
const LETTER_WORKING_DAYS = 2
/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/** The latest instant of deciding for which telling is overdue at this one (H16). Milliseconds. */
export const overdueIfDecidedBy = (now: number): number => now - TELL_MINUTES * MINUTE_MS

/** The last day on which a letter that went on this one is still on its way; not known beyond the table of bank holidays. */
export function letterOnItsWayUntil(sentOn: Day): Day | 'not-known' {
  const last = addWorkingDays(sentOn, LETTER_WORKING_DAYS)
  return last.kind === 'day' ? last.day : 'not-known'
}
