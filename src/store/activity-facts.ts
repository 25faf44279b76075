import { INDICATIONS } from '#clinical/indications.ts'
import type { RecordedCourse } from '#contract/course-facts.ts'
import { maybeTaken } from './decided-doses.ts'
import type { Tx } from './tx.ts'

const AF_IDS = INDICATIONS.filter(({ isAtrialFibrillation }) => isAtrialFibrillation).map(
  ({ id }) => id,
)

/** The first dose of a course that was decided here since it was started by a protocol. */
const INITIATED = `select min(d.from_on)
  from initiation i
  join dose_decision d on d.provider_id = i.provider_id and d.episode_id = i.episode_id and d.decided_at >= i.started_at
 where i.provider_id = $1 and i.episode_id = e.id and ${maybeTaken('d')}`

const STEPS = `select json_agg(json_build_object(
           'on', (v.recorded_at at time zone 'Europe/London')::date, 'phase', v.phase,
           'method', v.plan ->> 'method', 'howStarted', v.plan ->> 'howStarted') order by v.version)
  from episode_version v where v.provider_id = $1 and v.episode_id = e.id`

/**
 * Every course of everybody who is or was treated here, as the record has it now: what is entered late, with an earlier day, counts on
 * that day. Nothing of what was entered in error.
 */
export async function recordedCourses(
  tx: Tx,
): Promise<readonly (RecordedCourse & { readonly patientId: string })[]> {
  return tx.query(
    `select e.patient_id as "patientId", e.id as "episodeId", e.medicine,
            coalesce(e.indication = any($2), false) as "isAtrialFibrillation", e.started_on as "startedOn",
            least(case when e.phase = 'ended' then e.ended_on end, p.died_on) as "endedOn",
            (${INITIATED}) as "initiatedOn", (${STEPS}) as steps
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and p.standing <> 'withdrawn' and e.medicine <> 'not-known'
        and e.ended_reason is distinct from 'entered-in-error'
      order by e.patient_id, e.id`,
    [tx.providerId, AF_IDS],
  )
}
