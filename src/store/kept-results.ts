import { PACKED_IN_ORDER, STANDS } from './packed-inr.ts'
import { maybeOne, type Tx } from './tx.ts'

/** The name of the night's work that packs the results of each course. @see docs/decisions/0025-results-kept-packed.md */
export const PACKING = 'packed-results'

/**
 * What was entered up to an hour before a night's work began is surely in what it packed: the time of entry is taken
 * when an act begins, and no act takes as long to be committed. @technical What it allows for.
 */
const SURELY = "interval '1 hour'"

const PACKED_NOW = `coalesce((select ${PACKED_IN_ORDER} from inr_result r
    where r.provider_id = $1 and r.episode_id = c.id and ${STANDS}), '')`

/** Packs the results of the courses after an id anew, a slice at a time; answers the last of them, if there was one. */
export async function packResults(tx: Tx, afterId: string, limit: number) {
  const last = await maybeOne<{ readonly id: string }>(
    tx,
    `with slice as (select id from episode where provider_id = $1 and id > $2 order by id limit $3),
          kept as (
            insert into packed_results (provider_id, episode_id, packed)
            select $1, c.id, ${PACKED_NOW} from slice c
            on conflict (provider_id, episode_id) do update set packed = excluded.packed
             where packed_results.packed <> excluded.packed)
     select id from slice order by id desc limit 1`,
    [tx.providerId, afterId, limit],
  )
  return last?.id
}

/** Courses of which something was entered after `$2`, or of which something entered before was then replaced. */
const NEWS = `select r.episode_id from inr_result r where r.provider_id = $1 and r.entered_at > $2
  union select old.episode_id from inr_result r
          join inr_result old on old.provider_id = r.provider_id and old.id = r.replaces
         where r.provider_id = $1 and r.entered_at > $2`

/** The courses whose packed results are all that is known since `$2`. */
const KEPT = `select k.episode_id as "episodeId", k.packed
  from packed_results k
 where k.provider_id = $1 and k.episode_id not in (${NEWS})`

/** The newest night's work that began by an instant, less what it may not have seen. */
const PACKED_UNTIL = `select max(at) - ${SURELY} as until from nightly_run
  where provider_id = $1 and job = '${PACKING}' and at <= $2`

/**
 * The packed results of every course in which nothing was entered since the newest night before the instant as at which
 * the record is asked: those are all its results that stood then. Every other course is read row by row.
 */
export async function keptResults(tx: Tx, asAt: number): Promise<ReadonlyMap<string, Buffer>> {
  const night = await maybeOne<{ readonly until: number | null }>(tx, PACKED_UNTIL, [
    tx.providerId,
    new Date(asAt).toISOString(),
  ])
  if (night === undefined || night.until === null) return new Map()
  const rows = await tx.queryPlanned<{ readonly episodeId: string; readonly packed: Buffer }>(
    KEPT,
    [tx.providerId, new Date(night.until).toISOString()],
  )
  return new Map(rows.map(({ episodeId, packed }) => [episodeId, packed]))
}

/** Courses in which nothing was entered since the last night and whose packed results are not those that stand. */
export async function packedWrongly(tx: Tx, now: number) {
  const kept = await keptResults(tx, now)
  return kept.size === 0
    ? []
    : tx.query<{ readonly subject: string }>(
        `select c.id as subject from unnest($2::uuid[]) as c(id)
       join packed_results k on k.provider_id = $1 and k.episode_id = c.id
      where k.packed <> ${PACKED_NOW}`,
        [tx.providerId, [...kept.keys()]],
      )
}
