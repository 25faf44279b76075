import type { Role } from '#access/policy.ts'
import { outside } from '#store/outside.ts'
import {
  type EndOfSession,
  findSession,
  type LiveSince,
  type Proof,
  type SessionRecord,
} from '#store/sessions.ts'
import { findStaff, type StaffMember } from '#store/staff.ts'
import { inOneBreath, type Tx } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { type NavigationCounts, navigationCounts } from './navigation-counts.ts'
import { noteUse } from './note-use.ts'
import { hasLeft, keepUse, lastUse, noteReadOnly } from './read-only.ts'
import { demandsSecondStep } from './second-step-demanded.ts'
import { ownerOf, rememberOwner } from './session-owners.ts'
import { hashOfToken } from './session-token.ts'

/** How long a session lives: without a request, and in all. */
export type SessionLimits = { readonly idleMs: number; readonly absoluteMs: number }
export const SESSION_LIMITS: SessionLimits = {
  idleMs: 10 * 60_000,
  absoluteMs: 12 * 3_600_000,
}

export type SignedIn = {
  readonly kind: 'signed-in'
  readonly token: string
  readonly caller: Caller
  readonly name: string
  readonly role: Role
  /** Whether the role is another than when the token was given (door/new-role.ts). */
  readonly hasNewRole: boolean
  readonly providerName: string
  readonly csrf: string
  /** What the frame of each page counts. */
  readonly counts: NavigationCounts
  /** Since when nothing can be saved; undefined while everything can. */
  readonly readOnlySince: number | undefined
  /** The password was given out by an administrator; nothing else opens until it is changed. */
  readonly mustChangePassword: boolean
  /** Whether the account has a second step; by which of them this session was opened, and when all was last shown. */
  readonly hasSecondStep: boolean
  readonly proof: Proof
  /** Another sign-in of this account that is open now; null where there is none. */
  readonly elsewhere: { readonly since: number; readonly browser: string | null } | null
}

/**
 * Signed in with the password alone, where more is asked for: nothing opens but the page for the code, or the one that sets up a
 * second step.
 */
export type HalfSignedIn = {
  readonly kind: 'half'
  readonly needs: 'code' | 'set-up'
  readonly token: string
  readonly caller: Caller
  readonly csrf: string
  readonly proof: Proof
}

export type SeenSession =
  | SignedIn
  | HalfSignedIn
  | {
      readonly kind: 'over'
      readonly because: EndOfSession | 'idle' | 'too-long'
      readonly caller: Caller
      readonly csrf: string
    }
  | { readonly kind: 'none' }

/** Whether somebody made the request, and who is told when that cannot be noted. */
type Noting = { readonly isUse: boolean; readonly notNoted: (error: unknown) => void }

const NONE: SeenSession = { kind: 'none' }

/**
 * Whose request this is: asked of the database every time, so that what changed there counts at once. Where its use cannot be
 * noted the request goes on, and whoever asks is told why. Of what is no use, such as what a page asks for by itself, nothing is noted.
 * While the database takes no changes this process keeps the use in mind.
 */
export async function seeSession(
  house: House,
  token: string | undefined,
  limits: SessionLimits,
  { isUse, notNoted }: Noting,
): Promise<SeenSession> {
  const tokenHash = token === undefined ? undefined : hashOfToken(token)
  if (token === undefined || tokenHash === undefined) return NONE
  const now = house.clock()
  const found = await lookUp(house, tokenHash, liveSince(now, limits))
  if (found === undefined || found.record.disabledAt !== null) return NONE
  const { record } = found
  const { accountId, providerId, csrf } = record
  const caller = { accountId, providerId }

  const readOnly = noteReadOnly(house, found.counts.isReadOnly)
  const because = hasLeft(house, tokenHash)
    ? 'signed-out'
    : endOf(record, lastUse(house, tokenHash, record.lastSeenAt), now, limits)
  if (because !== undefined) return { kind: 'over', because, caller, csrf }
  const seen = wholeOrHalf(house, signedIn(token, found, readOnly), record)
  const isNews = isUse && now - record.lastSeenAt >= limits.idleMs / NOTES_IN_IDLE_TIME
  if (isNews && seen.kind === 'signed-in') {
    await noted(house, seen, { tokenHash, record, now }).catch(notNoted)
  }
  return seen
}

