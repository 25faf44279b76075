// The one-step rule of Nieuwlaat (Thromb Haemost 2012;108:1228-35), as first coded by Hamilton Health Sciences (S32,
// grade C), for the range 2.0 to 3.0.
//
// The source contradicts itself. Its later versions, still citing the trial, have +10 % from 1.5 and -10 % above 3.0.
// Neither reading is confirmed: the protocol is unverified, and disabled until a site has recorded its check.
import type { Ug } from '#clinical/dose.ts'
import type { PreviousResult } from './advice.ts'
import type { Edges } from './no-change-band.ts'

/** Outside these INRs, ends included, the rule makes no decision. @see docs/evidence.md#one-step */
export const ONE_STEP_VALID_TENTHS = { low: 10, high: 40 } as const

/** Up when low, down when high twice. Source: S32, first version; unverified. @see docs/evidence.md#one-step */
const STEP_UP = { percent: 15, because: 'low' } as const
/** @see docs/evidence.md#one-step */
const STEP_DOWN = { percent: -15, because: 'high-twice' } as const
/** @see docs/evidence.md#one-step */
const IN_RANGE: Edges = { low: 2000, high: 3000 }

export type OneStep = {
  readonly percent: -15 | 0 | 15
  readonly because: 'in-range' | 'low' | 'first-high' | 'high-twice'
}

/** The step for an INR: 15 % up when low; 15 % down when high for the second time running. */
export function oneStep(inrTenths: number, previous: readonly PreviousResult[]): OneStep {
  if (inrTenths * 100 < IN_RANGE.low) return STEP_UP
  if (inrTenths * 100 <= IN_RANGE.high) return { percent: 0, because: 'in-range' }
  const last = previous[0]?.inr
  const wasHigh = last !== undefined && last.comparator !== '<' && last.tenths * 100 > IN_RANGE.high
  return wasHigh ? STEP_DOWN : { percent: 0, because: 'first-high' }
}

/** The step's daily dose, in whole nanograms. */
export const oneStepNg = (oldUg: Ug, percent: OneStep['percent']): number =>
  oldUg * 10 * (100 + percent)
