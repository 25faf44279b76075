import { maybeOne, type Tx } from './tx.ts'

/** Expressions of SQL, or its parameters: a course of provider `$1`, a result of it, and the moment of what was made of that. */
type Rested = { readonly episode: string; readonly result: string; readonly since: string }

/** A visit whose result is not void, recorded since. */
const laterVisit = ({ episode, since }: Rested): string => `exists (select from visit later
  where later.provider_id = $1 and later.episode_id = ${episode} and later.recorded_at > ${since}
    and not result_is_void($1, later.result_id))`

/**
 * A result that is not void, entered since and sampled after the one that was known, whether there was a visit or not: an
 * earlier result that is newer (H05). One of the same day counts unless it is known to be no later.
 */
const laterSample = ({
  episode,
  result,
  since,
}: Rested): string => `exists (select from inr_result known
    join inr_result later on later.provider_id = $1 and later.episode_id = ${episode}
                         and later.sampled_on >= known.sampled_on
   where known.provider_id = $1 and known.id = ${result} and later.entered_at > ${since}
     and later.status in ('final', 'corrected')
     and (later.sampled_on > known.sampled_on
          or (later.replaces is null and coalesce(later.sampled_at > known.sampled_at, true)))
     and not result_is_void($1, later.id))`

/** Whether what was suggested or decided on a result no longer rests on the newest that is known. */
export const overtaken = (rested: Rested): string =>
  `(${laterVisit(rested)} or ${laterSample(rested)})`

/** Whether it is overtaken by an earlier result alone: no visit has come since. */
export const overtakenBySample = (rested: Rested): string =>
  `(${laterSample(rested)} and not ${laterVisit(rested)})`

const ASKED = `select ${overtaken({ episode: '$2', result: '$3', since: '$4' })} as "isOvertaken"`

/** A suggestion that is overtaken is not dosed on, a dose neither printed nor told. */
export async function isOvertaken(
  tx: Tx,
  { episodeId, resultId, since }: { episodeId: string; resultId: string; since: number },
): Promise<boolean> {
  const asked = [tx.providerId, episodeId, resultId, new Date(since).toISOString()]
  const row = await maybeOne<{ isOvertaken: boolean }>(tx, ASKED, asked)
  return row?.isOvertaken === true
}
