import { HOURS_IN_A_DAY } from './chains.ts'
import { S_SHARE } from './constants.ts'
import type { Parameters } from './parameters.ts'

/** Milligrams of S-warfarin an hour for a daily dose of tablets in milligrams. */
const rateOf = (dailyMg: number): number => (dailyMg * S_SHARE) / HOURS_IN_A_DAY

/**
 * The INR that a daily dose in milligrams leads to when nothing changes, by the closed form; the ripple of single tablets,
 * below 0.02, is left out. Source: PK/PD reference 1.1.
 */
export function steadyInr(dailyMg: number, { edk50, gamma, inrBase, inrMax }: Parameters): number {
  const effect = (rateOf(dailyMg) / edk50) ** gamma
  return inrBase + (inrMax * effect) / (1 + effect)
}

/** The daily dose in milligrams that holds an INR, above the one without warfarin, when nothing changes. */
export function steadyDose(inr: number, { edk50, gamma, inrBase, inrMax }: Parameters): number {
  const inhibited = (inr - inrBase) / inrMax
  if (!(inhibited > 0 && inhibited < 1)) throw new RangeError(`no dose holds an INR of ${inr}`)
  const rate = edk50 * (inhibited / (1 - inhibited)) ** (1 / gamma)
  return (rate * HOURS_IN_A_DAY) / S_SHARE
}
