import { overtakenBySample } from './overtaken.ts'
import { LINK_STANDS } from './record-links.ts'
import type { Tx } from './tx.ts'

/** The newest dose of a course, of which a text was sent. */
export type TextedDose = {
  readonly decisionId: string
  readonly episodeId: string
  readonly patientId: string
  /** Who sent the text. */
  readonly by: string
}

/** One course, or all of the provider. */
type Course = string | null

/**
 * The newest dose of each course whose first text was sent by this instant while nothing records that it was told and no
 * task to telephone is open: who is to be telephoned, unless the dose is not in force.
 */
export async function unansweredTexts(tx: Tx, course: Course, sentBy: string) {
  return tx.query<TextedDose & { readonly sentAt: number }>(
    `select e.last_decision_id as "decisionId", e.id as "episodeId", e.patient_id as "patientId",
            min(t.at) as "sentAt", (array_agg(t.by order by t.at, t.id))[1] as by
       from episode e
       join text_sent t on t.provider_id = e.provider_id and t.decision_id = e.last_decision_id
      where e.provider_id = $1 and ($3::uuid is null or e.id = $3) and e.last_told_id is null
        and not exists (select from task o where o.provider_id = e.provider_id and o.episode_id = e.id
                           and o.kind = 'text-not-answered' and o.state <> 'closed'
                           and o.details ->> 'decisionId' = e.last_decision_id::text)
      group by e.last_decision_id, e.id, e.patient_id
     having min(t.at) <= $2
      order by e.id`,
    [tx.providerId, sentBy, course],
  )
}

/** The open tasks to telephone because of a text that was not answered, with the dose that each is about. */
export async function openTextTasks(tx: Tx, course: Course) {
  return tx.query<{
    readonly id: string
    readonly version: number
    readonly decisionId: string
    readonly episodeId: string
    readonly patientId: string
  }>(
    `select id, version, details ->> 'decisionId' as "decisionId", episode_id as "episodeId",
            patient_id as "patientId"
       from task
      where provider_id = $1 and ($2::uuid is null or episode_id = $2)
        and kind = 'text-not-answered' and state <> 'closed' order by id`,
    [tx.providerId, course],
  )
}

const EARLIER_RESULT = overtakenBySample('d.visit_id')

/**
 * The newest dose of each course whose text was sent and that is not to be given any more, while its dates have not passed:
 * its INR is void, an earlier result overtakes it, treatment is paused or has ended, or the record waits with another or is
 * closed. A later visit is not among them: that has a task or a dose of its own. Nor is one about which somebody has
 * telephoned since it was last sent or told, nor anybody who has died. `today` bounds the dates.
 */
export async function withdrawnTexts(tx: Tx, course: Course, today: string) {
  return tx.query<TextedDose & { readonly numbers: string }>(
    `select d.id as "decisionId", e.id as "episodeId", e.patient_id as "patientId", x.by, x.numbers
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
       join dose_decision d on d.provider_id = e.provider_id and d.id = e.last_decision_id
       join lateral (
         select max(s.at) as at, (array_agg(s.by order by s.at desc, s.id desc))[1] as by,
                string_agg(distinct s.number, ' and ') as numbers
           from text_sent s where s.provider_id = $1 and s.decision_id = d.id having count(*) > 0) x on true
      where e.provider_id = $1 and ($3::uuid is null or e.id = $3) and d.until_on >= $2
        and p.standing <> 'deceased' and p.died_on is null and e.ended_reason is distinct from 'died'
        and (result_is_void($1, d.result_id) or e.phase in ('suspended', 'ended') or ${EARLIER_RESULT}
             or exists (select from record_link l where l.provider_id = $1 and ${LINK_STANDS}
                           and (l.closes_id = p.id or (l.keeps_id = p.id and l.state <> 'reviewed'))))
        and not exists (select from task o
                         where o.provider_id = $1 and o.episode_id = e.id and o.kind = 'text-withdrawn'
                           and o.details ->> 'decisionId' = d.id::text
                           and (o.state <> 'closed' or o.closed_at >= greatest(x.at,
                                 (select max(t.at) from told t where t.provider_id = $1 and t.decision_id = d.id))))
      order by e.id`,
    [tx.providerId, today, course],
  )
}
