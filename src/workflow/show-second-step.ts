import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { findSecondStep, takeStep } from '#store/second-steps.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { stepOfCode } from './one-time-code.ts'
import { useRecoveryCode } from './recovery-codes.ts'
import { unseal } from './sealed-secret.ts'
import type { TypedCode } from './typed-code.ts'

/** Whether a code is right for this account now, and takes it: none counts twice. A recovery code that is used is in the audit. */
export async function showSecondStep(
  house: House,
  caller: Caller,
  typed: TypedCode,
): Promise<boolean> {
  if (typed.kind === 'recovery-code') return await showRecoveryCode(house, caller, typed.letters)
  const { accountId } = caller
  const found = await findSecondStep(outside(house.pool), accountId)
  if (found === undefined) return false
  const secret = unseal(house.secret, accountId, found.sealedSecret)
  if (secret === undefined) throw new Error('the secret of a second step cannot be opened')
  const step = stepOfCode(secret, typed.code, house.clock())
  return step !== undefined && (await takeStep(outside(house.pool), found.id, step))
}

async function showRecoveryCode(
  house: House,
  { providerId, accountId }: Caller,
  letters: string,
): Promise<boolean> {
  return await inTransaction(house.pool, providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    if (!(await useRecoveryCode(tx, house.secret, { accountId, letters, at }))) {
      return { keep: false, answer: false }
    }
    await addAuditLine(tx, canonicalJson({ act: 'use-recovery-code', at, by: accountId }))
    return { keep: true, answer: true }
  })
}
