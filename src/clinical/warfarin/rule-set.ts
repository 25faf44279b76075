// The warfarin rules as data: stored, hashed and replayed. A change of any value is a new version.
import type { Day } from '#base/day.ts'

/** How sure the source of a rule or constant is. */
export type Evidence = 'verified' | 'unverified' | 'derived' | 'local'

export type RuleSet = {
  readonly id: string
  readonly version: string
  readonly from: Day
  /** Coventry/Warwickshire (Ryan 1989) or the step table of RE-LY. */
  readonly protocol: 'coventry' | 're-ly'
  /** Keep the dose at a first, slightly out-of-range INR of a stable person. */
  readonly firstDeviationRule: boolean
  readonly firstDeviationTenths: number
  readonly firstDeviationInRangeBefore: number
  /** Outside this range of INR, ends included, no dose is calculated. */
  readonly validRangeTenths: { readonly low: number; readonly high: number }
  /** From this INR the published high-INR action replaces a dose. */
  readonly highInrTenths: number
  /** Above this INR the action for very high INR applies. */
  readonly veryHighInrTenths: number
  /** This far below target, or further, is an alarm. */
  readonly farBelowTargetTenths: number
  /** With a valve or on the high-risk list an INR this far below the range, or further, is an alarm. */
  readonly lowInrAtRiskTenths: number
  /** A suggestion moves the weekly dose by at most this; more needs a second clinician. */
  readonly capPercent: number
  /** A dose that moves the weekly dose by more than this is refused. */
  readonly hardCapPercent: number
  readonly softDailyUg: number
  readonly hardDailyUg: number
  readonly mostTabletsADay: number
  readonly roundingUg: number
  readonly doubleEntry: {
    readonly fromTenths: number
    readonly belowTenths: number
    readonly changeTenths: number
    readonly beyondTargetTenths: number
  }
  readonly dosableWindowDays: { readonly meter: number; readonly laboratory: number }
  /** Longest recall after 1, 2, 3 ... consecutive results in range. */
  readonly ladderDays: readonly number[]
  readonly maxIntervalDays: number
  readonly valveMaxDays: number
  readonly outOfRangeMaxDays: number
  readonly valveHighMaxDays: number
  readonly doseChangeMaxDays: number
  readonly firstDeviationMaxDays: number
  readonly afterOmissionMaxDays: number
  readonly afterHighInrMaxDays: number
  readonly medicineChangeMaxDays: number
  readonly illnessMaxDays: number
  readonly missedDoseMaxDays: number
  /** Days of doses beyond the next test. */
  readonly graceDays: number
}
