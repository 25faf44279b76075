import { createHmac, timingSafeEqual } from 'node:crypto'
import { endsOfRest } from '#access/lock-out.ts'
import { countTry, findAccount, forgetTries } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import type { Caller, Desk, House } from './desk.ts'
import { type Refused, refusedField } from './outcome.ts'
import { isPassword } from './password-hash.ts'

/**
 * How long a password entered anew counts for the task that it was entered for.
 * @technical long enough to answer a question that the page asks after it, and shorter than a session left alone
 */
export const SIGNED_AGAIN_LASTS_MS = 5 * 60_000

export type SignedAgain = { readonly kind: 'signed-again'; readonly proof: string }

/**
 * Looks at the password of whoever is signed in once more, for one task: an open session on a desk is not the second
 * clinician (H34). Each try counts towards the rest of the user name, as at the sign-in.
 */
export async function signAgain(
  house: House,
  { accountId }: Pick<Caller, 'accountId'>,
  { taskId, password }: { readonly taskId: string; readonly password: string },
): Promise<SignedAgain | Refused> {
  const now = house.clock()
  const account = await findAccount(outside(house.pool), accountId)
  if (account === undefined) throw new Error('a session has no account')
  if (account.lockedUntil !== null && account.lockedUntil > now) return RESTING
  const locks = endsOfRest(now).map((end) => (end === null ? null : new Date(end).toISOString()))
  await countTry(outside(house.pool), account.id, locks)
  if (!(await isPassword(password, account.passwordHash))) return WRONG
  await forgetTries(outside(house.pool), account.id)
  return { kind: 'signed-again', proof: proofOf(house.secret, { accountId, taskId, at: now }) }
}

type Claim = { readonly accountId: string; readonly taskId: string; readonly at: number }

const proofOf = (secret: Buffer, { accountId, taskId, at }: Claim): string =>
  `${at}.${createHmac('sha256', secret).update(`signed-again\n${accountId}\n${taskId}\n${at}`).digest('base64url')}`

/** Whether this person has entered the password for this task just now. */
export function hasSignedAgain(
  { secret, actor: { accountId }, now }: Pick<Desk, 'secret' | 'actor' | 'now'>,
  taskId: string,
  proof: string | undefined,
): boolean {
  const at = Number(/^\d{1,15}(?=\.)/.exec(proof ?? '')?.[0] ?? Number.NaN)
  if (!(at <= now && now - at <= SIGNED_AGAIN_LASTS_MS)) return false
  const expected = Buffer.from(proofOf(secret, { accountId, taskId, at }))
  const given = Buffer.from(proof ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

export const SIGN_AGAIN = refusedField(
  'password',
  'sign-in-again',
  'This dose is beyond the limits. Enter your password to agree to it as the second clinician.',
)
const RESTING = refusedField(
  'password',
  'resting',
  'There were too many wrong tries. Wait a few minutes and try again.',
)
const WRONG = refusedField('password', 'wrong-password', 'This is not your password.')