async function noted(
  house: House,
  { readOnlySince }: SignedIn,
  used: { readonly tokenHash: Buffer; readonly record: SessionRecord; readonly now: number },
): Promise<void> {
  const { tokenHash, record, now } = used
  if (readOnlySince !== undefined) return keepUse(house, tokenHash, now)
  await noteUse(house, tokenHash, record, now)
}

/** A request is noted at most so often in the idle time; the rest would write and say nothing new. */
const NOTES_IN_IDLE_TIME = 20

/** A session that lives now was used and started after these instants. */
export const liveSince = (now: number, { idleMs, absoluteMs }: SessionLimits): LiveSince => ({
  seen: new Date(now - idleMs).toISOString(),
  started: new Date(now - absoluteMs).toISOString(),
})

function endOf(record: SessionRecord, seenAt: number, now: number, limits: SessionLimits) {
  if (record.endedAt !== null) return record.endedBecause ?? 'signed-out'
  if (now - record.startedAt >= limits.absoluteMs) return 'too-long'
  if (now - seenAt >= limits.idleMs) return 'idle'
  return undefined
}

type Found = {
  readonly record: SessionRecord
  readonly member: StaffMember | undefined
  readonly counts: NavigationCounts
}

/** The session and what stands with its provider today; in one breath once it is known whose session it is. */
async function lookUp(
  house: House,
  tokenHash: Buffer,
  live: LiveSince,
): Promise<Found | undefined> {
  const owner = ownerOf(house.pool, tokenHash)
  if (owner !== undefined) {
    const [record, member, counts] = await inOneBreath(house.pool, owner.providerId, (tx) =>
      Promise.all([findSession(tx, tokenHash, live), ...factsOf(tx, owner)]),
    )
    return record && { record, member, counts }
  }
  const record = await findSession(outside(house.pool), tokenHash, live)
  if (record === undefined) return undefined
  const [member, counts] = await inOneBreath(house.pool, record.providerId, (tx) =>
    Promise.all(factsOf(tx, record)),
  )
  rememberOwner(house.pool, tokenHash, record)
  return { record, member, counts }
}

const factsOf = (tx: Tx, { accountId }: Caller) =>
  [findStaff(tx, accountId), navigationCounts(tx)] as const

function signedIn(
  token: string,
  { record, member, counts }: Found,
  readOnlySince: number | undefined,
): SeenSession {
  const { accountId, providerId, providerName, csrf } = record
  if (providerName === null || member === undefined || !member.active) return NONE
  return {
    kind: 'signed-in',
    token,
    caller: {
      accountId,
      providerId,
      seenAs: member,
      provenAt: record.provenAt,
      session: record.begunAs,
    },
    name: member.name,
    role: member.role,
    hasNewRole: record.role !== member.role,
    providerName,
    csrf,
    counts,
    readOnlySince,
    mustChangePassword: record.oneTimeUntil !== null,
    hasSecondStep: record.hasSecondStep,
    proof: proofOf(record),
    elsewhere: elsewhereOf(record),
  }
}

const proofOf = ({ secondStep, provenAt }: SessionRecord): Proof => ({ secondStep, provenAt })

/** A session is whole when everything has been shown that its account, or this installation, asks for. */
function wholeOrHalf(house: House, seen: SeenSession, record: SessionRecord): SeenSession {
  const needs = seen.kind === 'signed-in' ? neededFor(house, seen, record) : undefined
  if (seen.kind !== 'signed-in' || needs === undefined) return seen
  const { token, csrf, proof } = seen
  const { accountId, providerId, begunAs: session } = record
  return { kind: 'half', needs, token, caller: { accountId, providerId, session }, csrf, proof }
}

/** A person chooses an own password first, and sets up a second step with that. */
function neededFor(
  house: House,
  { mustChangePassword }: SignedIn,
  { hasSecondStep, secondStep, installation }: SessionRecord,
): HalfSignedIn['needs'] | undefined {
  // Whoever comes by the NHS has shown there what is asked for here.
  if (secondStep === 'nhs') return undefined
  if (hasSecondStep) return secondStep === null ? 'code' : undefined
  return demandsSecondStep(house, installation) && !mustChangePassword ? 'set-up' : undefined
}

const elsewhereOf = ({ elsewhereSince, elsewhereBrowser }: SessionRecord): SignedIn['elsewhere'] =>
  elsewhereSince === null ? null : { since: elsewhereSince, browser: elsewhereBrowser }
