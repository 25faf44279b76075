import { maybeOne, type Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

/**
 * Days before its own sample within which a visit keeps which results it knew: older ones overtake nothing.
 * @technical Longer than any result may wait for its dose.
 */
export const KNOWN_DAYS = 31

/**
 * What is later than a visit: a result that is not void, that was not on record when the visit was written, and that has
 * a visit of its own or was sampled after it: an earlier result that is newer (H05). One of the same day counts unless
 * it is known to be no later. The visit itself says what it knew, because two acts may wait for one another and two
 * machines have two clocks; only of visits from before it was kept is it told by the times. `visit` is its id, an
 * expression of SQL; `$1` the provider.
 */
const later = (visit: string, counts: string): string => `exists (select from visit own
    join lateral (select r.id, r.sampled_on, r.sampled_at, r.sampled_on - ${KNOWN_DAYS} as overtaken_from
                    from inr_result r where r.provider_id = $1 and r.id = own.result_id offset 0) known on true
    join inr_result later on later.provider_id = $1 and later.episode_id = own.episode_id
                         and later.sampled_on >= known.overtaken_from and later.id <> known.id
   where own.provider_id = $1 and own.id = ${visit} and later.status in ('final', 'corrected')
     and case when own.knew is null then later.entered_at > own.recorded_at else later.id <> all (own.knew) end
     and (${counts})
     and not ${isVoidResult('$1', 'later.id')})`

const HAS_VISIT = 'exists (select from visit v where v.provider_id = $1 and v.result_id = later.id)'
const SAMPLED_LATER = `later.sampled_on > known.sampled_on
          or (later.sampled_on = known.sampled_on and later.replaces is null
              and coalesce(later.sampled_at > known.sampled_at, true))`

/** Whether a visit whose result is not void has followed on this one. */
export const hasLaterVisit = (visit: string): string => later(visit, HAS_VISIT)

/** Whether what was suggested or decided at a visit no longer rests on the newest that is known. */
export const overtaken = (visit: string): string => later(visit, `${HAS_VISIT} or ${SAMPLED_LATER}`)

/** Whether it is overtaken by an earlier result alone: no visit has come since. */
export const overtakenBySample = (visit: string): string =>
  `(${later(visit, SAMPLED_LATER)} and not ${hasLaterVisit(visit)})`

const ASKED = `select ${overtaken('$2')} as "isOvertaken"`

/** A suggestion that is overtaken is not dosed on, a dose neither printed nor told. */
export async function isOvertaken(
  tx: Tx,
  { visitId }: { readonly visitId: string },
): Promise<boolean> {
  const row = await maybeOne<{ isOvertaken: boolean }>(tx, ASKED, [tx.providerId, visitId])
  return row?.isOvertaken === true
}
