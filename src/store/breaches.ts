import type { BreachDecision, BreachStep, PlannedAction } from '#assurance/action-plan.ts'
import type { Day } from '#base/day.ts'
import type { ActionPlan, ActionUpdate, StepOfBreach } from './quality-seen.ts'
import type { Tx } from './tx.ts'

/** What was seen when a breach was decided on. */
export type BreachFigures = {
  readonly occasions: number
  readonly met: number
  readonly late: readonly string[]
}

/** What a commissioner decided when a requirement was not met. */
export type Breach = {
  readonly id: string
  readonly contractId: string
  readonly requirementId: string
  readonly decision: BreachDecision
  readonly figures: BreachFigures
  readonly reason: string
  readonly planDueOn: Day | null
  readonly byName: string
  readonly at: number
}

const COLUMNS = `id, contract_id as "contractId", requirement_id as "requirementId", decision, figures, reason,
       plan_due_on as "planDueOn", by_name as "byName", at`

/** Every decision of this commissioner, the newest first. */
export const breachesDecided = (
  tx: Tx,
): Promise<readonly (Breach & { readonly ofProviderId: string })[]> =>
  tx.query(
    `select of_provider_id as "ofProviderId", ${COLUMNS} from breach where provider_id = $1 order by at desc, id`,
    [tx.providerId],
  )

/** Every decision about this provider, the newest first, with who decided. */
export const breachesOfProvider = (
  tx: Tx,
): Promise<readonly (Breach & { readonly commissionerName: string })[]> =>
  tx.query(
    `select commissioner_name as "commissionerName", ${COLUMNS} from commissioning.breach order by at desc, id`,
    [],
  )

const STEPS = `select s.breach_id as "breachId", s.nth, s.step, s.reason, s.by_name as "byName", s.at`

/** What this commissioner decided of plans, the oldest first. */
export const breachSteps = (tx: Tx): Promise<readonly StepOfBreach[]> =>
  tx.query<StepOfBreach>(
    `${STEPS} from breach_step s where s.provider_id = $1 order by s.breach_id, s.nth`,
    [tx.providerId],
  )

export const stepsOfProvider = (tx: Tx): Promise<readonly StepOfBreach[]> =>
  tx.query<StepOfBreach>(
    `${STEPS} from commissioning.breach_step s order by s.breach_id, s.nth`,
    [],
  )

type Written = { readonly by: string; readonly byName: string; readonly at: string }

export async function addBreach(
  tx: Tx,
  breach: Omit<Breach, 'at' | 'byName'> & { readonly ofProviderId: string },
  { by, byName, at }: Written,
): Promise<void> {
  await tx.query(
    `insert into breach (provider_id, id, of_provider_id, contract_id, requirement_id, decision, figures, reason, plan_due_on,
       by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.providerId,
      breach.id,
      breach.ofProviderId,
      breach.contractId,
      breach.requirementId,
      breach.decision,
      JSON.stringify(breach.figures),
      breach.reason,
      breach.planDueOn,
      by,
      byName,
      at,
    ],
  )
}

/** Writes the next decision on a plan down; answers false where another was written meanwhile. */
export async function addBreachStep(
  tx: Tx,
  breachId: string,
  nth: number,
  decided: { readonly step: BreachStep; readonly reason: string },
  { by, byName, at }: Written,
): Promise<boolean> {
  const added = await tx.query(
    `insert into breach_step (provider_id, breach_id, nth, step, reason, by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning nth`,
    [tx.providerId, breachId, nth, decided.step, decided.reason, by, byName, at],
  )
  return added.length === 1
}

/** Every version of every action plan of this provider, the oldest first. */
export const actionPlans = (tx: Tx): Promise<readonly ActionPlan[]> =>
  tx.query<ActionPlan>(
    `select breach_id as "breachId", version, actions, by_name as "byName", at
       from action_plan where provider_id = $1 order by breach_id, version`,
    [tx.providerId],
  )

export const actionUpdates = (tx: Tx): Promise<readonly ActionUpdate[]> =>
  tx.query<ActionUpdate>(
    `select breach_id as "breachId", nth, says, by_name as "byName", at
       from action_update where provider_id = $1 order by breach_id, nth`,
    [tx.providerId],
  )

/** Writes a plan down as it is submitted; answers false where its version is there. */
export async function addActionPlan(
  tx: Tx,
  breachId: string,
  version: number,
  actions: readonly PlannedAction[],
  { by, byName, at }: Written,
): Promise<boolean> {
  const added = await tx.query(
    `insert into action_plan (provider_id, breach_id, version, actions, by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
    [tx.providerId, breachId, version, JSON.stringify(actions), by, byName, at],
  )
  return added.length === 1
}

export async function addActionUpdate(
  tx: Tx,
  breachId: string,
  nth: number,
  says: string,
  { by, byName, at }: Written,
): Promise<boolean> {
  const added = await tx.query(
    `insert into action_update (provider_id, breach_id, nth, says, by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning nth`,
    [tx.providerId, breachId, nth, says, by, byName, at],
  )
  return added.length === 1
}
