// What a person proposes to give, and what can be found wrong with it.
import type { Day } from '#base/day.ts'
import type { Boost } from '#clinical/boost.ts'
import type { Ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'
import type { Schedule } from '#clinical/schedule.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { RiskFacts } from './advice.ts'
import type { RuleSet } from './rule-set.ts'

export type ProposedDose = {
  readonly today: Day
  readonly inr: Inr
  readonly target: Target
  readonly risk: RiskFacts
  readonly currentDailyUg: Ug | 'not-known'
  /** The weekly total after any omitted days. */
  readonly weeklyUg: Ug
  readonly omitDays: number
  /** Larger doses on named dates. */
  readonly boosts: readonly Boost[]
  readonly schedule: Schedule
  readonly nextTest: Day
  readonly tabletSet: TabletSet
  /** What is said to the patient, to be compared with the doses. */
  readonly comment: string
}

export type DoseFindingCode =
  | 'no-dose-at-all'
  | 'weekly-total-as-daily'
  | 'against-direction'
  | 'large-change'
  | 'change-too-large'
  | 'high-daily-dose'
  | 'daily-dose-too-high'
  | 'above-initiation-table'
  | 'many-tablets'
  | 'look-alike-tablets'
  | 'comment-contradicts'
  | 'test-not-after-today'
  | 'interval-too-long'
  | 'interval-too-long-after-high-inr'
  | 'interval-long-for-valve'
  | 'test-on-bank-holiday'
  | 'days-without-dose'
  | 'old-sample'
  | 'sample-too-old'
  | 'waited-too-long'
  | 'boost-not-low'
  | 'boost-at-start'
  | 'boost-and-omission'
  | 'boost-too-often'
  | 'boost-too-large'
  | 'boost-test-late'

/** `refuse` stops everybody; `second-clinician` needs another person and a coded reason; `confirm` a coded reason. There is no fourth (H33). */
export const SEVERITIES = ['refuse', 'second-clinician', 'confirm'] as const

export type DoseFinding = {
  readonly code: DoseFindingCode
  readonly severity: (typeof SEVERITIES)[number]
  readonly message: string
}

/** One limit: nothing when the proposal keeps it. */
export type DoseCheck = (proposed: ProposedDose, rules: RuleSet) => DoseFinding | undefined

export const finding = (
  code: DoseFindingCode,
  severity: DoseFinding['severity'],
  message: string,
): DoseFinding => ({ code, severity, message })
