import type { Inr } from '#clinical/inr.ts'
import type { Tx } from './tx.ts'

/** The INRs that stand of one course since a day, oldest first, each with the instant of its sample where it is known. */
export async function sampledSince(tx: Tx, episodeId: string, since: string) {
  return tx.query<{
    readonly comparator: Inr['comparator']
    readonly tenths: number
    readonly sampledOn: string
    readonly sampledAt: number | null
  }>(
    `select r.comparator, r.tenths, r.sampled_on as "sampledOn", r.sampled_at as "sampledAt"
       from inr_result r
      where r.provider_id = $1 and r.episode_id = $2 and r.sampled_on >= $3
        and r.status in ('final', 'corrected')
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on, r.sampled_at nulls last, r.entered_at, r.id`,
    [tx.providerId, episodeId, since],
  )
}
