import type { Pool } from 'pg'
import type { Caller } from './desk.ts'

// Whose session a token is never changes: somebody who goes to another provider gets a new one. So it is remembered
// here, and everything that can change (that the session stands, the account, the role) is asked of that provider's
// rows in one breath, at each request. What is remembered opens nothing by itself.

const MOST_REMEMBERED = 10_000
const remembered = new WeakMap<Pool, Map<string, Caller>>()

export function ownerOf(pool: Pool, tokenHash: Buffer): Caller | undefined {
  return remembered.get(pool)?.get(tokenHash.toString('base64'))
}

/** The oldest is forgotten first: it is asked for again at its next request. */
export function rememberOwner(
  pool: Pool,
  tokenHash: Buffer,
  { accountId, providerId }: Caller,
): void {
  const owners = remembered.get(pool) ?? new Map<string, Caller>()
  remembered.set(pool, owners)
  owners.set(tokenHash.toString('base64'), { accountId, providerId })
  for (const oldest of owners.keys()) {
    if (owners.size <= MOST_REMEMBERED) break
    owners.delete(oldest)
  }
}
