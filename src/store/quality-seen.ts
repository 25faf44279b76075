import type { BreachStep, PlannedAction } from '#assurance/action-plan.ts'
import type { Day } from '#base/day.ts'
import { type CalendarMonth, monthOf } from '#contract/calendar-month.ts'
import type { SubmittedAnalysis } from './event-analyses.ts'
import type { EventStatement } from './event-statements.ts'
import type { Tx } from './tx.ts'

// What a commissioner reads of providers about their quality: the views of the schema `commissioned`, asked as a commissioner.

/** An analysis as its commissioner has it. */
export type AnalysisReceived = Omit<SubmittedAnalysis, 'submittedBy'> & {
  readonly providerId: string
  readonly contractId: string
  readonly providerName: string
  /** The provider has taken the event back since. */
  readonly isWithdrawn: boolean
}

/** Every analysis of the days of a contract with this commissioner, the newest first. */
export const analysesReceived = (tx: Tx): Promise<readonly AnalysisReceived[]> =>
  tx.query<AnalysisReceived>(
    `select provider_id as "providerId", contract_id as "contractId", provider_name as "providerName", event_id as "eventId",
            year_from as "yearFrom", nth, kind, severity, related, month_on as "monthOn", aware_on as "awareOn", due_on as "dueOn",
            answers, hash, submitted_name as "submittedName", submitted_role as "submittedRole", submitted_at as "submittedAt",
            is_withdrawn as "isWithdrawn"
       from commissioned.event_analysis
      order by submitted_at desc, event_id`,
    [],
  )

export type StatementReceived = Omit<EventStatement, 'signedBy'> & { readonly providerId: string }

/** Every version of every statement of events to this commissioner, the oldest version first. */
export async function statementsReceived(tx: Tx): Promise<readonly StatementReceived[]> {
  const rows = await tx.query<Omit<StatementReceived, 'month'> & { readonly monthOn: Day }>(
    `select provider_id as "providerId", contract_id as "contractId", month_on as "monthOn", version, events, hash,
            signed_name as "signedName", signed_role as "signedRole", stated_at as "statedAt"
       from commissioned.event_statement order by month_on, provider_id, contract_id, version`,
    [],
  )
  return rows.map(({ monthOn, ...row }) => ({ ...row, month: monthOf(monthOn) as CalendarMonth }))
}

export type ActionPlan = {
  readonly breachId: string
  readonly version: number
  readonly actions: readonly PlannedAction[]
  readonly byName: string
  readonly at: number
}

export type ActionUpdate = {
  readonly breachId: string
  readonly nth: number
  readonly says: string
  readonly byName: string
  readonly at: number
}

export type StepOfBreach = {
  readonly breachId: string
  readonly nth: number
  readonly step: BreachStep
  readonly reason: string
  readonly byName: string
  readonly at: number
}

/** Every version of every action plan to this commissioner, the oldest first. */
export const plansReceived = (tx: Tx): Promise<readonly ActionPlan[]> =>
  tx.query<ActionPlan>(
    `select breach_id as "breachId", version, actions, by_name as "byName", at
       from commissioned.action_plan order by breach_id, version`,
    [],
  )

export const updatesReceived = (tx: Tx): Promise<readonly ActionUpdate[]> =>
  tx.query<ActionUpdate>(
    `select breach_id as "breachId", nth, says, by_name as "byName", at
       from commissioned.action_update order by breach_id, nth`,
    [],
  )
