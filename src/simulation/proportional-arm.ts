// A rule that acts in proportion, and already on INRs at the edges of the range. Research: the product never doses by it.
import { isCensored } from '#clinical/inr-columns.ts'
import type { Target } from '#clinical/target.ts'
import { type Chart, type Decision, todaysReading } from './chart.ts'
import { toTablets } from './clinician.ts'

/** The rule's power. @see docs/evidence.md#proportional-rule */
const POWER = 0.6
/** So far from the target, in tenths of INR, the dose stays. @see docs/evidence.md#proportional-rule */
const STAYS_TENTHS = 3
/** It aims a little below the target, because INRs are skewed. @see docs/evidence.md#proportional-rule */
const AIMS_BELOW_TENTHS = 0.5
/** The INRs in tenths between which it goes with the INR. @see docs/evidence.md#proportional-rule */
const GOES_WITH = { least: 13, most: 90 } as const
/** What a dose may be multiplied with at once. @see docs/evidence.md#proportional-rule */
const FACTORS = { least: 0.5, most: 1.5 } as const
/** From these INRs in tenths on one or two doses are left out. @see docs/evidence.md#proportional-rule */
const OMITS = { oneFrom: 40, twoFrom: 50 } as const
/** The INR without warfarin, in tenths: what a dose is proportional to is what it rises above it. @see docs/evidence.md#proportional-rule */
const BASE_TENTHS = 10

/** Dosing in proportion to how far the INR has risen. */
export const proportional =
  (target: Target) =>
  (chart: Chart): Decision => {
    const tenths = heightOf(todaysReading(chart))
    if (Math.abs(tenths - target.valueTenths) <= STAYS_TENTHS) {
      return { weeklyUg: chart.weeklyUg, omitDays: 0, nextDays: 28 }
    }
    const aim = target.valueTenths - AIMS_BELOW_TENTHS
    const factor = ((aim - BASE_TENTHS) / (tenths - BASE_TENTHS)) ** POWER
    const limited = Math.min(FACTORS.most, Math.max(FACTORS.least, factor))
    return {
      weeklyUg: toTablets(chart.weeklyUg * limited),
      omitDays: omitsAt(tenths),
      nextDays: 14,
    }
  }

const heightOf = (reading: number): number =>
  isCensored(reading) ? GOES_WITH.most : Math.max(GOES_WITH.least, reading)

function omitsAt(tenths: number): number {
  if (tenths >= OMITS.twoFrom) return 2
  return tenths >= OMITS.oneFrom ? 1 : 0
}
