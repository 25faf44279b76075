import { canonicalJson } from '#base/canonical.ts'
import { forgetTries } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { renewSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import { countedTry } from './counted-try.ts'
import type { House } from './desk.ts'
import { endOldestSessions } from './end-oldest-sessions.ts'
import type { HalfSignedIn } from './see-session.ts'
import { hashOfToken, newToken } from './session-token.ts'
import { lookAtPasskey, type PasskeyTyped, sessionBound } from './show-passkey.ts'
import { type SecondStepShow, showSecondStep } from './show-second-step.ts'
import type { TypedCode } from './typed-code.ts'

export type CodeOutcome =
  | { readonly kind: 'signed-in'; readonly token: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'resting'; readonly until: number }
  | { readonly kind: 'copied' }
  /** The half of a sign-in is over: it waited too long, or was answered already. */
  | { readonly kind: 'over' }

/**
 * The second half of a sign-in: the code of the app, or a recovery code. A wrong one counts towards the rest of the user name like
 * a wrong password, and only a whole sign-in forgets what was counted. The session goes on with another token, in the same transaction.
 */
export async function enterCode(
  house: House,
  half: HalfSignedIn,
  typed: TypedCode,
): Promise<CodeOutcome> {
  const { accountId } = half.caller
  const tried = await countedTry(house, accountId)
  if (tried.kind === 'resting') return tried
  return await completeSignIn(house, half, typed)
}

/** The same by a passkey. Nobody guesses one, so that a wrong one is no try, and a user name that rests keeps nobody out who has one. */
export async function enterPasskey(
  house: House,
  half: HalfSignedIn,
  typed: PasskeyTyped,
): Promise<CodeOutcome> {
  const looked = await lookAtPasskey(house, typed, {
    purpose: 'show',
    to: sessionBound(half.caller),
  })
  if (looked.kind !== 'shown') return looked
  return await completeSignIn(house, half, { ...looked, kind: 'passkey' })
}

async function completeSignIn(
  house: House,
  { token, caller }: HalfSignedIn,
  typed: SecondStepShow,
): Promise<CodeOutcome> {
  const renewed = newToken()
  const [before, tokenHash] = [hashOfToken(token), hashOfToken(renewed)]
  if (before === undefined || tokenHash === undefined) throw new Error('a token is none')
  const outcome = await inTransaction<CodeOutcome>(house.pool, caller.providerId, async (tx) => {
    if (!(await showSecondStep(tx, house, caller, typed))) {
      return { keep: false, answer: { kind: 'wrong' } }
    }
    const by = typed.kind
    const at = new Date(house.clock()).toISOString()
    const session = { tokenHash, csrf: newToken(), secondStep: by, at }
    if (!(await renewSession(tx, before, session))) return { keep: false, answer: { kind: 'over' } }
    await forgetTries(tx, caller.accountId)
    await addAuditLine(tx, canonicalJson({ act: 'enter-code', at, by: caller.accountId, with: by }))
    return { keep: true, answer: { kind: 'signed-in', token: renewed } }
  })
  if (outcome.kind === 'signed-in') await endOldestSessions(house, caller.accountId, renewed)
  return outcome
}
