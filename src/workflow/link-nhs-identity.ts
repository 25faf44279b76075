import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { addNhsIdentity, endNhsIdentity, nhsIdentityOf } from '#store/nhs-identities.ts'
import { outside } from '#store/outside.ts'
import { endSessionsOfIdentity, isOpenSession } from '#store/sessions-of.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { newId } from './new-id.ts'
import type { NhsPerson } from './nhs-service.ts'
import { type Refused, refused } from './outcome.ts'
import type { SignedIn } from './see-session.ts'

/** What a person is told of their own link. */
export const ownNhsIdentity = (house: House, { accountId }: Caller) =>
  nhsIdentityOf(outside(house.pool), accountId)

/**
 * Links the identity of whoever came back from the NHS to the account whose session went there: that session must be open still. Nobody is
 * linked by a name or an address, and nobody links somebody else.
 */
export async function linkNhsIdentity(
  house: House,
  { accountId, providerId, session }: Caller,
  { issuer, subject }: NhsPerson,
): Promise<{ readonly kind: 'linked' } | Refused> {
  return await inTransaction<{ kind: 'linked' } | Refused>(house.pool, providerId, async (tx) => {
    if (session === undefined || !(await isOpenSession(tx, session, accountId))) {
      return { keep: false, answer: OVER }
    }
    const now = house.clock()
    const at = new Date(now).toISOString()
    if (!(await addNhsIdentity(tx, { id: newId(now), accountId, issuer, subject, at }))) {
      return { keep: false, answer: TAKEN }
    }
    await addAuditLine(tx, canonicalJson({ act: 'link-nhs-identity', at, by: accountId }))
    return { keep: true, answer: { kind: 'linked' } }
  })
}

/** Takes one's own link away; sessions that it opened end. */
export async function unlinkNhsIdentity(
  house: House,
  { caller: { accountId, providerId } }: SignedIn,
): Promise<{ readonly kind: 'unlinked' } | Refused> {
  return await inTransaction<{ kind: 'unlinked' } | Refused>(house.pool, providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    const id = await endNhsIdentity(tx, accountId, { at, by: accountId })
    if (id === undefined) return { keep: false, answer: NONE }
    await endSessionsOfIdentity(tx, id, { at, because: 'nhs-unlinked' })
    await addAuditLine(tx, canonicalJson({ act: 'unlink-nhs-identity', at, by: accountId }))
    return { keep: true, answer: { kind: 'unlinked' } }
  })
}

const OVER = refused(409, {
  field: '',
  code: 'over',
  message: 'Your sign-in here has ended meanwhile, so nothing was linked. Sign in and try again.',
})
const TAKEN = refused(409, {
  field: '',
  code: 'linked-already',
  message:
    'Nothing was linked: this NHS identity is linked to an account already, or your account to an NHS identity. One person has one of each.',
})
const NONE = refused(409, {
  field: '',
  code: 'not-linked',
  message: 'Your account is not linked to an NHS identity.',
})
