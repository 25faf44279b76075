import { createHmac, timingSafeEqual } from 'node:crypto'
import { isFreshProof } from '#access/fresh-proof.ts'
import { canonicalJson } from '#base/canonical.ts'
import { type Account, findAccount, forgetTries } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { countedTry } from './counted-try.ts'
import type { Caller, Desk, House } from './desk.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import { isPassword } from './password-hash.ts'
import {
  copiedPasskey,
  lookAtPasskey,
  type PasskeyTyped,
  sessionBound,
  wrongPasskey,
} from './show-passkey.ts'
import { type SecondStepShow, showSecondStep } from './show-second-step.ts'
import { noCode, typedCode, wrongCode } from './typed-code.ts'

export type SignedAgain = { readonly kind: 'signed-again'; readonly proof: string }

/** What is shown once more: the password, with the code where the account has a second step; or a passkey of this session. */
export type TypedAgain = {
  readonly password: string
  readonly code?: string | undefined
  readonly passkey?: PasskeyTyped | undefined
}

/** What is done by whoever has shown everything, and the line of it in the audit, where it has one. */
type Proven<T> = { readonly answer: T; readonly line?: string | undefined }

/**
 * Looks once more at everything that the account asks for, password and second step, or at a passkey that has looked at its person: an
 * open session on a desk is not its person. Each try counts towards the rest of the user name, as at the sign-in. What is done then is
 * done in the transaction that takes the code or the passkey.
 */
export async function proveAgain<T>(
  house: House,
  caller: Caller,
  typed: TypedAgain,
  goOn: (tx: Tx, by: SecondStepShow['kind'] | undefined) => Promise<Proven<T> | Refused>,
): Promise<T | Refused> {
  const account = await findAccount(outside(house.pool), caller.accountId)
  if (account === undefined) throw new Error('a session has no account')
  const looked = await lookAtAgain(house, caller, account, typed)
  if (looked.kind === 'refused') return looked
  const { shown } = looked
  return await inTransaction<T | Refused>(house.pool, caller.providerId, async (tx) => {
    if (shown !== undefined && !(await showSecondStep(tx, house, caller, shown))) {
      return { keep: false, answer: notTaken(shown) }
    }
    await forgetTries(tx, account.id)
    const done = await goOn(tx, shown?.kind)
    if ('kind' in done) return { keep: false, answer: done }
    const { answer, line } = done
    return line === undefined
      ? { keep: true, answer }
      : { keep: true, answer, last: () => addAuditLine(tx, line) }
  })
}

type LookedAt = { readonly kind: 'looked-at'; readonly shown: SecondStepShow | undefined }

async function lookAtAgain(
  house: House,
  caller: Caller,
  account: Account,
  { password, code = '', passkey }: TypedAgain,
): Promise<LookedAt | Refused> {
  if (passkey !== undefined)
    return await lookAtOwnPasskey(house, caller, account, passkey, password)
  if (password === '') return NOTHING_TYPED
  const typed = typedCode(code)
  if (account.hasSecondStep && typed === undefined) return refused(422, noCode(CODE_AGAIN))
  const wrong = await whyWrong(house, account, password)
  return wrong ?? { kind: 'looked-at', shown: account.hasSecondStep ? typed : undefined }
}

/** A passkey that has looked at its person stands for the password as well; one that has not goes beside it. */
async function lookAtOwnPasskey(
  house: House,
  caller: Caller,
  account: Account,
  passkey: PasskeyTyped,
  password: string,
): Promise<LookedAt | Refused> {
  const bound = { purpose: 'show', to: sessionBound(caller) } as const
  const looked = await lookAtPasskey(house, passkey, bound)
  if (looked.kind === 'copied') return refused(422, copiedPasskey(PASSKEY_AGAIN))
  if (looked.kind === 'wrong') return refused(422, wrongPasskey(PASSKEY_AGAIN))
  const { shown } = looked
  if (!shown.isVerified && password === '') return NOT_VERIFIED
  const wrong = shown.isVerified ? undefined : await whyWrong(house, account, password)
  return wrong ?? { kind: 'looked-at', shown: { kind: 'passkey', shown } }
}

/** Looks at the password; the try is counted before. */
async function whyWrong(
  house: House,
  account: Account,
  password: string,
): Promise<Refused | undefined> {
  if ((await countedTry(house, account.id)).kind === 'resting') return RESTING
  return (await isPassword(password, account.passwordHash)) ? undefined : WRONG
}

const notTaken = ({ kind }: SecondStepShow): Refused =>
  refused(422, kind === 'passkey' ? wrongPasskey(PASSKEY_AGAIN) : wrongCode(CODE_AGAIN))

/** The field of the code beside a password that is typed again; its name keeps it out of drafts, like a password. */
export const CODE_AGAIN = 'password-code'
/** And that of the answer of a passkey. */
export const PASSKEY_AGAIN = 'password-passkey'

/** Proves once more, for one task, who is signed in: the second clinician of a dose beyond the limits (H34). */
export async function signAgain(
  house: House,
  caller: Caller,
  { taskId, ...typed }: TypedAgain & { readonly taskId: string },
): Promise<SignedAgain | Refused> {
  return await proveAgain<SignedAgain>(house, caller, typed, async (_tx, by) => {
    const at = house.clock()
    const claim = { accountId: caller.accountId, taskId, at }
    const used = { act: 'use-recovery-code', at: new Date(at).toISOString(), by: caller.accountId }
    return {
      answer: { kind: 'signed-again', proof: proofOf(house.secret, claim) },
      line: by === 'recovery-code' ? canonicalJson(used) : undefined,
    }
  })
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
  if (!isFreshProof(at, now)) return false
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
const NOT_VERIFIED = refusedField(
  'password',
  'required',
  'Your key did not ask who you are, so enter your password as well and use the key again.',
)
const NOTHING_TYPED = refusedField('password', 'wrong-password', 'Enter your password.')
const WRONG = refusedField('password', 'wrong-password', 'This is not your password.')
