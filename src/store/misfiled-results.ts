import type { FoundTask } from './tasks.ts'
import { maybeOne, type Tx } from './tx.ts'

export type NewMisfiled = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  /** The result as it stood, and the row that makes it void. */
  readonly resultId: string
  readonly voidId: string
  /** The newest dose that was decided on it; null when none was. */
  readonly decisionId: string | null
  readonly reason: string
  readonly note: string
  /** The task at the record in which it should not have been. */
  readonly taskId: string
  readonly by: string
  readonly at: string
}

export async function addMisfiled(tx: Tx, one: NewMisfiled): Promise<void> {
  await tx.query(
    `insert into misfiled_result (provider_id, id, patient_id, episode_id, result_id, void_id, decision_id,
       reason, note, task_id, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.providerId,
      one.id,
      one.patientId,
      one.episodeId,
      one.resultId,
      one.voidId,
      one.decisionId,
      one.reason,
      one.note,
      one.taskId,
      one.by,
      one.at,
    ],
  )
}

export type Misfiled = {
  readonly id: string
  readonly patientId: string
  readonly resultId: string
  readonly decisionId: string | null
  readonly reason: string
  readonly note: string
  /** The task of the record that it was taken out of: the one that is open, else the first. */
  readonly taskId: string
  readonly byName: string
  readonly at: number
  /** Whose it is; null while nobody has said. The newest answer counts. */
  readonly ownerId: string | null
  readonly ownerTaskId: string | null
  readonly ownerTaskState: FoundTask['state'] | null
  readonly ownerTaskCode: string | null
  /** How often somebody has been named. */
  readonly named: number
}

/** What is known of a result that was recorded on the wrong patient; nothing when it was not. */
export async function misfiledOf(tx: Tx, resultId: string): Promise<Misfiled | undefined> {
  return maybeOne<Misfiled>(
    tx,
    `select m.id, m.patient_id as "patientId", m.result_id as "resultId", m.decision_id as "decisionId",
            m.reason, m.note, s.name as "byName", m.at, o.patient_id as "ownerId",
            coalesce((select w.id from task w
                       where w.provider_id = $1 and w.episode_id = m.episode_id and w.state <> 'closed'
                         and w.kind = 'wrong-patient' and w.details ->> 'resultId' = m.result_id::text
                       order by w.opened_at desc limit 1), m.task_id) as "taskId",
            o.task_id as "ownerTaskId", t.state as "ownerTaskState", t.closing_code as "ownerTaskCode",
            coalesce(o.nth, 0) as named
       from misfiled_result m
       join staff s on s.provider_id = m.provider_id and s.account_id = m.by
       left join lateral (
         select o.nth, o.patient_id, o.task_id from misfiled_result_owner o
          where o.provider_id = m.provider_id and o.misfiled_id = m.id order by o.nth desc limit 1) o on true
       left join task t on t.provider_id = m.provider_id and t.id = o.task_id
      where m.provider_id = $1 and m.result_id = $2`,
    [tx.providerId, resultId],
  )
}

/** Says whose a result is; answers whether nobody has said it before (each answer has its number). */
export async function addOwner(
  tx: Tx,
  owner: {
    readonly misfiledId: string
    readonly nth: number
    readonly patientId: string
    readonly taskId: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into misfiled_result_owner (provider_id, misfiled_id, nth, patient_id, task_id, by, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning nth`,
    [tx.providerId, owner.misfiledId, owner.nth, owner.patientId, owner.taskId, owner.by, owner.at],
  )
  return added.length === 1
}
