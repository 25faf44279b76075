import type { Day } from '#base/day.ts'
import type { ClinicHistory, FigureCourse } from './figure-course.ts'
import type { TargetFit } from './target-fit.ts'

/** A target value and the first day it was in force. */
export type TargetPeriod = { readonly from: Day; readonly valueTenths: number }

/** One course with what the indicators ask besides its INRs. */
export type IndicatorCourse = FigureCourse & {
  readonly isInitiatedHere: boolean
  readonly hasLoadingProtocol: boolean
  readonly initiationEndedOn: Day | null
  /** The day on which heparin beside the start of warfarin was stopped; null when none is on record. */
  readonly heparinEndedOn: Day | null
  /** When initiation ended: whether a next test was set by then. */
  readonly hadNextTest: boolean
  readonly isDiagnosisKnown: boolean
  readonly isTargetKnown: boolean
  readonly isStopKnown: boolean
  readonly targets: readonly TargetPeriod[]
  readonly targetFit: TargetFit
  /** Treatment ended because the person did not attend. */
  readonly isLost: boolean
  /** How the newest dose of the period reached the person; none when no dose was decided here. */
  readonly lastDose: 'in-writing' | 'by-word' | 'none'
  /** Written information: whether the person has the yellow booklet. */
  readonly booklet: 'has-one' | 'none' | 'not-known'
  /** Days on which a major bleed was reported at a visit. */
  readonly bledOn: readonly Day[]
}

/** A plan that was first written in the period, and whether it said what it must. */
export type Referral = { readonly patient: number; readonly isComplete: boolean }

export type IndicatorHistory = ClinicHistory<IndicatorCourse> & {
  readonly referrals: readonly Referral[]
}
