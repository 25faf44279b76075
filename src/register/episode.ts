import type { Day } from '#base/day.ts'
import type { Ug } from '#clinical/dose.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { Adjustment } from '#clinical/warfarin/adjustment.ts'
import { MAINTENANCE_PROTOCOLS, type MaintenanceProtocol } from '#clinical/warfarin/rule-set.ts'
import type { DoacPlan } from './doac-plan.ts'
import type { LastWeek } from './last-week.ts'

export const MEDICINES = [
  'warfarin',
  'acenocoumarol',
  'phenindione',
  'apixaban',
  'dabigatran',
  'edoxaban',
  'rivaroxaban',
  'heparin',
] as const
export type Medicine = (typeof MEDICINES)[number]

export const MEASURING_METHODS = ['provider-meter', 'laboratory', 'own-meter'] as const
export type MeasuringMethod = (typeof MEASURING_METHODS)[number]

export const PROTOCOLS = MAINTENANCE_PROTOCOLS
export type Protocol = MaintenanceProtocol

export const HOW_STARTED = ['initiated-here', 'transferred-in', 'imported'] as const
export type HowStarted = (typeof HOW_STARTED)[number]

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
  readonly protocol: Protocol | null
  /** How the plan differs from the protocol as published; a plan that says nothing does not. */
  readonly adjustment?: Adjustment
  readonly tabletSet: TabletSet | null
  readonly method: MeasuringMethod | null
  readonly howStarted: HowStarted | null
  readonly managementPlan: string
  readonly relevantFindings: string
  /** The mean daily dose that the person said they take when the plan was confirmed; later doses are decisions. */
  readonly dailyUg?: Ug | null
  /** What was taken on each of the seven days before it was confirmed; absent of a plan that began here. */
  readonly lastWeek?: LastWeek
  /** Of a direct oral anticoagulant alone: it has a dose where warfarin has a target. */
  readonly doac?: DoacPlan
}
