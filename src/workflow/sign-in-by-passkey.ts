import { findAccount } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import type { House } from './desk.ts'
import { endOldestSessions } from './end-oldest-sessions.ts'
import { lookAtPasskey, type PasskeyTyped, takePasskey } from './show-passkey.ts'
import { mayStillSignIn, openSessionAtWork, type SignInOutcome } from './sign-in.ts'

/**
 * Opens a session for a passkey alone, which has looked at its person. `to` is what the browser was given with the challenge. Which
 * account it is, the passkey says; a user name that rests keeps nobody out who has one.
 */
export async function signInByPasskey(
  house: House,
  typed: PasskeyTyped,
  { to, browser }: { readonly to: string; readonly browser: string | null },
): Promise<SignInOutcome | { readonly kind: 'copied' }> {
  const looked = await lookAtPasskey(house, typed, { purpose: 'sign-in', to })
  if (looked.kind !== 'shown') return looked
  const { shown } = looked
  const now = house.clock()
  const account = await findAccount(outside(house.pool), shown.accountId)
  if (account === undefined || !mayStillSignIn(account, now)) return { kind: 'wrong' }
  let isTaken = true
  const token = await openSessionAtWork(house, account.id, {
    browser,
    proof: { secondStep: 'passkey', provenAt: now },
    take: async (tx, at) => {
      isTaken = await takePasskey(tx, at, shown)
      return isTaken
    },
  })
  if (token !== undefined) await endOldestSessions(house, account.id, token)
  if (token === undefined) return { kind: isTaken ? 'no-workplace' : 'wrong' }
  return { kind: 'signed-in', token, isSecondStepReset: false }
}
