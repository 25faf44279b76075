import { isDatabaseAbsence } from '#store/pool.ts'
import { ClocksDiffer } from './clocks-must-agree.ts'

/** Is the database away, or its clock not to be trusted, so that asking again later is the right answer? */
export const isUnavailable = (error: unknown): boolean =>
  isDatabaseAbsence(error) || error instanceof ClocksDiffer
