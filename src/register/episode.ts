import type { Day } from '#base/day.ts'
import type { Ug } from '#clinical/dose.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'

export type Medicine =
  | 'warfarin'
  | 'acenocoumarol'
  | 'phenindione'
  | 'apixaban'
  | 'dabigatran'
  | 'edoxaban'
  | 'rivaroxaban'
  | 'heparin'

export type MeasuringMethod = 'provider-meter' | 'laboratory' | 'own-meter'

/** How long: until a day, or long term with a day on which that is looked at again. */
export type Duration =
  | { readonly kind: 'until'; readonly stopOn: Day }
  | { readonly kind: 'long-term'; readonly reviewOn: Day }

export type Phase = 'referred' | 'accepted' | 'initiating' | 'maintaining' | 'suspended' | 'ended'

/** One course of anticoagulation as planned (S10). Null is "not yet known" and keeps it from becoming active. */
export type EpisodePlan = {
  readonly medicine: Medicine | null
  /** Id of a concept of clinical/indications.ts. */
  readonly indication: string | null
  /** What the other product or the referrer called it. */
  readonly indicationText: string
  readonly clinicalReason: string
  readonly target: Target | null
  readonly startedOn: Day | null
  readonly duration: Duration | null
  readonly protocol: 'coventry' | 're-ly' | null
  readonly tabletSet: TabletSet | null
  readonly method: MeasuringMethod | null
  readonly howStarted: 'initiated-here' | 'transferred-in' | 'imported' | null
  readonly managementPlan: string
  readonly relevantFindings: string
  /** The mean daily dose that the person said they take when the plan was confirmed; later doses are decisions. */
  readonly dailyUg?: Ug | null
}
