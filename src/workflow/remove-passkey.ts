import { canonicalJson } from '#base/canonical.ts'
import { uuid } from '#base/ids.ts'
import { findAccount } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { endPasskeys, type PasskeyListed, passkeysListed } from '#store/passkeys.ts'
import { endRecoveryCodes } from '#store/second-steps.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { secondStepShown } from './second-step-shown.ts'
import type { SignedIn } from './see-session.ts'

export type { PasskeyListed }

/** A person's own passkeys. */
export const ownPasskeys = (house: House, { accountId }: Caller) =>
  passkeysListed(outside(house.pool), accountId)

/** Ends one of a person's own passkeys; the last way of showing a second step stays where everybody needs one. */
export async function removePasskey(
  house: House,
  { caller }: SignedIn,
  named: string,
): Promise<{ readonly kind: 'removed' } | Refused> {
  const { providerId, accountId } = caller
  const id = uuid(named)
  if (id === undefined) return notHere('passkey')
  const { isDemanded } = await secondStepShown(house, caller)
  return await inTransaction<{ kind: 'removed' } | Refused>(house.pool, providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    const end = { at, because: 'removed', by: accountId, id } as const
    if ((await endPasskeys(tx, accountId, end)) === 0) {
      return { keep: false, answer: notHere('passkey') }
    }
    const isLast = (await findAccount(tx, accountId))?.hasSecondStep === false
    if (isLast && isDemanded) return { keep: false, answer: LAST }
    if (isLast) await endRecoveryCodes(tx, accountId, at)
    await addAuditLine(tx, canonicalJson({ act: 'remove-passkey', at, by: accountId }))
    return { keep: true, answer: { kind: 'removed' } }
  })
}

const LAST = refused(403, {
  field: '',
  code: 'demanded',
  message:
    'Everybody here needs a second step, and this passkey is your only one. Add another or an authenticator app first.',
})
