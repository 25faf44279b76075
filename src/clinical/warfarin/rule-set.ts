// The warfarin rules as data: stored, hashed and replayed. A change of any value is a new version.
import { type Day, day } from '#base/day.ts'

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

/**
 * What Evenkeel ships. Every value that a source does not settle is a local setting, to be agreed with the
 * clinical safety officer before use.
 * @see docs/evidence.md#warfarin-rules
 */
export const DEFAULT_RULE_SET: RuleSet = {
  id: 'evenkeel-warfarin',
  version: '1',
  from: day('2026-11-22'),
  protocol: 'coventry',
  firstDeviationRule: false,
  firstDeviationTenths: 5,
  firstDeviationInRangeBefore: 2,
  validRangeTenths: { low: 15, high: 45 },
  highInrTenths: 50,
  veryHighInrTenths: 80,
  farBelowTargetTenths: 10,
  lowInrAtRiskTenths: 1,
  capPercent: 20,
  hardCapPercent: 50,
  softDailyUg: 15_000,
  hardDailyUg: 20_000,
  mostTabletsADay: 6,
  roundingUg: 500,
  doubleEntry: { fromTenths: 50, belowTenths: 15, changeTenths: 10, beyondTargetTenths: 5 },
  dosableWindowDays: { meter: 1, laboratory: 2 },
  ladderDays: [28, 42, 56, 70, 84],
  maxIntervalDays: 84,
  valveMaxDays: 42,
  outOfRangeMaxDays: 14,
  valveHighMaxDays: 7,
  doseChangeMaxDays: 14,
  firstDeviationMaxDays: 14,
  afterOmissionMaxDays: 7,
  afterHighInrMaxDays: 7,
  medicineChangeMaxDays: 7,
  illnessMaxDays: 7,
  missedDoseMaxDays: 14,
  graceDays: 7,
}
