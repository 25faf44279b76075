// The Coventry/Warwickshire maintenance formula (Ryan, Gilbert & Rose, BMJ 1989;299:1207-9), as carried by
// S1 (grade C, two published copies agree; the paper itself is still to be checked).
//
//   INR above 1.2 x target   new = old x (1.2 x target / INR)^(1/3)
//   INR below 0.8 x target   new = old x (0.8 x target / INR)^(1/3)
//   otherwise                no change
//
// Where a site or a plan holds the band no wider than the target range, the limit of the range stands for 1.2 or
// 0.8 x target: the formula then begins at nothing there, and never moves the dose against the INR.
import type { Ug } from '#clinical/dose.ts'
import { BILLION, timesFactor } from './factor.ts'
import { type Band, bandOf, type Edges, percentAround } from './no-change-band.ts'

/** @technical Scale of whole-number arithmetic. */
const BILLION_CUBED = BigInt(BILLION) ** 3n
/** @see docs/evidence.md#coventry */
const BAND_PERCENT = 20

const factors = new Map<number, number>()

/** Where an INR lies against the no-change band of 20 % around the target. */
export const coventryBand = (inrTenths: number, targetTenths: number): Band =>
  bandOf(inrTenths, percentAround(targetTenths, BAND_PERCENT))

/** The formula's daily dose, in whole nanograms (within one of the exact answer), before any cap or rounding. */
export const coventryRawNg = (oldUg: Ug, inrTenths: number, targetTenths: number): number =>
  coventryNg(oldUg, inrTenths, percentAround(targetTenths, BAND_PERCENT))

/** The same with the edges of the band given, in thousandths of INR. */
export function coventryNg(oldUg: Ug, inrTenths: number, edges: Edges): number {
  switch (bandOf(inrTenths, edges)) {
    case 'in-band':
      return oldUg * 1000
    case 'below':
      return timesFactor(oldUg, factorOf(edges.low, inrTenths))
    case 'above':
      return timesFactor(oldUg, factorOf(edges.high, inrTenths))
  }
}

/** Above every INR in tenths that is kept here. @technical Bound of a key. */
const INRS = 1000

/** The cube root of edge / INR, in billionths, exact to the last one. */
function factorOf(edge: number, inrTenths: number): number {
  const key = edge * INRS + inrTenths
  const known = factors.get(key)
  if (known !== undefined) return known
  const cube = (BigInt(edge) * BILLION_CUBED) / BigInt(100 * inrTenths)
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
