import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { endSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import type { HalfSignedIn, SignedIn } from './see-session.ts'
import { hashOfToken } from './session-token.ts'

/** Ends the session. Nobody needs a permission to leave. */
export async function signOut(
  house: House,
  { token, caller }: SignedIn | HalfSignedIn,
  because: 'signed-out' | 'signed-in-again' = 'signed-out',
): Promise<void> {
  const tokenHash = hashOfToken(token)
  if (tokenHash === undefined) return
  await inTransaction(house.pool, caller.providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    await endSession(tx, tokenHash, { at, because })
    await addAuditLine(tx, canonicalJson({ act: 'sign-out', at, by: caller.accountId }))
    return { keep: true, answer: undefined }
  })
}
