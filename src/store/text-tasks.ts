import { NOT_IN_FORCE, TAKEN_BACK } from './doses-in-force.ts'
import type { MessageState } from './outbox.ts'
import { ASKED_AT } from './texts-sent.ts'
import type { Tx } from './tx.ts'

/** A dose of which a text was sent. */
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
 * A statement for one course and another for all: each keeps a plan of its own, while to plan either anew takes longer than to
 * run it at a small provider, and it is asked at each provider each minute.
 */
export const inCourse = (course: string | null, column: string, place: number): string =>
  course === null ? '' : `and ${column} = $${place}`

const andCourse = (course: Course): readonly string[] => (course === null ? [] : [course])

/** Where the text of the dose `d` stands, if it is one of these. */
const isAny = (...states: readonly MessageState[]): string =>
  `exists (select from outbox_message m where m.provider_id = $1 and m.decision_id = d.id
  and m.state in (${states.map((state) => `'${state}'`).join()}))`

/** The network has said that it does not arrive. */
const IS_LOST = isAny('failed', 'unknown-number', 'refused')
/** The network gave no answer until it was too late: it may lie on the telephone all the same. */
const IS_UNSURE = isAny('expired')

/**
 * The newest dose of each course whose first text was sent by this instant, or is known not to arrive or offered in vain, while nothing records that it was told and no
 * task to telephone is open, if it is in force: who is to be telephoned. `today` bounds its dates.
 */
export async function unansweredTexts(tx: Tx, course: Course, today: string, sentBy: string) {
  return tx.query<
    TextedDose & { readonly sentAt: number; readonly isLost: boolean; readonly isUnsure: boolean }
  >(
    `select d.id as "decisionId", e.id as "episodeId", e.patient_id as "patientId", x.at as "sentAt", x.by, ${IS_LOST} as "isLost",
            ${IS_UNSURE} as "isUnsure"
       from dose_decision d
       join episode e on e.provider_id = $1 and e.id = d.episode_id and e.last_decision_id = d.id
       join lateral (select ${ASKED_AT} as at, t.by from text_sent t where t.provider_id = $1 and t.decision_id = d.id
                      order by at, t.id limit 1) x on true
      where d.provider_id = $1 and d.until_on >= $2 ${inCourse(course, 'd.episode_id', 4)}
        and (x.at <= $3 or ${IS_LOST} or ${IS_UNSURE}) and e.last_told_id is null
        and not exists (select from task o where o.provider_id = $1 and o.episode_id = e.id
                           and o.kind in ('text-not-answered', 'dose-not-told') and o.state <> 'closed'
                           and o.details ->> 'decisionId' = d.id::text)
        and not ${NOT_IN_FORCE}
      order by e.id`,
    [tx.providerId, today, sentBy, ...andCourse(course)],
  )
}

/** That whoever was to telephone has died, as `p` or its course `e` says; a death that was taken back is none. */
const HAS_DIED = `(p.standing = 'deceased' or p.died_on is not null
  or (e.ended_reason is not distinct from 'died'
      and not exists (select from patient_version w
                       where w.provider_id = $1 and w.patient_id = p.id and w.standing = 'deceased')))`

/**
 * The open tasks about a text that nobody is to telephone about any more: it was not answered, or its dose not told,
 * and that dose is not in force; or it does not count, and the patient has died.
 */
export async function needlessTextTasks(tx: Tx, course: Course) {
  return tx.query<{
    readonly id: string
    readonly version: number
    readonly kind: 'text-not-answered' | 'text-withdrawn' | 'dose-not-told'
    readonly episodeId: string
    readonly patientId: string
  }>(
    `select o.id, o.version, o.kind, o.episode_id as "episodeId", o.patient_id as "patientId"
       from task o
       join episode e on e.provider_id = $1 and e.id = o.episode_id
       join patient p on p.provider_id = $1 and p.id = o.patient_id
      where o.provider_id = $1 ${inCourse(course, 'o.episode_id', 2)} and o.state <> 'closed'
        and ((o.kind = 'text-withdrawn' and ${HAS_DIED})
             or (o.kind in ('text-not-answered', 'dose-not-told')
                 and not exists (select from dose_decision d
                                  where d.provider_id = $1 and d.id = (o.details ->> 'decisionId')::uuid
                                    and not ${NOT_IN_FORCE})))
      order by o.id`,
    [tx.providerId, ...andCourse(course)],
  )
}

/**
 * Whether `d` is the newest texted dose before one of its days that went by letter, and nothing later was told in another way:
 * its text is read for as long as the letter is on its way.
 */
const REPLACED_BY_LETTER = `(d.id <> e.last_decision_id
  and exists (select from told t join dose_decision newest on newest.provider_id = $1 and newest.id = t.decision_id
               where t.provider_id = $1 and t.decision_id = e.last_decision_id and t.how = 'letter'
                 and newest.from_on <= d.until_on)
  and not exists (select from told t join dose_decision later on later.provider_id = $1 and later.id = t.decision_id
                   where t.provider_id = $1 and later.episode_id = e.id and later.sequence > d.sequence
                     and t.how not in ('letter', 'letter-arrived'))
  and not exists (select from texted later where later.episode_id = e.id and later.sequence > d.sequence
                     and later.id <> e.last_decision_id))`

/**
 * The doses whose text was sent and is not to be followed, while their dates have not passed: the newest of its course where
 * it is taken back, or one whose successor is told by letter alone. A later visit takes nothing back: it has a task or a
 * dose of its own. Nor is one among them about which somebody has said that the text does not count since it was last sent
 * or told, nor anybody who has died. `today` bounds the dates.
 */
export async function withdrawnTexts(tx: Tx, course: Course, today: string) {
  return tx.query<TextedDose & { readonly numbers: string }>(
    `with texted as materialized (
       select d.id, d.episode_id, d.patient_id, d.visit_id, d.result_id, d.sequence, d.until_on, x.at, x.by, x.numbers
         from dose_decision d
         join lateral (
           select max(s.at) as at, (array_agg(s.by order by s.at desc, s.id desc))[1] as by,
                  string_agg(distinct s.number, ' and ') as numbers
             from text_sent s where s.provider_id = $1 and s.decision_id = d.id having count(*) > 0) x on true
        where d.provider_id = $1 and d.until_on >= $2 ${inCourse(course, 'd.episode_id', 3)})
     select d.id as "decisionId", e.id as "episodeId", e.patient_id as "patientId", d.by, d.numbers
       from texted d
       join episode e on e.provider_id = $1 and e.id = d.episode_id
       join patient p on p.provider_id = $1 and p.id = e.patient_id
      where not ${HAS_DIED}
        and ((d.id = e.last_decision_id and ${TAKEN_BACK}) or ${REPLACED_BY_LETTER})
        and not exists (select from task o
                         where o.provider_id = $1 and o.episode_id = e.id and o.kind = 'text-withdrawn'
                           and o.details ->> 'decisionId' = d.id::text
                           and (o.state <> 'closed'
                                or (o.closing_code in ('told-not-to-follow', 'told-otherwise')
                                    and o.closed_at > greatest(d.at, (select max(t.at) from told t
                                      where t.provider_id = $1 and t.decision_id = d.id)))))
      order by e.id`,
    [tx.providerId, today, ...andCourse(course)],
  )
}
