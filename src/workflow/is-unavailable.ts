import { JournalAway } from '#store/journal.ts'
import { isDatabaseAbsence } from '#store/pool.ts'
import { isTimeRefusal } from '#store/time-refusal.ts'
import { ClocksDiffer } from './clocks-must-agree.ts'
import { Crowded } from './crowd.ts'

/** Is the database or the journal away, or too much asked of it, or a clock not to be trusted, so that asking again later is the right answer? */
export const isUnavailable = (error: unknown): boolean =>
  isDatabaseAbsence(error) ||
  error instanceof JournalAway ||
  error instanceof ClocksDiffer ||
  error instanceof Crowded ||
  isTimeRefusal(error)
