import { isDatabaseAbsence } from '#store/pool.ts'

/** Is this error the database being away, so that asking again later is the right answer? */
export const isUnavailable = (error: unknown): boolean => isDatabaseAbsence(error)
