import type { Tx } from './tx.ts'

export type AskedBefore = {
  readonly act: string
  readonly bodyHash: string
  readonly outcome: unknown
}

/**
 * Claims an idempotency key inside the act's own transaction. A second request with the same key waits
 * here until the first has committed or gone, and then gets the first one's answer back.
 */
export async function claimRequestKey(
  tx: Tx,
  request: { key: string; act: string; bodyHash: string; accountId: string; at: string },
): Promise<'claimed' | AskedBefore> {
  const claimed = await tx.query(
    `insert into request_key (provider_id, key, act, body_hash, account_id, at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning key`,
    [tx.providerId, request.key, request.act, request.bodyHash, request.accountId, request.at],
  )
  if (claimed.length === 1) return 'claimed'

  const [before] = await tx.query<AskedBefore>(
    `select act, body_hash as "bodyHash", outcome from request_key where provider_id = $1 and key = $2`,
    [tx.providerId, request.key],
  )
  if (before === undefined) throw new Error('a request key is taken and cannot be seen')
  return before
}

/** Keeps the answer, so that the same request asked again is answered and not done again. */
export async function keepOutcome(tx: Tx, key: string, outcome: unknown): Promise<void> {
  await tx.query('update request_key set outcome = $3 where provider_id = $1 and key = $2', [
    tx.providerId,
    key,
    JSON.stringify(outcome),
  ])
}
