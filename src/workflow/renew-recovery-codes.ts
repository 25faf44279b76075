import { canonicalJson } from '#base/canonical.ts'
import { findAccount } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { endRecoveryCodes, endSecondStep } from '#store/second-steps.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { secondStepShown } from './second-step-shown.ts'
import type { SignedIn } from './see-session.ts'

/** Ten new recovery codes in place of those before. */
export async function renewRecoveryCodes(
  house: House,
  { caller: { providerId, accountId } }: SignedIn,
): Promise<{ readonly kind: 'made'; readonly codes: readonly string[] } | Refused> {
  return await inTransaction<{ kind: 'made'; codes: readonly string[] } | Refused>(
    house.pool,
    providerId,
    async (tx) => {
      if (!(await findAccount(tx, accountId))?.hasSecondStep) return { keep: false, answer: NONE }
      const at = new Date(house.clock()).toISOString()
      const codes = await makeRecoveryCodes(tx, house.secret, accountId, at)
      await addAuditLine(tx, canonicalJson({ act: 'renew-recovery-codes', at, by: accountId }))
      return { keep: true, answer: { kind: 'made', codes } }
    },
  )
}

/** Takes one's own authenticator app away, where a passkey stays or the installation lets a person do without a second step. */
export async function removeSecondStep(
  house: House,
  { caller }: SignedIn,
): Promise<{ readonly kind: 'removed' } | Refused> {
  const { providerId, accountId } = caller
  const { isDemanded } = await secondStepShown(house, caller)
  return await inTransaction<{ kind: 'removed' } | Refused>(house.pool, providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    const had = await endSecondStep(tx, accountId, { at, because: 'removed', by: accountId })
    if (!had) return { keep: false, answer: NONE }
    const isLast = (await findAccount(tx, accountId))?.hasSecondStep === false
    if (isLast && isDemanded) return { keep: false, answer: DEMANDED }
    if (isLast) await endRecoveryCodes(tx, accountId, at)
    await addAuditLine(tx, canonicalJson({ act: 'remove-second-step', at, by: accountId }))
    return { keep: true, answer: { kind: 'removed' } }
  })
}

const NONE = refused(409, {
  field: '',
  code: 'no-second-step',
  message: 'Your account has no second step. Set one up first.',
})
const DEMANDED = refused(403, {
  field: '',
  code: 'demanded',
  message: 'Everybody here needs a second step. You can set it up on another phone instead.',
})
