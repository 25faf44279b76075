import { restAfter } from '#access/lock-out.ts'
import { canonicalJson } from '#base/canonical.ts'
import {
  type Account,
  type CountedTry,
  findAccountByUsername,
  forgetTries,
  wake,
  workplacesOf,
} from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { addSession, type NhsOpening, type Proof } from '#store/sessions.ts'
import { findStaff, type StaffMember } from '#store/staff.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { countedTry } from './counted-try.ts'
import type { Caller, House } from './desk.ts'
import { endOldestSessions } from './end-oldest-sessions.ts'
import { isNobodysPassword, isPassword } from './password-hash.ts'
import { hashOfToken, newToken } from './session-token.ts'
import { type TryLedger, tryLedger } from './try-ledger.ts'

export type SignInOutcome =
  | {
      readonly kind: 'signed-in'
      readonly token: string
      /** An administrator has reset the second step, and the person is to be told. */
      readonly isSecondStepReset: boolean
    }
  /** Which of the two was wrong is not said, nor whether the user name exists. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'resting'; readonly until: number }
  | { readonly kind: 'no-workplace' }

/** What a process remembers of user names that nobody has, so that they answer like those that somebody has. */
export const unknownNames = (): TryLedger =>
  tryLedger({ restAfter, forgetAfterMs: Number.POSITIVE_INFINITY })

/** Looks at a password when it is its turn: to look is dear. */
type InTurn = (look: () => Promise<boolean>) => Promise<boolean>

/** Opens a session for a user name and a password; always a new one, whatever the browser held before. */
export async function signIn(
  house: House,
  unknown: TryLedger,
  {
    username,
    password,
    browser = null,
  }: {
    readonly username: string
    readonly password: string
    readonly browser?: string | null
  },
  inTurn: InTurn = (look) => look(),
): Promise<SignInOutcome> {
  const now = house.clock()
  const account = await findAccountByUsername(outside(house.pool), username)
  if (account === undefined) return await refuseNobody(unknown, { username, password, now }, inTurn)

  const [tried, isRight] = await countAndLook(house, account, () =>
    inTurn(() => isPassword(password, account.passwordHash)),
  )
  if (tried.kind === 'resting') return tried
  if (!isRight || !mayStillSignIn(account, now)) return { kind: 'wrong' }

  // Half a sign-in forgets nothing: else the password would buy new tries at the code.
  if (account.hasSecondStep) await wake(outside(house.pool), account.id, tried.restsUntil)
  else await forgetTries(outside(house.pool), account.id)
  const provenAt = account.hasSecondStep ? null : now
  const token = await openSessionAtWork(house, account.id, {
    browser,
    proof: { secondStep: null, provenAt },
  })
  if (token === undefined) return { kind: 'no-workplace' }
  if (provenAt !== null) await endOldestSessions(house, account.id, token)
  return { kind: 'signed-in', token, isSecondStepReset: account.isSecondStepReset }
}

/**
 * Counts the try and looks at the password side by side: one after the other, the write of the count would tell by its time that
 * somebody has this name. An account that rests is not looked at, so that guesses at it stay cheap.
 */
async function countAndLook(
  house: House,
  { id, lockedUntil }: Account,
  look: () => Promise<boolean>,
): Promise<readonly [CountedTry, boolean]> {
  if (lockedUntil !== null && lockedUntil > house.clock()) {
    return [await countedTry(house, id), false]
  }
  return await Promise.all([countedTry(house, id), look()])
}

export const mayStillSignIn = ({ disabledAt, oneTimeUntil }: Account, now: number) =>
  disabledAt === null && (oneTimeUntil === null || oneTimeUntil > now)

async function refuseNobody(
  unknown: TryLedger,
  { username, password, now }: { username: string; password: string; now: number },
  inTurn: InTurn,
): Promise<SignInOutcome> {
  const until = unknown.restsUntil(username, now)
  if (until !== undefined) return { kind: 'resting', until }
  unknown.count(username, now)
  await inTurn(() => isNobodysPassword(password))
  return { kind: 'wrong' }
}

/** The first provider, by name, where this person works today. */
export async function openSessionAtWork(
  house: House,
  accountId: string,
  opened: Omit<Opening, 'how'>,
): Promise<string | undefined> {
  for (const { providerId } of await workplacesOf(outside(house.pool), accountId)) {
    const token = await openSession(house, { accountId, providerId }, { how: 'sign-in', ...opened })
    if (token !== undefined) return token
  }
  return undefined
}

export type Opening = {
  readonly how: 'sign-in' | 'switch-provider' | 'change-password'
  readonly browser: string | null
  readonly proof: Proof
  /** Takes what counts once, in the transaction of the session; where it was taken before there is none. */
  readonly take?: (tx: Tx, now: number, member: StaffMember) => Promise<boolean>
  readonly nhs?: NhsOpening
}

/** A new session at one provider, or undefined when the person does not work there. */
export async function openSession(
  house: House,
  { accountId, providerId }: Caller,
  { how, browser, proof, take, nhs }: Opening,
): Promise<string | undefined> {
  const token = newToken()
  const tokenHash = hashOfToken(token)
  if (tokenHash === undefined) throw new Error('a new token is not a token')
  return await inTransaction<string | undefined>(house.pool, providerId, async (tx) => {
    const member = await findStaff(tx, accountId)
    if (member === undefined || !member.active) return { keep: false, answer: undefined }

    const now = house.clock()
    if (take !== undefined && !(await take(tx, now, member))) {
      return { keep: false, answer: undefined }
    }
    const at = new Date(now).toISOString()
    const session = {
      tokenHash,
      accountId,
      providerId,
      csrf: newToken(),
      role: member.role,
      browser,
      at,
      nhs,
      ...proof,
    }
    await addSession(tx, session)
    const by = { by: accountId, role: member.role, ...withWhat(how, proof) }
    await addAuditLine(tx, canonicalJson({ act: how, at, ...by }))
    return { keep: true, answer: token }
  })
}

/** A sign-in that is whole at once says by what. */
const withWhat = (how: Opening['how'], { secondStep }: Proof) =>
  how === 'sign-in' && secondStep !== null ? { with: secondStep } : {}
