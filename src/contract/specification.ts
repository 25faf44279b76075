import type { Day } from '#base/day.ts'
import type { MeasuringMethod, Medicine } from '#register/episode.ts'

// A service specification is data: whatever a commissioner and a provider have agreed to, in one typed document that is never
// changed under its version. What the source leaves open is a parameter here, with the source's own words beside it.

/** The kinds of organisation that may provide a service. */
export const PROVIDER_KINDS = ['gp-practice', 'community-pharmacy', 'hospital-clinic'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

export const LEVELS = [3, 4, 5] as const
export type Level = (typeof LEVELS)[number]

/** Whole pence of pounds sterling. */
export type Pence = number

/** What counts as active in a month. The source of a specification seldom says, so each says it here. */
export type ActiveRule =
  /** Under the provider's responsibility on the last day of the month and not suspended on every day of it. */
  | { readonly kind: 'last-day-unless-suspended-throughout' }
  /** Under the provider's responsibility, and not suspended, on one day of the month at least. */
  | { readonly kind: 'any-day' }
  /** Under the provider's responsibility on every day of the month. */
  | { readonly kind: 'every-day' }

/** How a price is earned. */
export type PaymentBasis =
  | { readonly kind: 'active-patient-month'; readonly level: 3 | 4 }
  | { readonly kind: 'once-per-patient'; readonly for: 'initiated-in-atrial-fibrillation' }
  | {
      readonly kind: 'per-item'
      readonly item: 'home-visit'
      readonly levels: readonly Level[]
      /** Items beyond it are recorded and not paid; it follows a patient from one provider to another. */
      readonly cap: { readonly most: number; readonly within: 'contract-year' }
    }
  /** Once a contract year, in this month of the calendar, for each weighted patient of the provider's list. */
  | { readonly kind: 'per-weighted-patient'; readonly inMonth: number }
  /** A sum for every so many months, in the first of them. */
  | { readonly kind: 'block'; readonly months: number }
  /** So much of what all other components come to, where a measure reaches its threshold. */
  | {
      readonly kind: 'outcome-share'
      readonly measure: string
      readonly thresholdPercent: number
      readonly percentOfTotal: number
    }

export type Component = {
  readonly id: string
  readonly name: string
  /** As the source prints it. */
  readonly basisAsPrinted: string
  readonly pricePence: Pence
  readonly basis: PaymentBasis
  readonly providers: readonly ProviderKind[]
}

/** A day by which something is due, counted in working days or in months. */
export type Clock =
  | { readonly kind: 'working-day-of-next-month'; readonly nth: number }
  | { readonly kind: 'working-days-after'; readonly event: string; readonly days: number }

export type Return = {
  readonly id: string
  readonly name: string
  readonly every: 'month' | 'quarter' | 'half-year'
  readonly lines: readonly { readonly id: ReturnLine; readonly name: string }[]
  readonly due: Clock
  /** Working days of the month after, on which whoever has not submitted is reminded. */
  readonly reminders: readonly number[]
}

export const RETURN_LINES = [
  'active-level-3',
  'active-level-4',
  'initiated-level-5',
  'home-visits',
] as const
export type ReturnLine = (typeof RETURN_LINES)[number]

export type QualityRequirement = {
  readonly id: string
  readonly name: string
  readonly thresholdPercent: number
  readonly measuredBy: string
  readonly consequence: string
  readonly clock?: Clock
}

/** A code that every contact of a kind carries, by the practice's system; case counts. */
export type ContactCode = {
  readonly contact: 'monitoring' | 'home-visit' | 'self-monitoring'
  readonly systmOne: string
  readonly emisWeb: string
  /** Where the source prints another code than is sent. */
  readonly asPrinted?: string
  readonly status: 'verified' | 'unverified'
}

/** A sentence of the source that is not what another says, or leaves open what has to be decided. */
export type Contradiction = {
  readonly at: string
  readonly says: string
  readonly decided: string
}

/** A question of the audit, which a provider answers twice a year. */
export type AuditQuestion = {
  readonly id: string
  readonly text: string
  readonly kind: 'yes-no' | 'number' | 'text'
}

export type ServiceSpecification = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly commissioner: string
  readonly source: string
  readonly period: { readonly from: Day; readonly to: Day }
  /** The month, 1 to 12, in which a contract is reviewed each year. */
  readonly reviewMonth: number
  readonly medicines: readonly Medicine[]
  readonly levels: readonly {
    readonly level: Level
    readonly name: string
    readonly providers: readonly ProviderKind[]
    /** How an INR is measured puts a patient on this level; nothing, where the level is an event and no state. */
    readonly methods: readonly MeasuringMethod[]
  }[]
  readonly active: ActiveRule
  readonly components: readonly Component[]
  readonly returns: readonly Return[]
  readonly paid: 'quarterly' | 'monthly'
  readonly decisionSupport: { readonly named: string; readonly cost: string }
  readonly codes: readonly ContactCode[]
  readonly register: readonly string[]
  readonly reassessment: readonly string[]
  readonly quality: readonly QualityRequirement[]
  readonly actionPlan: {
    readonly workingDays: number
    readonly parts: readonly string[]
    readonly otherwise: string
  }
  readonly audit: {
    readonly timesAYear: number
    readonly by: string
    readonly thenQuarterly: string
  }
  /** Of a specification that was written here; one of a document has it in its own text. */
  readonly questionnaire?: readonly AuditQuestion[]
  readonly population: string
  readonly acceptance: string
  readonly standards: readonly string[]
  readonly obligations: readonly { readonly id: string; readonly says: string }[]
  readonly contradictions: readonly Contradiction[]
}

/** The level that measuring an INR this way puts a patient on; nothing where the specification knows none. */
export const levelOf = (
  { levels }: Pick<ServiceSpecification, 'levels'>,
  method: MeasuringMethod,
): Level | undefined => levels.find(({ methods }) => methods.includes(method))?.level

/** The components that a kind of provider can earn. */
export const componentsFor = (
  { components }: Pick<ServiceSpecification, 'components'>,
  kind: ProviderKind,
): readonly Component[] => components.filter(({ providers }) => providers.includes(kind))
