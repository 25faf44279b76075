import type { Day } from '#base/day.ts'
import type { Tx } from './tx.ts'

/** A visit at the home of a patient. */
export type HomeVisit = {
  readonly patientId: string
  readonly visitId: string
  readonly episodeId: string
  readonly on: Day
}

/**
 * The visits at home, of one patient or of everybody, in the order in which they were recorded day by day. A visit of which the result is void was another
 * patient's, or has been recorded again.
 */
export async function homeVisitsOf(
  tx: Tx,
  patientId: string | null,
): Promise<readonly HomeVisit[]> {
  return tx.query<HomeVisit>(
    `select e.patient_id as "patientId", v.id as "visitId", v.episode_id as "episodeId", v.on_date as "on"
       from episode e
       join visit v on v.provider_id = e.provider_id and v.episode_id = e.id and v.place = 'home'
      where e.provider_id = $1 and ($2::uuid is null or e.patient_id = $2)
        and not exists (select from inr_result r
                         where r.provider_id = $1 and r.episode_id = v.episode_id and r.status = 'void'
                           and result_seen_at_visit($1, r.id) = v.result_id)
      order by v.on_date, v.recorded_at, v.id`,
    [tx.providerId, patientId],
  )
}
