import { canonicalJson } from '#base/canonical.ts'
import { findAccount, workplacesOf } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { findNhsIdentity, noteNhsUse } from '#store/nhs-identities.ts'
import { outside } from '#store/outside.ts'
import { thisProvider } from '#store/providers.ts'
import type { StaffMember } from '#store/staff.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { endOldestSessions } from './end-oldest-sessions.ts'
import type { NhsPerson, NhsService } from './nhs-service.ts'
import { mayStillSignIn, openSessionAtWork } from './sign-in.ts'

export type NhsOutcome =
  | { readonly kind: 'signed-in'; readonly token: string }
  /** Nobody here has linked this identity, or no longer. */
  | { readonly kind: 'unlinked' }
  /** It was not shown well enough who it is, for what this person does here. */
  | { readonly kind: 'too-weak' }
  /** No role of theirs is at a provider where they work here, or it is not one for what they do there. */
  | { readonly kind: 'other-role' }
  | { readonly kind: 'no-workplace' }

type Fault = Exclude<NhsOutcome['kind'], 'signed-in'>

/** @technical The least that the NHS asks of anybody who sees records. */
const LEAST_LEVEL = 2

/** Opens a session for somebody whom the NHS identity service has sent back, at the provider for which their role there is. */
export async function signInByNhs(
  house: House,
  service: NhsService,
  person: NhsPerson,
  browser: string | null,
): Promise<NhsOutcome> {
  const identity = await findNhsIdentity(outside(house.pool), person)
  if (identity === undefined) return { kind: 'unlinked' }
  const { id, accountId } = identity
  const now = house.clock()
  const account = await findAccount(outside(house.pool), accountId)
  if (account === undefined || !mayStillSignIn(account, now)) return { kind: 'no-workplace' }
  const faults: Fault[] = []
  const token = await openSessionAtWork(house, accountId, {
    browser,
    proof: { secondStep: 'nhs', provenAt: provenAt(person, now) },
    nhs: { identityId: id, session: person.session },
    take: async (tx, at, member) => {
      const fault = await faultHere(tx, service, person, member)
      if (fault !== undefined) faults.push(fault)
      const isFit = fault === undefined
      return isFit && (await noteNhsUse(tx, id, new Date(at).toISOString()))
    },
  })
  if (token !== undefined) {
    await endOldestSessions(house, accountId, token)
    return { kind: 'signed-in', token }
  }
  const kind = faults.includes('too-weak') ? 'too-weak' : (faults[0] ?? 'no-workplace')
  await noteRefused(house, accountId, kind)
  return { kind }
}

/** @technical By how much the clock of the service may be before ours. */
const AHEAD_MS = 30_000

/** A proof counts from when it was shown there, and no longer than one that is shown here. */
const provenAt = ({ authenticatedAt }: NhsPerson, now: number): number | null =>
  authenticatedAt !== null && authenticatedAt <= now + AHEAD_MS
    ? Math.min(authenticatedAt, now)
    : null

/** What keeps this person, coming so, from working for this provider. */
async function faultHere(
  tx: Tx,
  { assurance, dosingRoles }: NhsService,
  { roles, identityLevel, authenticationLevel }: NhsPerson,
  { competence }: StaffMember,
): Promise<Fault | undefined> {
  const provider = await thisProvider(tx)
  const here = roles.filter(({ organisation }) => organisation === provider?.odsCode)
  if (here.length === 0) return 'other-role'
  const doses = competence.dosing !== 'none'
  const isNamed = here.some(({ codes }) => codes.some((code) => dosingRoles.includes(code)))
  if (doses && dosingRoles.length > 0 && !isNamed) return 'other-role'
  const least = doses ? assurance : LEAST_LEVEL
  return Math.min(identityLevel, authenticationLevel) < least ? 'too-weak' : undefined
}

async function noteRefused(house: House, accountId: string, why: Fault): Promise<void> {
  const [work] = await workplacesOf(outside(house.pool), accountId)
  if (work === undefined) return
  await inTransaction(house.pool, work.providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    await addAuditLine(tx, canonicalJson({ act: 'refuse-nhs-sign-in', at, by: accountId, why }))
    return { keep: true, answer: undefined }
  })
}
