import { isFreshProof } from '#access/fresh-proof.ts'
import { faultOfPassword } from '#access/password-rules.ts'
import { type Account, findAccount, forgetTries, setPassword, wake } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import { endSessionsOf } from '#store/sessions.ts'
import { isCommonPassword } from './common-passwords.ts'
import { countedTry } from './counted-try.ts'
import type { House } from './desk.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { hashPassword, isPassword, type PasswordCost } from './password-hash.ts'
import type { SignedIn } from './see-session.ts'
import { openSession } from './sign-in.ts'

export type PasswordChange = {
  readonly current: string
  readonly wanted: string
  /** In which kind of browser it is changed, where that says. */
  readonly browser: string | null
}

/** A person's own password, changed by that person. Every session ends, and one new one begins here. */
export async function changePassword(
  house: House,
  session: SignedIn,
  change: PasswordChange,
  cost?: PasswordCost,
): Promise<{ readonly kind: 'changed'; readonly token: string } | Refused> {
  const { accountId } = session.caller
  const account = await findAccount(outside(house.pool), accountId)
  if (account === undefined) throw new Error('a session has no account')
  if (needsProofForPassword(session, house.clock())) return PROVE_FIRST
  const fault = await whyNot(house, account, session, change)
  if (fault !== undefined) return refused(422, fault)

  const passwordHash = await hashPassword(change.wanted, cost)
  const at = new Date(house.clock()).toISOString()
  await setPassword(outside(house.pool), { accountId, passwordHash, oneTimeUntil: null, at })
  await endSessionsOf(outside(house.pool), accountId, { at, because: 'password-changed' })
  const token = await openSession(house, session.caller, {
    how: 'change-password',
    browser: change.browser,
    proof: session.proof,
  })
  if (token === undefined) throw new Error('whoever changed the password works here no longer')
  return { kind: 'changed', token }
}

/**
 * Whoever has a second step shows it just before, with the password, but for one who changes the password that was given out: the
 * code was shown with that.
 */
export const needsProofForPassword = (
  { hasSecondStep, mustChangePassword, proof }: SignedIn,
  now: number,
): boolean => hasSecondStep && !mustChangePassword && !isFreshProof(proof.provenAt, now)

/** A session left open on a desk must not be a way to guess the password. */
async function whyNot(
  house: House,
  account: Account,
  session: SignedIn,
  { current, wanted }: PasswordChange,
): Promise<Finding | undefined> {
  const tried = await countedTry(house, account.id)
  if (tried.kind === 'resting') return RESTING
  if (!(await isPassword(current, account.passwordHash))) return WRONG
  // As at the sign-in, the password alone forgets nothing where a code is asked for too: it would buy new tries at the code.
  if (account.hasSecondStep) await wake(outside(house.pool), account.id, tried.restsUntil)
  else await forgetTries(outside(house.pool), account.id)
  if (wanted === current) return SAME
  const fault = faultOfPassword(wanted, { username: account.username, name: session.name })
  if (fault !== undefined) return { field: 'wanted', ...fault }
  return (await isCommonPassword(wanted)) ? COMMON : undefined
}

const PROVE_FIRST = refused(401, {
  field: '',
  code: 'prove-again',
  message: 'Enter your password and the code of your app first.',
})
const RESTING: Finding = {
  field: 'current',
  code: 'resting',
  message: 'There were too many wrong tries. Wait a few minutes and try again.',
}
const WRONG: Finding = {
  field: 'current',
  code: 'wrong',
  message: 'This is not your present password.',
}
const COMMON: Finding = {
  field: 'wanted',
  code: 'common',
  message:
    'This password, or the word in it, is among the hundred thousand that are tried first when somebody guesses. Use three or four words that do not belong together.',
}
const SAME: Finding = {
  field: 'wanted',
  code: 'same',
  message: 'This is your present password. Choose another.',
}
