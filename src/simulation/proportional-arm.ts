// Rules that act in proportion, and already on INRs at the edges of the range. Research: the product never doses by them.
import { isCensored } from '#clinical/inr-columns.ts'
import type { Target } from '#clinical/target.ts'
import { type Chart, type Decision, NEXT, todaysReading } from './chart.ts'
import { toTablets } from './clinician.ts'

/** The power that the dose goes with, and what it may be multiplied with at once. */
export type ProportionalRule = {
  readonly power: number
  readonly least: number
  readonly most: number
}

/** The prototype's rule. @see docs/evidence.md#proportional-rule */
export const PROPORTIONAL: ProportionalRule = { power: 0.6, least: 0.5, most: 1.5 }
/** A gentler one that never raises a dose by more than a fifth. @see docs/evidence.md#proportional-capped */
export const PROPORTIONAL_CAPPED: ProportionalRule = { power: 0.5, least: 0.6, most: 1.2 }

/** So far from the target, in tenths of INR, the dose stays. @see docs/evidence.md#proportional-rule */
const STAYS_TENTHS = 3
/** It aims a little below the target, because INRs are skewed. @see docs/evidence.md#proportional-rule */
const AIMS_BELOW_TENTHS = 0.5
/** The INRs in tenths between which it goes with the INR. @see docs/evidence.md#proportional-rule */
const GOES_WITH = { least: 13, most: 90 } as const
/** So far above the target one dose is left out, and from this INR in tenths two. @see docs/evidence.md#proportional-rule */
const OMITS = { oneAboveTarget: 15, twoFrom: 50 } as const
/** The INR without warfarin, in tenths: what a dose is proportional to is what it rises above it. @see docs/evidence.md#proportional-rule */
const BASE_TENTHS = 10

/** Dosing in proportion to how far the INR has risen. */
export const proportional =
  (target: Target, { power, least, most }: ProportionalRule) =>
  (chart: Chart): Decision => {
    const tenths = heightOf(todaysReading(chart))
    if (Math.abs(tenths - target.valueTenths) <= STAYS_TENTHS) {
      return { weeklyUg: chart.weeklyUg, omitDays: 0, nextDays: NEXT.kept }
    }
    const aim = target.valueTenths - AIMS_BELOW_TENTHS
    const factor = ((aim - BASE_TENTHS) / (tenths - BASE_TENTHS)) ** power
    const limited = Math.min(most, Math.max(least, factor))
    return {
      weeklyUg: toTablets(chart.weeklyUg * limited),
      omitDays: omitsAt(tenths, target),
      nextDays: NEXT.changed,
    }
  }

const heightOf = (reading: number): number =>
  isCensored(reading) ? GOES_WITH.most : Math.max(GOES_WITH.least, reading)

function omitsAt(tenths: number, target: Target): number {
  if (tenths >= OMITS.twoFrom) return 2
  return tenths >= target.valueTenths + OMITS.oneAboveTarget ? 1 : 0
}
