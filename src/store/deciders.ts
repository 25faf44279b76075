import type { Tx } from './tx.ts'

/** Days of the INRs of one course on which one person decided the dose, as packed day numbers. */
export type DecidedDays = {
  readonly episodeId: string
  readonly by: string
  readonly days: Buffer
}

/**
 * Who decided the dose after each INR of some days: the newest decision on it, and who authorised it where somebody
 * did. A decision belongs to the day of the INR, which a correction does not change.
 */
export async function decidedDays(
  tx: Tx,
  { from, until, asAt }: { readonly from: string; readonly until: string; readonly asAt: number },
): Promise<readonly DecidedDays[]> {
  return tx.query<DecidedDays>(
    `with newest as (
       select distinct on (d.episode_id, r.sampled_on) d.episode_id, r.sampled_on,
              coalesce(d.authorised_by, d.decided_by) as by
         from inr_result r
         join dose_decision d on d.provider_id = r.provider_id and d.result_id = r.id
        where r.provider_id = $1 and r.sampled_on between $2 and $3 and d.decided_at <= $4
        order by d.episode_id, r.sampled_on, d.sequence desc)
     select episode_id as "episodeId", by, string_agg(int4send(sampled_on - date '1970-01-01'), '') as days
       from newest group by episode_id, by`,
    [tx.providerId, from, until, new Date(asAt).toISOString()],
  )
}

/** The day numbers that were packed. */
export const unpackDays = (packed: Buffer): readonly number[] =>
  Array.from({ length: packed.length / 4 }, (_, nth) => packed.readInt32BE(nth * 4))
