import { findSecondStep, sealSecondStepAnew, takeStep } from '#store/second-steps.ts'
import type { Tx } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { stepOfCode } from './one-time-code.ts'
import { spendRecoveryCode } from './recovery-codes.ts'
import { sealedNow, unseal } from './sealed-secret.ts'
import { type ShownPasskey, takePasskey } from './show-passkey.ts'
import type { TypedCode } from './typed-code.ts'

/** What is shown as the second step: a code that was typed, or a passkey whose answer was looked at. */
export type SecondStepShow = TypedCode | { readonly kind: 'passkey'; readonly shown: ShownPasskey }

/**
 * Whether a code or a passkey is right for this account now, and takes it: none counts twice. It is taken in the transaction of what it is shown for,
 * so that what comes to nothing uses none up; the line in the audit of that says by which it was.
 */
export async function showSecondStep(
  tx: Tx,
  house: House,
  { accountId }: Caller,
  typed: SecondStepShow,
): Promise<boolean> {
  const now = house.clock()
  if (typed.kind === 'passkey') {
    return typed.shown.accountId === accountId && (await takePasskey(tx, now, typed.shown))
  }
  if (typed.kind === 'recovery-code') {
    const at = new Date(now).toISOString()
    return await spendRecoveryCode(tx, house.secret, { accountId, letters: typed.letters, at })
  }
  const found = await findSecondStep(tx, accountId)
  if (found === undefined) return false
  const by = { secret: house.secret, key: found.keyCheck === null ? undefined : house.key }
  const secret = unseal(by, accountId, found.sealedSecret)
  if (secret === undefined) throw new Error('the secret of a second step cannot be opened')
  const step = stepOfCode(secret, typed.code, now)
  if (step === undefined || !(await takeStep(tx, found.id, step))) return false
  // What was sealed before the site had a key is sealed with it as it is used.
  if (house.key !== undefined && found.keyCheck === null) {
    await sealSecondStepAnew(tx, found.id, sealedNow(house, accountId, secret))
  }
  return true
}
