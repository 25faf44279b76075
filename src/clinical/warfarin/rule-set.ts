// The warfarin rules as data: stored, hashed and replayed. A change of any value is a new version.
import { type Day, day } from '#base/day.ts'

/** How sure the source of a rule or constant is. */
export type Evidence = 'verified' | 'unverified' | 'derived' | 'local'

/** The protocols that maintain a course of warfarin; each has its card in `maintenance-cards.ts`. */
export const MAINTENANCE_PROTOCOLS = ['coventry', 'hillingdon', 're-ly', 'one-step'] as const
export type MaintenanceProtocol = (typeof MAINTENANCE_PROTOCOLS)[number]

/** What a site sets for the Hillingdon formula. */
export type HillingdonSettings = {
  /** The dose adjustment coefficient, 58 = 0.58. */
  readonly coefficientHundredths: number
  /** So far from the target, in percent, the dose stays. Not published in S2: a local setting. */
  readonly tolerancePercent: number
  /** Further below or above target than this no dose is calculated. */
  readonly belowTargetTenths: number
  readonly aboveTargetTenths: number
}

/**
 * Should not be below 0.5; the highest reported is 0.77. Source: Britt et al. as carried by S2 (C).
 * @see docs/evidence.md#hillingdon
 */
export const COEFFICIENT_HUNDREDTHS = { least: 50, most: 77 } as const

/**
 * Fields with a question mark came later: the last two with version 1.2, the others with 1.1. A stored rule set that
 * lacks one means what the engine did then: the band as published, no relaxed side, no Hillingdon, an INR dosed however
 * soon it was taken.
 */
export type RuleSet = {
  readonly id: string
  readonly version: string
  readonly from: Day
  readonly protocol: MaintenanceProtocol
  /** Whether a protocol's no-change band may be wider than the target range (targets 3.0 and 3.5 by Coventry). */
  readonly band?: 'as-published' | 'never-wider-than-range'
  /** So far outside the range a side that the plan calls relaxed leaves the dose. */
  readonly relaxedTenths?: number
  readonly hillingdon?: HillingdonSettings
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
  /** Coventry gives no dose with fewer days than this between two INRs. */
  readonly coventryLeastDays?: number
  /** No protocol gives a dose on an INR fewer days than this after a dose that was left out or larger. */
  readonly unevenDoseDays?: number
}

const HILLINGDON_AS_SHIPPED: HillingdonSettings = {
  coefficientHundredths: 58, // Britt et al. as carried by S2 (C); unverified
  tolerancePercent: 20, // not published in S2; 20 % of 2.5 is its range; local setting
  belowTargetTenths: 10, // Britt et al. p. 1003 by S2: 0.5 to 1.0; local setting
  aboveTargetTenths: 15, // Britt et al. p. 1003 by S2: 1.0 to 1.5; local setting
}

/**
 * What Evenkeel ships. Every value that a source does not settle is a local setting, to be agreed with the
 * clinical safety officer before use.
 * @see docs/evidence.md#warfarin-rules
 * @see docs/evidence.md#band
 * @see docs/evidence.md#first-deviation
 * @see docs/evidence.md#valid-range
 * @see docs/evidence.md#cap
 * @see docs/evidence.md#double-entry
 * @see docs/evidence.md#dosable-window
 * @see docs/evidence.md#ladder
 * @see docs/evidence.md#low-inr
 * @see docs/evidence.md#least-interval
 * @see docs/evidence.md#uneven-dose
 */
export const DEFAULT_RULE_SET: RuleSet = {
  id: 'evenkeel-warfarin',
  version: '1.2',
  from: day('2026-11-27'),
  protocol: 'coventry', // S4: the default of most sites; local setting
  band: 'as-published', // clinical reference 1.2: a clinical decision; local setting
  relaxedTenths: 2, // S28: 1.8-1.9 may be left alone; the high side by analogy; local setting
  hillingdon: HILLINGDON_AS_SHIPPED,
  firstDeviationRule: false, // Coventry has none (reference 1.5); local setting
  firstDeviationTenths: 5, // CHEST 2012 by S30, grade D; local setting
  firstDeviationInRangeBefore: 2, // S28: last two in range; local setting
  validRangeTenths: { low: 15, high: 45 }, // S84b: INR valid 1.5-4.5; local setting
  highInrTenths: 50, // BSH 2011 band 5.0-8.0 by S33; verified there
  veryHighInrTenths: 80, // BSH 2011 above 8.0 by S33; verified there
  farBelowTargetTenths: 10, // S10 and safety reference 2.3; local setting
  lowInrAtRiskTenths: 1, // reference 3.4 leaves the distance to sign-off; local setting
  capPercent: 20, // reference 10.2, safety reference 2.3; local setting
  hardCapPercent: 50, // safety reference 2.3; local setting
  softDailyUg: 15_000, // safety reference 2.3; local setting
  hardDailyUg: 20_000, // safety reference 2.3; local setting
  mostTabletsADay: 6, // case D4.72; local setting
  roundingUg: 500, // S7: nearest 0.5 mg; verified
  doubleEntry: { fromTenths: 50, belowTenths: 15, changeTenths: 10, beyondTargetTenths: 5 }, // safety 2.3; local setting
  dosableWindowDays: { meter: 1, laboratory: 2 }, // safety reference 2.3; local setting
  ladderDays: [28, 42, 56, 70, 84], // BCSH as carried by S1; verified there
  maxIntervalDays: 84, // S56 SPS: every 12 weeks once stable; verified
  valveMaxDays: 42, // BCSH 1998 from memory, S110 supports it; unverified
  outOfRangeMaxDays: 14, // BCSH as carried by S1: 7-14 days; verified there
  valveHighMaxDays: 7, // BCSH 1998 from memory; unverified
  doseChangeMaxDays: 14, // S101, S29; verified
  firstDeviationMaxDays: 14, // CHEST 2012 by S30, grade D; local setting
  afterOmissionMaxDays: 7, // no number in reference 1.6; local setting
  afterHighInrMaxDays: 7, // S101: weekly until stable; safety reference 2.3; verified
  medicineChangeMaxDays: 7, // S67: after 1 week; verified
  illnessMaxDays: 7, // no number in reference 1.6; local setting
  missedDoseMaxDays: 14, // no number in reference 1.6; local setting
  graceDays: 7, // H12 asks for at least 3; local setting
  coventryLeastDays: 7, // S4 (B): Coventry only once the review interval is 7 days or more; verified there
  unevenDoseDays: 7, // no source names a number; the interval of S4 for every protocol; local setting
}

/** The Hillingdon settings in force; a rule set without them has the ones shipped with version 1.1. */
export const hillingdonSettings = ({ hillingdon }: RuleSet): HillingdonSettings =>
  hillingdon ?? HILLINGDON_AS_SHIPPED
