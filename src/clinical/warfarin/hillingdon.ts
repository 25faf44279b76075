// The Hillingdon maintenance formula (Britt, James, Wilson; Hillingdon Hospital), as carried by S2 (grade C).
//
//   new = old x (1 + c x ln(target / INR))      outside the tolerance and inside the adjustment range
//
// c, the coefficient, is 0.58 (first 0.66), from 0.5 to 0.77. The tolerance in percent is not in S2: a local
// setting, shown with each suggestion. The cap on one step holds here too: at 0.58 the formula soon passes 20 %.
import type { Ug } from '#clinical/dose.ts'
import { BILLION, timesFactor } from './factor.ts'
import { LOG_ERROR, LOG_SCALE, lnOf } from './natural-log.ts'
import {
  COEFFICIENT_HUNDREDTHS,
  type HillingdonSettings,
  hillingdonSettings,
  type RuleSet,
} from './rule-set.ts'

/** The formula's daily dose, in whole nanograms (within one), before tolerance, cap or rounding; never below nothing. */
export const hillingdonNg = (
  oldUg: Ug,
  inrTenths: number,
  targetTenths: number,
  coefficientHundredths: number,
): number => timesFactor(oldUg, factorOf(coefficientHundredths, inrTenths, targetTenths))

/** The coefficient for a plan: the site's times the plan's sensitivity, held within what is published. */
export function coefficientFor(rules: RuleSet, sensitivityPercent: number): number {
  const { least, most } = COEFFICIENT_HUNDREDTHS
  const { coefficientHundredths } = hillingdonSettings(rules)
  const wanted = Math.floor((coefficientHundredths * sensitivityPercent) / 100)
  return Math.min(most, Math.max(least, wanted))
}

/** Whether the formula may be asked at all: so far below or above target the source has no dose. */
export const isInAdjustmentRange = (
  inrTenths: number,
  targetTenths: number,
  { belowTargetTenths, aboveTargetTenths }: HillingdonSettings,
): boolean =>
  inrTenths >= targetTenths - belowTargetTenths && inrTenths <= targetTenths + aboveTargetTenths

const factors = new Map<number, number>()

/** Above every INR and target in tenths that is kept here. @technical Bound of a key. */
const TENTHS = 1000

/**
 * 1 + c x ln(target / INR) in billionths, exact to the last one (rounded down). The logarithm is known to 10^-27; that
 * this is enough to know the last billionth, a test asks of every target and INR, at both published coefficients
 * and both ends of what is allowed.
 */
function factorOf(coefficientHundredths: number, inrTenths: number, targetTenths: number): number {
  if (inrTenths === targetTenths) return BILLION
  const key = (coefficientHundredths * TENTHS + targetTenths) * TENTHS + inrTenths
  const known = factors.get(key)
  if (known !== undefined) return known
  const log = lnOf(targetTenths, inrTenths)
  const factor = billionths(coefficientHundredths, log - LOG_ERROR)
  factors.set(key, factor)
  return factor
}

function billionths(coefficientHundredths: number, log: bigint): number {
  const sum = 100n * LOG_SCALE + BigInt(coefficientHundredths) * log
  return sum <= 0n ? 0 : Number((sum * BigInt(BILLION)) / (100n * LOG_SCALE))
}
