import { isDatabaseAbsence } from '#store/pool.ts'
import { isTimeRefusal } from '#store/time-refusal.ts'
import { ClocksDiffer } from './clocks-must-agree.ts'

/** Is the database away, or a clock not to be trusted, so that asking again later is the right answer? */
export const isUnavailable = (error: unknown): boolean =>
  isDatabaseAbsence(error) || error instanceof ClocksDiffer || isTimeRefusal(error)
