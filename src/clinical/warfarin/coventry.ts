// The Coventry/Warwickshire maintenance formula (Ryan, Gilbert & Rose, BMJ 1989;299:1207-9), as carried by
// S1 (grade C, two published copies agree; the paper itself is still to be checked).
//
//   INR above 1.2 x target   new = old x (1.2 x target / INR)^(1/3)
//   INR below 0.8 x target   new = old x (0.8 x target / INR)^(1/3)
//   otherwise                no change
//
// The bands are compared in whole tenths: in floating point 0.8 x 3.0 is a little more than 2.4.
import type { Ug } from '#clinical/dose.ts'

export type Band = 'below' | 'in-band' | 'above'

const LOW_EDGE_TENTHS = 8
const HIGH_EDGE_TENTHS = 12

/** Factors are whole numbers of billionths. */
const SCALE = 1_000_000_000
const SCALE_CUBED = BigInt(SCALE) ** 3n

const factors = new Map<number, number>()

/** Where an INR lies against the no-change band of 20 % around the target. */
export function coventryBand(inrTenths: number, targetTenths: number): Band {
  if (10 * inrTenths < LOW_EDGE_TENTHS * targetTenths) return 'below'
  return 10 * inrTenths > HIGH_EDGE_TENTHS * targetTenths ? 'above' : 'in-band'
}

/** The formula's daily dose, in whole nanograms (nearest), before any cap or rounding. */
export function coventryRawNg(oldUg: Ug, inrTenths: number, targetTenths: number): number {
  const band = coventryBand(inrTenths, targetTenths)
  if (band === 'in-band') return oldUg * 1000
  const edge = band === 'below' ? LOW_EDGE_TENTHS : HIGH_EDGE_TENTHS
  const product = oldUg * factorOf(edge, inrTenths, targetTenths)
  const perNanogram = SCALE / 1000
  return (
    (product - (product % perNanogram)) / perNanogram + roundUp(product % perNanogram, perNanogram)
  )
}

const roundUp = (rest: number, of: number): number => (rest * 2 >= of ? 1 : 0)

/** The cube root of edge x target / INR, in billionths, exact to the last one. */
function factorOf(edge: number, inrTenths: number, targetTenths: number): number {
  const key = (targetTenths * 1_000_000 + inrTenths) * 2 + (edge === LOW_EDGE_TENTHS ? 0 : 1)
  const known = factors.get(key)
  if (known !== undefined) return known
  const cube = (BigInt(edge * targetTenths) * SCALE_CUBED) / BigInt(10 * inrTenths)
  const factor = Number(cubeRoot(cube))
  factors.set(key, factor)
  return factor
}

/** The largest whole number whose cube is not above the value. */
function cubeRoot(value: bigint): bigint {
  let low = 0n
  let high = 1n
  while (high ** 3n <= value) high *= 2n
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** 3n <= value) low = middle
    else high = middle
  }
  return low
}
