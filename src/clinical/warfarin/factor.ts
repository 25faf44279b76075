import type { Ug } from '#clinical/dose.ts'

/**
 * Factors on a dose are whole numbers of billionths, so that every machine has the same. @technical Scale of
 * whole-number arithmetic.
 */
export const BILLION = 1_000_000_000

/** @technical Scale of whole-number arithmetic. */
const PER_NANOGRAM = BILLION / 1000

/** A dose times a factor in billionths, in whole nanograms (nearest, the higher of two equally near). */
export function timesFactor(doseUg: Ug, billionths: number): number {
  const product = doseUg * billionths
  const rest = product % PER_NANOGRAM
  return (product - rest) / PER_NANOGRAM + (rest * 2 >= PER_NANOGRAM ? 1 : 0)
}
