import type { Competence } from '#access/policy.ts'
import type { ClotRisk } from '#clinical/procedure/clot-risk.ts'
import type { ProcedureMedicine } from '#clinical/procedure/days-without.ts'
import type { ProcedureState } from '#clinical/procedure/plan-state.ts'
import type { ProposedStep } from '#clinical/procedure/steps.ts'
import type { ChosenDays } from '#register/procedure-days.ts'
import type { ProcedureOrder } from '#register/procedure-order.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Where a plan around a procedure stands. */
export type FoundProcedurePlan = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly medicine: ProcedureMedicine
  readonly state: ProcedureState
  readonly procedureOn: string
  /** The day of the last dose before it; null when treatment goes on. */
  readonly lastDoseOn: string | null
  readonly restartDueOn: string
  readonly stepDueOn: string | null
  readonly calledOffOn: string | null
  readonly restartedOn: string | null
  /** The daily dose of warfarin from the restart on, in micrograms. */
  readonly restartUg: number | null
  readonly notBecause: string | null
  readonly reviewOn: string | null
  readonly owner: string
  readonly ownerName: string
  readonly escalations: number
  readonly version: number
}

const FOUND = `q.id, q.patient_id as "patientId", q.episode_id as "episodeId", q.medicine, q.state,
  q.procedure_on as "procedureOn", q.last_dose_on as "lastDoseOn", q.restart_due_on as "restartDueOn",
  q.step_due_on as "stepDueOn", q.called_off_on as "calledOffOn", q.restarted_on as "restartedOn",
  q.restart_ug as "restartUg", q.not_because as "notBecause", q.review_on as "reviewOn", q.owner,
  s.name as "ownerName", q.escalations, q.version`

const FROM = `procedure_plan q
  join staff s on s.provider_id = q.provider_id and s.account_id = q.owner`

/** The plan of this id. */
export const findProcedurePlan = (tx: Tx, id: string) =>
  maybeOne<FoundProcedurePlan>(
    tx,
    `select ${FOUND} from ${FROM} where q.provider_id = $1 and q.id = $2`,
    [tx.providerId, id],
  )

/** The plan of a course that is neither restarted nor decided against. */
export const openProcedurePlan = (tx: Tx, episodeId: string) =>
  maybeOne<FoundProcedurePlan>(
    tx,
    `select ${FOUND} from ${FROM}
      where q.provider_id = $1 and q.episode_id = $2 and q.state in ('planned', 'done', 'called-off')`,
    [tx.providerId, episodeId],
  )

/** Every plan that a course has had, the newest first. */
export const procedurePlansOf = (tx: Tx, episodeId: string) =>
  tx.query<FoundProcedurePlan>(
    `select ${FOUND} from ${FROM}
      where q.provider_id = $1 and q.episode_id = $2 order by q.changed_at desc, q.id desc`,
    [tx.providerId, episodeId],
  )

/** What a person changes of a plan; how often it was escalated is counted by the product alone. */
export type PlanHead = Omit<FoundProcedurePlan, 'ownerName' | 'escalations'>

const HEAD = [
  'state',
  'procedure_on',
  'last_dose_on',
  'restart_due_on',
  'step_due_on',
  'called_off_on',
  'restarted_on',
  'restart_ug',
  'not_because',
  'review_on',
  'owner',
  'version',
] as const

const headOf = (plan: PlanHead): readonly unknown[] => [
  plan.state,
  plan.procedureOn,
  plan.lastDoseOn,
  plan.restartDueOn,
  plan.stepDueOn,
  plan.calledOffOn,
  plan.restartedOn,
  plan.restartUg,
  plan.notBecause,
  plan.reviewOn,
  plan.owner,
  plan.version,
]

const COLUMNS = HEAD.join(', ')

/** Writes a new plan; answers whether the course had none that is open. */
export async function addProcedurePlan(tx: Tx, plan: PlanHead, at: string): Promise<boolean> {
  const added = await tx.query(
    `insert into procedure_plan (provider_id, id, patient_id, episode_id, medicine, changed_at, ${COLUMNS})
     values ($1, $2, $3, $4, $5, $6, ${HEAD.map((_, nth) => `$${nth + 7}`).join(', ')})
     on conflict (provider_id, episode_id) where state in ('planned', 'done', 'called-off') do nothing
     returning id`,
    [tx.providerId, plan.id, plan.patientId, plan.episodeId, plan.medicine, at, ...headOf(plan)],
  )
  return added.length === 1
}

/** Moves a plan on, if it is still the version before; answers whether it did. */
export async function changeProcedurePlan(tx: Tx, plan: PlanHead, at: string): Promise<boolean> {
  const changed = await tx.query(
    `update procedure_plan set (changed_at, ${COLUMNS}) = ($3::timestamptz, ${HEAD.map((_, nth) => `$${nth + 4}`).join(', ')})
      where provider_id = $1 and id = $2 and version = $${HEAD.length + 3} - 1 returning id`,
    [tx.providerId, plan.id, at, ...headOf(plan)],
  )
  return changed.length === 1
}

/** What was planned, and all that it was planned from. */
export type ProcedureDetails = {
  readonly order: ProcedureOrder
  readonly proposed: readonly ProposedStep[]
  readonly chosen: ChosenDays
  readonly clot: ClotRisk
  /** The clearance of that day in words; null for warfarin. */
  readonly clearance: string | null
  /** Warfarin: mg a day before and from the restart on, in micrograms; null for a medicine without. */
  readonly usualUg: number | null
  readonly restartUg: number | null
  readonly restartReason: string
}

export type ProcedureVersion = {
  readonly version: number
  readonly details: ProcedureDetails
  readonly recordedByName: string
  readonly recordedAt: number
}

/** Keeps what was decided as this version of a plan. */
export async function addProcedureVersion(
  tx: Tx,
  entry: {
    readonly planId: string
    readonly version: number
    readonly details: ProcedureDetails
    readonly competence: Competence
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into procedure_version (provider_id, plan_id, version, details, competence, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.providerId,
      entry.planId,
      entry.version,
      JSON.stringify(entry.details),
      JSON.stringify(entry.competence),
      entry.by,
      entry.at,
    ],
  )
}

/** What was planned, the newest decision first. */
export const procedureVersions = (tx: Tx, planId: string) =>
  tx.query<ProcedureVersion>(
    `select v.version, v.details, s.name as "recordedByName", v.recorded_at as "recordedAt"
       from procedure_version v
       join staff s on s.provider_id = v.provider_id and s.account_id = v.recorded_by
      where v.provider_id = $1 and v.plan_id = $2 order by v.version desc`,
    [tx.providerId, planId],
  )
