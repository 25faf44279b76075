// What goes into a suggestion and what comes out of it.
import type { Day } from '#base/day.ts'
import type { Ug } from '#clinical/dose.ts'
import type { InitiationAlarmCode } from '#clinical/initiation/initiation-alarms.ts'
import type { InitiationInput, InitiationProtocol } from '#clinical/initiation/protocol.ts'
import type { Inr } from '#clinical/inr.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { RememberedMedicine } from '#clinical/remembered-medicines.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { Adjustment } from './adjustment.ts'
import type { Evidence, MaintenanceProtocol } from './rule-set.ts'

export type Method = 'provider-meter' | 'laboratory' | 'own-meter'

export type PreviousResult = {
  readonly on: Day
  readonly inr: Inr
  readonly doseChanged: boolean | 'not-known'
}

/** What makes a low INR dangerous for this person. Source: clinical reference 3.4. */
export type RiskFacts = {
  readonly mechanicalValve: 'none' | 'aortic' | 'mitral' | 'other' | 'not-known'
  readonly antiphospholipid: 'no' | 'yes' | 'not-known'
  /** Coded reasons of the high-risk list, for instance `vte-under-3-months`. */
  readonly highRiskLowInr: readonly string[]
  /** Items of that list which the record cannot answer; absent in what was asked before they were named. */
  readonly highRiskNotKnown?: readonly string[]
}

export type AdviseInput = {
  readonly today: Day
  readonly sampledOn: Day
  /** The time of the sample is known and more hours than the window's days have passed; else absent (H05). */
  readonly sampleTimedOut?: true
  readonly inr: Inr
  readonly method: Method
  readonly target: Target
  readonly phase: 'initiating' | 'maintaining'
  /** The mean daily dose of the schedule in force. */
  readonly currentDailyUg: Ug | 'not-known'
  /** Newest first, without today's. */
  readonly previous: readonly PreviousResult[]
  /** The day that the last visit set for this test. */
  readonly testWasDueOn: Day | 'not-known'
  readonly answers: PreDoseAnswers
  readonly scheduledYesterdayUg: Ug | 'not-known'
  readonly risk: RiskFacts
  readonly tabletSet: TabletSet
  /** Interacting medicines of earlier visits whose effect lasts; absent when there are none. */
  readonly remembered?: readonly RememberedMedicine[]
  /** When warfarin was taken again after a procedure, while no INR since has been in range; else absent. */
  readonly restartedOn?: Day
  /** The last day before the sample on which a dose was left out or a larger one given; absent when none is known. */
  readonly unevenDoseOn?: Day
  /** Only of a course that is being started by an initiation protocol. */
  readonly initiation?: InitiationInput
  /** How this plan differs from the protocol as published; a visit without it does not. */
  readonly adjustment?: Adjustment
  /** Whether the protocol may dose here; a visit without it was asked before protocols could lack a check. */
  readonly protocolMayDose?: boolean
  /** Only while warfarin is stopped for a change to another medicine: then no dose of it is worked out (H18). */
  readonly medicineChanging?: true
  /** Only of a high INR on strips that are known to read high: the laboratory's result comes before any dose (H06). */
  readonly stripsUnderAdvice?: true
  /** The INR is the highest that its meter measures, so that it may be anything above (clinical reference 3.2). */
  readonly isTopOfMeter?: true
}

/** A rule that took part, in words, with where it comes from. */
export type Fired = {
  readonly rule: string
  readonly says: string
  readonly source: string
  readonly status: Evidence
}

export type AlarmCode =
  | 'bleeding-major'
  | 'bleeding-clinically-relevant'
  | 'bleeding-minor'
  | 'inr-above-8'
  | 'inr-5-to-8'
  | 'inr-far-below-target'
  | 'inr-below-meter-range'
  | 'low-inr-at-risk'
  | 'pregnancy-possible'
  | 'interacting-medicine'
  | 'second-anticoagulant'
  | 'medicine-changing'
  | 'taken-dose-differs'
  | 'current-dose-not-known'
  | 'answers-not-of-today'
  | 'sample-in-future'
  | 'sample-too-old'
  | 'meter-unsuitable'
  | 'strips-under-advice'
  | 'initiating'
  | 'outside-valid-range'
  | 'protocol-not-for-target'
  | 'protocol-not-checked'
  | 'outside-protocol-range'
  | 'too-soon-for-protocol'
  | 'after-uneven-dose'
  | 'tablets-cannot-make-dose'
  | 'low-after-restart'

/** A published action in place of a dose, with who must take it and by when. */
export type Alarm = {
  readonly code: AlarmCode | InitiationAlarmCode
  readonly title: string
  readonly action: string
  readonly source: string
  /** The grade that the source gives, or `none`. */
  readonly grade: string
  readonly status: Evidence
  readonly who: 'prescriber' | 'authorised clinician'
  readonly withinMinutes: number
  readonly retestWithinDays?: number
}

export type NextTest = {
  readonly latestOn: Day
  readonly days: number
  readonly because: readonly Fired[]
}

export type NoChange = {
  readonly low: number
  readonly high: number
  readonly band: 'as-published' | 'never-wider-than-range'
}

export type DoseAdvice = {
  readonly kind: 'dose'
  readonly protocol: MaintenanceProtocol | InitiationProtocol
  readonly band: 'below' | 'in-band' | 'above'
  /** The INRs, in tenths and ends included, at which the dose stays; absent by rule sets before version 1.1. */
  readonly noChange?: NoChange | undefined
  /** The formula's own answer, in nanograms a day. */
  readonly rawNg: number
  /** After the cap on one step. */
  readonly clampedUg: Ug
  /** The mean daily dose that the tablets make, and its exact weekly total. */
  readonly roundedUg: Ug
  readonly weeklyUg: Ug
  readonly pattern: 'constant' | 'weekly'
  /** Of the weekly dose against the one in force, in hundredths of a percent. */
  readonly changePercentHundredths: number
  readonly omitDays: number
  readonly nextTest: NextTest
  readonly fired: readonly Fired[]
  readonly notes: readonly string[]
  /** Of a dose by an initiation protocol: its day, and what is taken if the next test does not happen. */
  readonly initiation?: {
    readonly day: number
    readonly ifNotTested: 'same' | 'none'
    readonly graceDays: number
  }
}

export type AlarmAdvice = {
  readonly kind: 'alarm'
  readonly alarms: readonly Alarm[]
  readonly fired: readonly Fired[]
}

export type Advice = DoseAdvice | AlarmAdvice
