import type { Competence } from '#access/policy.ts'
import type { Boost } from '#clinical/boost.ts'
import type { Schedule } from '#clinical/schedule.ts'
import type { Advice, AdviseInput } from '#clinical/warfarin/advice.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Which application it was: the version of the package, and the commit where whoever built or started it said so. */
export type Application = { readonly version: string; readonly commit: string | 'not-known' }

/**
 * What the rules said, and everything they were told: enough to ask them again for ever. Suggestions that were saved
 * before the application wrote itself down have no `madeBy`.
 */
export type Suggestion = {
  readonly inputs: AdviseInput
  readonly advice: Advice
  readonly ruleSetHash: string
  readonly madeBy?: Application
}

export type DecisionKind = 'accepted' | 'changed' | 'authorised'

export type NewDecision = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly visitId: string
  readonly resultId: string
  readonly planVersion: number
  readonly kind: DecisionKind
  readonly suggestion: Suggestion
  readonly dailyUg: number
  readonly weeklyUg: number
  readonly omitDays: number
  readonly boosts: readonly Boost[]
  readonly schedule: Schedule
  readonly fromOn: string
  readonly untilOn: string
  readonly nextTestOn: string
  readonly reasonCode: string | null
  readonly reasonText: string | null
  readonly instructions: string
  readonly competence: Competence
  readonly decidedBy: string
  readonly authorisedBy: string | null
  readonly decidedAt: string
  readonly replaces: string | null
}

/** Writes a decision as the next of its episode; two at once cannot have the same place in the order. */
export async function addDecision(tx: Tx, decision: NewDecision): Promise<void> {
  toSeal(tx, 'dose_decision', decision.id)
  await tx.query(
    `insert into dose_decision (provider_id, id, patient_id, episode_id, visit_id, result_id, sequence,
       plan_version, rule_set_hash, kind, suggestion, daily_ug, weekly_ug, omit_days, schedule, from_on,
       until_on, next_test_on, reason_code, reason_text, instructions, competence, decided_by,
       authorised_by, decided_at, replaces, boosts)
     values ($1, $2, $3, $4, $5, $6,
       1 + coalesce((select max(d.sequence) from dose_decision d
                      where d.provider_id = $1 and d.episode_id = $4), 0),
       $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)`,
    [
      tx.providerId,
      decision.id,
      decision.patientId,
      decision.episodeId,
      decision.visitId,
      decision.resultId,
      decision.planVersion,
      decision.suggestion.ruleSetHash,
      decision.kind,
      JSON.stringify(decision.suggestion),
      decision.dailyUg,
      decision.weeklyUg,
      decision.omitDays,
      JSON.stringify(decision.schedule),
      decision.fromOn,
      decision.untilOn,
      decision.nextTestOn,
      decision.reasonCode,
      decision.reasonText,
      decision.instructions,
      JSON.stringify(decision.competence),
      decision.decidedBy,
      decision.authorisedBy,
      decision.decidedAt,
      decision.replaces,
      JSON.stringify(decision.boosts),
    ],
  )
}

export type FoundDecision = Omit<NewDecision, 'decidedAt' | 'competence'> & {
  readonly sequence: number
  readonly decidedAt: number
  readonly decidedByName: string
  readonly authorisedByName: string | null
}

const FOUND = `d.id, d.patient_id as "patientId", d.episode_id as "episodeId", d.visit_id as "visitId",
  d.result_id as "resultId", d.sequence, d.plan_version as "planVersion", d.kind, d.suggestion,
  d.daily_ug as "dailyUg", d.weekly_ug as "weeklyUg", d.omit_days as "omitDays", d.boosts, d.schedule,
  d.from_on as "fromOn", d.until_on as "untilOn", d.next_test_on as "nextTestOn",
  d.reason_code as "reasonCode", d.reason_text as "reasonText", d.instructions,
  d.decided_by as "decidedBy", d.authorised_by as "authorisedBy", d.decided_at as "decidedAt", d.replaces,
  decided.name as "decidedByName", authorised.name as "authorisedByName"`

const FROM = `dose_decision d
  join staff decided on decided.provider_id = d.provider_id and decided.account_id = d.decided_by
  left join staff authorised on authorised.provider_id = d.provider_id and authorised.account_id = d.authorised_by`

export async function findDecision(tx: Tx, id: string): Promise<FoundDecision | undefined> {
  return maybeOne<FoundDecision>(
    tx,
    `select ${FOUND} from ${FROM} where d.provider_id = $1 and d.id = $2`,
    [tx.providerId, id],
  )
}

/** The newest dose decided on one of these results, if any was. */
export async function decisionOfResult(tx: Tx, episodeId: string, resultIds: readonly string[]) {
  return maybeOne<{ id: string; sequence: number }>(
    tx,
    `select id, sequence from dose_decision
      where provider_id = $1 and episode_id = $2 and result_id = any($3::uuid[])
      order by sequence desc limit 1`,
    [tx.providerId, episodeId, resultIds],
  )
}

/** The visit of one of these results, with what was last suggested on it: to the dose decided, or in its task. */
export async function suggestedOnResult(tx: Tx, resultIds: readonly string[]) {
  return maybeOne<{ visitId: string; suggestion: Suggestion | null }>(
    tx,
    `select v.id as "visitId", coalesce(
              (select d.suggestion from dose_decision d
                where d.provider_id = $1 and d.visit_id = v.id order by d.sequence desc limit 1),
              (select t.details -> 'suggestion' from task t
                where t.provider_id = $1 and t.visit_id = v.id order by t.opened_at desc limit 1)) as suggestion
       from visit v where v.provider_id = $1 and v.result_id = any($2::uuid[])`,
    [tx.providerId, resultIds],
  )
}
