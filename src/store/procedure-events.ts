import type { FollowedStep } from '#clinical/procedure/open-steps.ts'
import type { Tx } from './tx.ts'

export type ProcedureEventKind =
  | 'confirmed'
  | 'moved'
  | 'step'
  | 'inr'
  | 'procedure-done'
  | 'called-off'
  | 'postponed'
  | 'assigned'
  | 'restarted'
  | 'decided-not'
  | 'course-ended'
  | 'escalated'

export type ProcedureEvent = {
  readonly what: ProcedureEventKind
  /** Which decision of dates it belongs to. */
  readonly ofVersion: number
  readonly step: FollowedStep | null
  readonly onDate: string
  /** What was recorded with it, each under its own name. */
  readonly details: Readonly<Record<string, string>>
}

/** Adds what happened to a plan; nothing is ever changed. */
export async function addProcedureEvent(
  tx: Tx,
  event: ProcedureEvent & {
    readonly id: string
    readonly planId: string
    readonly by: string | null
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into procedure_event (provider_id, id, plan_id, of_version, what, step, on_date, details, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.providerId,
      event.id,
      event.planId,
      event.ofVersion,
      event.what,
      event.step,
      event.onDate,
      JSON.stringify(event.details),
      event.by,
      event.at,
    ],
  )
}

/** What has happened to a plan, the first first. */
export const procedureEvents = (tx: Tx, planId: string) =>
  tx.query<ProcedureEvent & { readonly byName: string | null; readonly at: number }>(
    `select e.what, e.of_version as "ofVersion", e.step, e.on_date as "onDate", e.details,
            s.name as "byName", e.at
       from procedure_event e
       left join staff s on s.provider_id = e.provider_id and s.account_id = e.by
      where e.provider_id = $1 and e.plan_id = $2 order by e.at, e.id`,
    [tx.providerId, planId],
  )

/** Closed plans that their own history does not close, and plans without the decision of their dates (H24). */
export const plansClosedWithoutCause = (tx: Tx) =>
  tx.query<{ readonly subject: string }>(
    `select q.id as subject from procedure_plan q
      where q.provider_id = $1
        and ((q.state in ('restarted', 'not-restarting') and not exists (
                select from procedure_event e
                 where e.provider_id = q.provider_id and e.plan_id = q.id
                   and e.what = any (case q.state when 'restarted' then array['restarted']
                                                  else array['decided-not', 'course-ended'] end)))
             or not exists (select from procedure_version v
                             where v.provider_id = q.provider_id and v.plan_id = q.id))`,
    [tx.providerId],
  )

/** Open plans whose restart is overdue since before a day and that were not escalated since. */
export const restartsNotEscalated = (tx: Tx, before: string) =>
  tx.query<{ readonly subject: string }>(
    `select q.id as subject from procedure_plan q
       join episode e on e.provider_id = q.provider_id and e.id = q.episode_id
       join patient p on p.provider_id = q.provider_id and p.id = q.patient_id
      where q.provider_id = $1 and q.state in ('planned', 'done', 'called-off') and q.restart_due_on < $2
        and (q.escalated_on is null or q.escalated_on < $2) and e.phase <> 'ended'
        and p.standing in ('live', 'left')`,
    [tx.providerId, before],
  )

/**
 * Counts one more day for every restart that is overdue and was not counted on this day; answers which, with the version
 * of the dates. A person who has left or died is not looked for.
 */
export async function escalateRestarts(tx: Tx, today: string, at: string) {
  return tx.query<{ readonly id: string; readonly ofVersion: number }>(
    `update procedure_plan q
        set escalations = q.escalations + 1, escalated_on = $2, changed_at = $3
      where q.provider_id = $1 and q.state in ('planned', 'done', 'called-off') and q.restart_due_on < $2
        and (q.escalated_on is null or q.escalated_on < $2)
        and exists (select from episode e
                     join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
                    where e.provider_id = q.provider_id and e.id = q.episode_id and e.phase <> 'ended'
                      and p.standing in ('live', 'left'))
      returning q.id, (select max(v.version) from procedure_version v
                        where v.provider_id = q.provider_id and v.plan_id = q.id) as "ofVersion"`,
    [tx.providerId, today, at],
  )
}
