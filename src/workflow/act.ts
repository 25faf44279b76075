import { createHash } from 'node:crypto'
import { type ActName, permission } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { londonDay } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { isDoseRefusal } from '#store/dose-refusal.ts'
import { claimRequestKey, keepOutcome } from '#store/request-keys.ts'
import { findStaff } from '#store/staff.ts'
import { type Ending, inTransaction, type Tx } from '#store/tx.ts'
import { watched } from './act-ending.ts'
import { clocksMustAgree } from './clocks-must-agree.ts'
import type { Actor, Caller, Desk, House } from './desk.ts'
import { linkRefusal } from './linked-records.ts'
import { newId } from './new-id.ts'
import { reconcilingRefusal } from './not-while-reconciling.ts'
import { noteRefusal } from './note-refusal.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { proofRefusal } from './proof-refusal.ts'
import { thisApplication } from './this-application.ts'

/** What every act that was done answers; the audit line names the patient and the thing. */
export type Done = {
  readonly kind: 'done'
  readonly patientId?: string
  readonly subject?: string
  /** What the audit line says besides; never names, dates of birth or NHS numbers. */
  readonly noted?: Readonly<Record<string, unknown>>
}

export type Definition<Input, Result extends Done> = {
  readonly name: ActName
  /** From what a door was given (form fields or JSON) to a value, or to what is wrong with it. */
  readonly parse: (input: unknown) => Parsed<Input>
  readonly perform: (desk: Desk, input: Input) => Promise<Result | Refused>
}

export type Act<Input, Result extends Done> = Definition<Input, Result> & {
  /** Does the act once for this key, however often it is asked. */
  readonly run: (
    house: House,
    caller: Caller,
    key: string,
    input: unknown,
  ) => Promise<Result | Refused>
}

/**
 * Makes a function an act: permission, one transaction, idempotency key and audit line, all here and
 * nowhere else. What `perform` refuses leaves no row behind but the line that says it was refused.
 */
export function act<Input, Result extends Done>(
  definition: Definition<Input, Result>,
): Act<Input, Result> {
  const run = async (
    house: House,
    caller: Caller,
    key: string,
    raw: unknown,
  ): Promise<Result | Refused> => {
    const parsed = definition.parse(raw)
    const outcome = await inTransaction(house.pool, caller.providerId, (tx) =>
      attempt(definition, { tx, house, caller, key, raw, now: house.clock() }, parsed),
    ).catch(refusedByDatabase)
    if (outcome.kind === 'refused') await noteRefusal(house, caller, definition.name, outcome)
    else await writeDown(house, caller, key, definition.name, outcome)
    return outcome
  }
  const { name } = definition
  return {
    ...definition,
    run: (house, caller, key, raw) => watched(house, name, run(house, caller, key, raw)),
  }
}

/** No act lets such a dose through that knows better: what is on record has changed, or an act and the database differ. */
function refusedByDatabase(error: unknown): Refused {
  if (isDoseRefusal(error)) return DOSE_REFUSED
  throw error
}

const DOSE_REFUSED = refused(409, {
  field: '',
  code: 'dose-refused',
  message:
    'This dose does not fit what is on record now, so nothing is saved. Open the patient again and decide on what you see there.',
})

type Request = {
  readonly tx: Tx
  readonly house: House
  readonly caller: Caller
  readonly key: string
  readonly raw: unknown
  readonly now: number
}

async function attempt<Input, Result extends Done>(
  definition: Definition<Input, Result>,
  request: Request,
  parsed: Parsed<Input>,
): Promise<Ending<Result | Refused>> {
  const { tx, house, key } = request
  const [desk, reconciling] = await Promise.all([
    openDesk(definition.name, request),
    reconcilingRefusal(definition.name, tx),
    clocksMustAgree(tx, house),
  ])
  if ('kind' in desk) return undone(desk)
  if (reconciling !== undefined) return undone(reconciling)
  if (parsed.kind === 'refused') return undone(refused(422, ...parsed.findings))
  const unproven = proofRefusal(definition.name, request)
  if (unproven !== undefined) return undone(unproven)

  const before = await askedBefore<Result>(definition.name, request)
  if (before !== 'first-time') return undone(before)

  const outcome = await definition.perform(desk, parsed.value)
  if (outcome.kind === 'refused') return undone(outcome)
  const ofAnother = forAnother(request.caller, outcome)
  if (ofAnother !== undefined) return undone(ofAnother)

  const [standsInWay] = await Promise.all([
    linkRefusal(desk, definition.name, outcome.patientId),
    keepOutcome(tx, key, outcome),
  ])
  if (standsInWay !== undefined) return undone(standsInWay)
  const line = auditLine(desk, definition.name, key, outcome)
  return { keep: true, answer: outcome, last: () => addAuditLine(tx, line) }
}

