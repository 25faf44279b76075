import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { endSession, endSessionsOf } from '#store/sessions.ts'
import { openSessionsOf } from '#store/sessions-of.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { notHere, type Refused } from './outcome.ts'
import { liveSince, type SessionLimits, type SignedIn } from './see-session.ts'
import { hashOfToken } from './session-token.ts'

/** A sign-in of one's own. Its name is the hash of its token, which opens nothing. */
export type OwnSession = {
  readonly name: string
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly browser: string | null
  readonly isThis: boolean
  /** The password was right, and the code has not been entered. */
  readonly awaitsCode: boolean
}

/** Every sign-in of this person that is open now. */
export async function ownSessions(
  house: House,
  { token, caller, hasSecondStep }: SignedIn,
  limits: SessionLimits,
): Promise<readonly OwnSession[]> {
  const live = liveSince(house.clock(), limits)
  const found = await openSessionsOf(outside(house.pool), caller.accountId, live)
  const own = hashOfToken(token)?.toString('hex')
  return found.map(({ tokenHash, secondStep, ...rest }) => {
    const name = tokenHash.toString('hex')
    return { ...rest, name, isThis: name === own, awaitsCode: hasSecondStep && secondStep === null }
  })
}

/** Ends another sign-in of the same person, or with `others` every other one. */
export async function endOwnSession(
  house: House,
  session: SignedIn,
  name: string | 'others',
): Promise<{ readonly kind: 'ended' } | Refused> {
  const { accountId, providerId } = session.caller
  return await inTransaction<{ kind: 'ended' } | Refused>(house.pool, providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    const ended =
      name === 'others' ? await endOthers(tx, session, at) : await endOne(tx, session, name, at)
    if (!ended) return { keep: false, answer: notHere('sign-in') }
    const which = name === 'others' ? 'others' : 'one'
    const line = canonicalJson({ act: 'end-own-session', at, by: accountId, which })
    return { keep: true, answer: { kind: 'ended' }, last: () => addAuditLine(tx, line) }
  })
}

const BECAUSE = 'ended-by-person'

async function endOthers(tx: Tx, { token, caller }: SignedIn, at: string): Promise<boolean> {
  const own = hashOfToken(token)
  if (own === undefined) return false
  await endSessionsOf(tx, caller.accountId, { at, because: BECAUSE, but: own })
  return true
}

/** Nobody ends a sign-in of somebody else by naming it. */
async function endOne(tx: Tx, { caller }: SignedIn, name: string, at: string): Promise<boolean> {
  const since = new Date(0).toISOString()
  const open = await openSessionsOf(tx, caller.accountId, { seen: since, started: since })
  const found = open.find(({ tokenHash }) => tokenHash.toString('hex') === name)
  if (found === undefined) return false
  await endSession(tx, found.tokenHash, { at, because: BECAUSE })
  return true
}
