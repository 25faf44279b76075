import type { EpisodePlan } from '#register/episode.ts'
import type { Tx } from './tx.ts'

export type UnverifiedPlan = {
  readonly episodeId: string
  readonly version: number
  readonly plan: EpisodePlan
  /** The dose that the other product last recorded. */
  readonly lastDoseUg: number | null
}

/** Imported plans that nobody has confirmed yet, in the order of their names. */
export async function unverifiedPlans(tx: Tx): Promise<readonly UnverifiedPlan[]> {
  return tx.query<UnverifiedPlan>(
    `select e.id as "episodeId", e.version, e.plan, r.dose_before_ug as "lastDoseUg"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
       left join lateral (
         select dose_before_ug from inr_result r
          where r.provider_id = e.provider_id and r.episode_id = e.id and r.status = 'final'
          order by r.sampled_on desc, r.entered_at desc, r.id desc limit 1) r on true
      where e.provider_id = $1 and e.standing = 'unverified' and e.phase <> 'ended' and p.standing = 'live'
      order by p.search_name, e.id`,
    [tx.providerId],
  )
}
