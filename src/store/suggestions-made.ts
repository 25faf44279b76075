import type { Protocol } from '#register/episode.ts'
import type { Suggestion } from './decisions.ts'
import type { Tx } from './tx.ts'

/** A suggestion as it was stored: with a dose decision, or with the task of a visit that was never dosed on. */
export type SuggestionMade = {
  readonly key: string
  readonly suggestion: Suggestion
  /** The protocol that the plan named when it was made; null for the site's. */
  readonly protocol: Protocol | null
}

/** A place in the order of suggestions: when it was made, then its key. */
export type Place = { readonly at: number; readonly key: string }

/**
 * Suggestions made since a moment, in the order they were made, a slice at a time: one for each visit. A visit that
 * became a task and was dosed on counts once, by its dose.
 */
export async function suggestionsSince(tx: Tx, since: number, after: Place, limit: number) {
  return tx.query<SuggestionMade & { readonly madeAt: number }>(
    `select m.key, m.suggestion, m.at as "madeAt", v.plan ->> 'protocol' as protocol
       from (select d.id as key, d.suggestion, d.decided_at as at, d.episode_id, d.plan_version
               from dose_decision d
              where d.provider_id = $1 and d.decided_at >= $2
                and (d.decided_at, d.id) > ($3, $4)
              union all
             select t.id, t.details -> 'suggestion', t.opened_at, t.episode_id, (t.details ->> 'planVersion')::int
               from task t
              where t.provider_id = $1 and t.opened_at >= $2 and (t.opened_at, t.id) > ($3, $4)
                and t.visit_id is not null and t.details ? 'suggestion'
                and not exists (select from dose_decision d
                                 where d.provider_id = t.provider_id and d.visit_id = t.visit_id)
                and not exists (select from task earlier
                                 where earlier.provider_id = t.provider_id and earlier.visit_id = t.visit_id
                                   and (earlier.opened_at, earlier.id) < (t.opened_at, t.id))
              order by 3, 1 limit $5) m
       left join episode_version v
              on v.provider_id = $1 and v.episode_id = m.episode_id and v.version = m.plan_version
      order by m.at, m.key`,
    [
      tx.providerId,
      new Date(since).toISOString(),
      new Date(after.at).toISOString(),
      after.key,
      limit,
    ],
  )
}
