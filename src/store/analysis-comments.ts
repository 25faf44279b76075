import type { Tx } from './tx.ts'

/** What a commissioner said of an analysis. */
export type AnalysisComment = {
  readonly id: string
  readonly eventId: string
  readonly says: string
  readonly byName: string
  readonly at: number
}

/** Every comment of this commissioner, the oldest first. */
export const commentsMade = (tx: Tx): Promise<readonly AnalysisComment[]> =>
  tx.query<AnalysisComment>(
    `select id, event_id as "eventId", says, by_name as "byName", at
       from analysis_comment where provider_id = $1 order by at, id`,
    [tx.providerId],
  )

/** What was said of one analysis of this provider, the oldest first, and by which commissioner. */
export const commentsOn = (
  tx: Tx,
  eventId: string,
): Promise<readonly (AnalysisComment & { readonly commissionerName: string })[]> =>
  tx.query(
    `select id, commissioner_name as "commissionerName", event_id as "eventId", says, by_name as "byName", at
       from commissioning.analysis_comment where event_id = $1 order by at, id`,
    [eventId],
  )

export async function addComment(
  tx: Tx,
  comment: Omit<AnalysisComment, 'at'> & {
    readonly ofProviderId: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into analysis_comment (provider_id, id, of_provider_id, event_id, says, by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.providerId,
      comment.id,
      comment.ofProviderId,
      comment.eventId,
      comment.says,
      comment.by,
      comment.byName,
      comment.at,
    ],
  )
}
