import type { Tx } from './tx.ts'

/** That the text of a dose was sent: not that it arrived, and not that anybody read it. */
export type TextSent = {
  readonly id: string
  readonly number: string
  readonly byName: string
  readonly at: number
}

export async function addTextSent(
  tx: Tx,
  sent: {
    readonly id: string
    readonly decisionId: string
    readonly patientId: string
    readonly number: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into text_sent (provider_id, id, decision_id, patient_id, number, by, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.providerId, sent.id, sent.decisionId, sent.patientId, sent.number, sent.by, sent.at],
  )
}

/** When and to which number the text of a dose was sent, first to last. */
export async function textsSentOf(tx: Tx, decisionId: string): Promise<readonly TextSent[]> {
  return tx.query<TextSent>(
    `select t.id, t.number, s.name as "byName", t.at
       from text_sent t
       join staff s on s.provider_id = t.provider_id and s.account_id = t.by
      where t.provider_id = $1 and t.decision_id = $2
      order by t.at, t.id`,
    [tx.providerId, decisionId],
  )
}

/**
 * The newest dose of each course whose first text was sent by this instant while nothing records that it was told and no
 * task to telephone is open: who is to be telephoned, unless the dose is not in force.
 */
export async function unansweredTexts(tx: Tx, sentBy: string) {
  return tx.query<{
    readonly decisionId: string
    readonly episodeId: string
    readonly patientId: string
    readonly sentAt: number
    readonly by: string
  }>(
    `select e.last_decision_id as "decisionId", e.id as "episodeId", e.patient_id as "patientId",
            min(t.at) as "sentAt", (array_agg(t.by order by t.at, t.id))[1] as by
       from episode e
       join text_sent t on t.provider_id = e.provider_id and t.decision_id = e.last_decision_id
      where e.provider_id = $1 and e.last_told_id is null
        and not exists (select from task o where o.provider_id = e.provider_id and o.episode_id = e.id
                           and o.kind = 'text-not-answered' and o.state <> 'closed'
                           and o.details ->> 'decisionId' = e.last_decision_id::text)
      group by e.last_decision_id, e.id, e.patient_id
     having min(t.at) <= $2
      order by e.id`,
    [tx.providerId, sentBy],
  )
}

/** The open tasks to telephone, with the dose that each is about. */
export async function openTextTasks(tx: Tx) {
  return tx.query<{ readonly id: string; readonly version: number; readonly decisionId: string }>(
    `select id, version, details ->> 'decisionId' as "decisionId" from task
      where provider_id = $1 and kind = 'text-not-answered' and state <> 'closed' order by id`,
    [tx.providerId],
  )
}

/** When the text of the dose `d` was first sent, as a page writes it; null where none was. `$1` is the provider. */
export const FIRST_TEXT_SENT = `(select to_char(min(x.at) at time zone 'Europe/London', 'DD-Mon-YYYY HH24:MI') from text_sent x
  where x.provider_id = $1 and x.decision_id = d.id)`
