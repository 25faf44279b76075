import type { Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

/** A visit of a course whose result has neither a dose nor a task, and was not voided. */
export type UnfinishedVisit = { readonly id: string; readonly onDate: string }

/** The visits of a course that nobody has brought to an end, oldest first. */
export async function unfinishedVisits(
  tx: Tx,
  episodeId: string,
): Promise<readonly UnfinishedVisit[]> {
  return tx.query<UnfinishedVisit>(
    `select v.id, v.on_date as "onDate" from visit v
      where v.provider_id = $1 and v.episode_id = $2
        and not exists (select from dose_decision d where d.provider_id = v.provider_id and d.visit_id = v.id)
        and not exists (select from task t where t.provider_id = v.provider_id and t.visit_id = v.id)
        and not ${isVoidResult('v.provider_id', 'v.result_id')}
      order by v.on_date, v.id`,
    [tx.providerId, episodeId],
  )
}
