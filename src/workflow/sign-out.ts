import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { isReadOnlyRefusal } from '#store/read-only.ts'
import { endSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { keepLeft } from './read-only.ts'
import type { HalfSignedIn, SignedIn } from './see-session.ts'
import { hashOfToken } from './session-token.ts'

/** Ends the session. Nobody needs a permission to leave, and a database that takes no changes keeps nobody: this process knows. */
export async function signOut(
  house: House,
  { token, caller }: SignedIn | HalfSignedIn,
  because: 'signed-out' | 'signed-in-again' = 'signed-out',
): Promise<void> {
  const tokenHash = hashOfToken(token)
  if (tokenHash === undefined) return
  const ended = inTransaction(house.pool, caller.providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    await endSession(tx, tokenHash, { at, because })
    await addAuditLine(tx, canonicalJson({ act: 'sign-out', at, by: caller.accountId }))
    return { keep: true, answer: undefined }
  })
  await ended.catch((error: unknown) => {
    if (!isReadOnlyRefusal(error)) throw error
    keepLeft(house, tokenHash)
  })
}
