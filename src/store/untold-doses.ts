import { NOT_IN_FORCE } from './doses-in-force.ts'
import { inCourse, type TextedDose } from './text-tasks.ts'
import type { Tx } from './tx.ts'

/** A dose that nobody is recorded to have been told. */
export type UntoldDose = TextedDose & {
  /** The letter that was sent first; null where none was. */
  readonly letter: {
    readonly at: number
    readonly by: string
    readonly toWhom: string
  } | null
  /** A task to telephone about it is open. */
  readonly hasTask: boolean
}

/**
 * The newest dose of each course, or of one, decided by this instant while nothing counts as telling it, and of which no text was
 * sent: a text has a clock of its own. Only one in force; `today` bounds its dates. `by` is who decided it.
 */
export async function untoldDoses(tx: Tx, course: string | null, today: string, decidedBy: string) {
  const rows = await tx.query<
    Omit<UntoldDose, 'letter'> & {
      readonly letterAt: number | null
      readonly letterBy: string | null
      readonly letterTo: string | null
    }
  >(
    `select d.id as "decisionId", e.id as "episodeId", e.patient_id as "patientId", d.decided_by as by,
            l.at as "letterAt", l.by as "letterBy", l.to_whom as "letterTo",
            exists (select from task o where o.provider_id = $1 and o.episode_id = e.id
                       and o.kind in ('dose-not-told', 'text-not-answered') and o.state <> 'closed'
                       and o.details ->> 'decisionId' = d.id::text) as "hasTask"
       from dose_decision d
       join episode e on e.provider_id = $1 and e.id = d.episode_id and e.last_decision_id = d.id
       left join lateral (select t.at, t.by, t.to_whom from told t
                           where t.provider_id = $1 and t.decision_id = d.id and t.how = 'letter'
                           order by t.at, t.id limit 1) l on true
      where d.provider_id = $1 and d.until_on >= $2 ${inCourse(course, 'd.episode_id', 4)}
        and e.last_told_id is null and d.decided_at <= $3
        and not exists (select from text_sent x where x.provider_id = $1 and x.decision_id = d.id)
        and not ${NOT_IN_FORCE}
      order by e.id`,
    [tx.providerId, today, decidedBy, ...(course === null ? [] : [course])],
  )
  return rows.map(({ letterAt, letterBy, letterTo, ...dose }): UntoldDose => {
    const isSent = letterAt !== null && letterBy !== null && letterTo !== null
    return { ...dose, letter: isSent ? { at: letterAt, by: letterBy, toWhom: letterTo } : null }
  })
}
