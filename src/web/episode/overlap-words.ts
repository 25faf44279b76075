import type { Doac } from '#clinical/doac/doac.ts'
import {
  DABIGATRAN_DAYS,
  DABIGATRAN_DAYS_RENAL,
  DABIGATRAN_FULL_CLEARANCE,
  DABIGATRAN_LEAST_CLEARANCE,
  EDOXABAN_LEAST_INRS,
  OVERLAP_LEAST_DAYS,
  OVERLAP_MOST_DAYS,
} from '#register/overlap.ts'

/** The rule of each medicine in words, before its dates are typed. */
export const OVERLAP_RULES_WORDS: Readonly<Record<Doac, string>> = {
  apixaban: `both for at least ${OVERLAP_LEAST_DAYS} days, until the INR taken just before the next dose is 2.0 or above and in the range; ${OVERLAP_MOST_DAYS} days at most`,
  dabigatran: `both for ${DABIGATRAN_DAYS} days at a creatinine clearance of ${DABIGATRAN_FULL_CLEARANCE} or more, for ${DABIGATRAN_DAYS_RENAL} days from ${DABIGATRAN_LEAST_CLEARANCE} to below ${DABIGATRAN_FULL_CLEARANCE}; not below`,
  edoxaban: `half the dose with warfarin, until the INR taken just before the daily dose is 2.0 or above and in the range, with at least ${EDOXABAN_LEAST_INRS} INRs; ${OVERLAP_MOST_DAYS} days at most`,
  rivaroxaban: `both for at least ${OVERLAP_LEAST_DAYS} days, until the INR taken just before the next dose is 2.0 or above and in the range; ${OVERLAP_MOST_DAYS} days at most`,
}