/** Why what was done is of another patient than the one it was sent for. */
function forAnother({ entersFor }: Caller, { patientId }: Done): Refused | undefined {
  if (entersFor === undefined || patientId === undefined || patientId === entersFor)
    return undefined
  return entersFor === NOT_SAID ? WHOSE : OTHER_PATIENT
}

/** Nobody said whose record an entry is for. */
export const NOT_SAID = 'not-said'

const WHOSE = refused(400, {
  field: '',
  code: 'patient-not-named',
  message: 'Nothing is saved. Say whose record this is for: send the id of the patient.',
})

const OTHER_PATIENT = refused(409, {
  field: '',
  code: 'other-patient',
  message:
    'Nothing is saved: this is of another patient than the one it was sent for. Open the patient whom you mean, and check the name and the date of birth.',
})

const undone = <T>(answer: T): Ending<T> => ({ keep: false, answer })

/** The desk for this person and this act, or why there is none. */
export async function openDesk(
  name: ActName,
  request: Omit<Request, 'key' | 'raw'>,
): Promise<Desk | Refused> {
  const actor = await findStaff(request.tx, request.caller.accountId)
  return actor?.active ? deskOf(name, request, actor) : noPlaceHere
}

/** The desk for somebody who works here, or why there is none. */
export function deskOf(
  name: ActName,
  { tx, house, now, caller }: Omit<Request, 'key' | 'raw'>,
  actor: Actor,
): Desk | Refused {
  const today = londonDay(now)
  const may = permission(name, actor, today)
  if (may.kind === 'refused') {
    return refused(403, { field: '', code: `not-permitted-${may.because}`, message: may.message })
  }
  const application = thisApplication(house.commit)
  const { secret, gateway } = house
  const sendsTexts = gateway !== undefined
  const { session } = caller
  return {
    tx,
    now,
    today,
    actor,
    newId: () => newId(now),
    session,
    secret,
    sendsTexts,
    application,
  }
}

const noPlaceHere = refused(403, {
  field: '',
  code: 'no-place-here',
  message: 'Your account does not work at this provider. Ask your administrator.',
})

const KEY = /^[0-9A-Za-z-]{16,64}$/

async function askedBefore<Result extends Done>(
  act: ActName,
  { tx, caller, key, raw, now }: Request,
): Promise<'first-time' | Result | Refused> {
  if (!KEY.test(key)) {
    const message = 'The request has no valid key. Open the page again and save from there.'
    return refused(400, { field: '', code: 'request-key', message })
  }
  const bodyHash = createHash('sha256').update(canonicalJson(raw)).digest('hex')
  const at = new Date(now).toISOString()
  const claim = await claimRequestKey(tx, { key, act, bodyHash, accountId: caller.accountId, at })
  if (claim === 'claimed') return 'first-time'
  if (claim.act === act && claim.bodyHash === bodyHash) return claim.outcome as Result
  const message =
    'This page was saved before with other content. What was saved then stands; open the page again.'
  return refused(422, { field: '', code: 'key-reused', message })
}

function auditLine(desk: Desk, act: ActName, key: string, done: Done): string {
  return canonicalJson({
    act,
    at: new Date(desk.now).toISOString(),
    by: desk.actor.accountId,
    role: desk.actor.role,
    request: key,
    ...(done.patientId === undefined ? {} : { patient: done.patientId }),
    ...(done.subject === undefined ? {} : { subject: done.subject }),
    ...(done.noted === undefined ? {} : { noted: done.noted }),
  })
}

/** Outside the database, after the commit and before the answer: what was acknowledged is known even to a restored database (H28). */
async function writeDown(house: House, caller: Caller, key: string, act: ActName, done: Done) {
  await house.journal?.write({
    kind: 'act',
    provider: caller.providerId,
    at: new Date(house.clock()).toISOString(),
    reference: key,
    act,
    by: caller.accountId,
    ...(done.patientId !== undefined && { patient: done.patientId }),
    ...(done.subject !== undefined && { subject: done.subject }),
  })
}
