import type { Tx } from './tx.ts'

/** An alarm that a page showed for a result that was typed. */
export type ShownAlarm = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  /** The INR as it was typed. */
  readonly inr: string
  readonly title: string
  readonly forWhom: 'authoriser' | 'prescriber'
  readonly by: string
  readonly at: string
  readonly dueAt: string
}

/** Keeps that an alarm was shown, and until when something must be saved. */
export async function addAlarmShown(tx: Tx, shown: ShownAlarm): Promise<void> {
  await tx.query(
    `insert into alarm_shown (provider_id, id, patient_id, episode_id, inr, title, for_whom, by, at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.providerId,
      shown.id,
      shown.patientId,
      shown.episodeId,
      shown.inr,
      shown.title,
      shown.forWhom,
      shown.by,
      shown.at,
      shown.dueAt,
    ],
  )
}

/** Whether a result is what was typed, however that was written: `> 8` and `>8.0` are one; `r` and `a` are the rows. */
const IS_TYPED = `r.comparator = coalesce(substring(a.inr from '[<>]'), '=')
  and r.tenths = substring(a.inr from '[0-9.]+')::numeric * 10`

/**
 * Settles every alarm whose time has run out and answers them with whether it was saved: by a visit of the course since, or
 * as a final result of the same value that somebody entered without one. A correction of another result, one that waits or
 * one of an import saves nothing; whether the task is open already is answered too. An alarm is settled once, however many ask.
 */
export async function settleShownAlarms(tx: Tx, now: string) {
  return tx.query<
    Omit<ShownAlarm, 'at' | 'dueAt'> & {
      readonly at: number
      readonly dueAt: number
      readonly isSaved: boolean
      readonly hasTask: boolean
    }
  >(
    `update alarm_shown a set settled_at = $2
      where a.provider_id = $1 and a.settled_at is null and a.due_at < $2
      returning a.id, a.patient_id as "patientId", a.episode_id as "episodeId", a.inr, a.title,
        a.for_whom as "forWhom", a.by, a.at, a.due_at as "dueAt",
        (exists (select from visit v where v.provider_id = $1 and v.episode_id = a.episode_id
                    and v.recorded_at >= a.at)
         or exists (select from inr_result r where r.provider_id = $1 and r.episode_id = a.episode_id
                       and r.entered_at >= a.at and r.status = 'final'
                       and r.import_batch_id is null and ${IS_TYPED})) as "isSaved",
        exists (select from task t where t.provider_id = $1 and t.episode_id = a.episode_id
                   and t.kind = 'alarm-unsaved' and t.state <> 'closed') as "hasTask"`,
    [tx.providerId, now],
  )
}
