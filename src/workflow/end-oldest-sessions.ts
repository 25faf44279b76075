import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { endSession } from '#store/sessions.ts'
import { sessionsBeyond } from '#store/sessions-of.ts'
import { inTransaction } from '#store/tx.ts'
import { eachByItself } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { liveSince, SESSION_LIMITS } from './see-session.ts'
import { hashOfToken } from './session-token.ts'

/** How many whole sign-ins of one person are open at once (SR-48 of the safety requirements: two). */
const MOST_SESSIONS = 2

/**
 * Ends what was open of this account before the newest two, when a sign-in has become whole: a password alone ends nobody's work. After the
 * sign-in and not in it, so that of several at once the last one sees them all.
 */
export async function endOldestSessions(
  house: House,
  accountId: string,
  token: string,
): Promise<void> {
  const own = hashOfToken(token)
  if (own === undefined) throw new Error('a token is none')
  const live = liveSince(house.clock(), SESSION_LIMITS)
  const beyond = { accountId, own, keep: MOST_SESSIONS - 1 }
  const ended = await sessionsBeyond(outside(house.pool), beyond, live)
  await eachByItself(ended, async ({ tokenHash, providerId }) => {
    await inTransaction(house.pool, providerId, async (tx) => {
      const at = new Date(house.clock()).toISOString()
      await endSession(tx, tokenHash, { at, because: 'too-many' })
      await addAuditLine(tx, canonicalJson({ act: 'end-oldest-session', at, by: accountId }))
      return { keep: true, answer: undefined }
    })
  })
}
