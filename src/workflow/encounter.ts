import { canonicalJson } from '#base/canonical.ts'
import type { Day } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { addSaid, isSaidSince } from '#store/encounters.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { findPatient } from '#store/patients.ts'
import { type Ending, inTransaction, type Tx } from '#store/tx.ts'
import { deskOf, openDesk } from './act.ts'
import type { Caller, House } from './desk.ts'
import { identityFindings } from './identity.ts'
import { type Finding, notHere, type Refused } from './outcome.ts'

// An encounter: one session and one patient, from when the person at the screen has typed the patient's initials and year of
// birth. The first entry of one asks for them (H01); a click opens none.

/** An encounter ends so long after it was said whose it is. Source: hazard H01, like the life of a suggestion. Status: local setting. */
export const ENCOUNTER_LASTS_MS = 30 * 60_000

/** Who is at the screen, and whose record the entry is for. */
type AtTheRecord = {
  readonly caller: Caller
  readonly patientId: string
}

/** The question whose record it is. */
type ToSay = {
  readonly kind: 'to-say'
  readonly patient: PatientOnScreen
  readonly today: Day
  /** What is wrong with what was typed; nothing where nothing was. */
  readonly findings: readonly Finding[]
}

export type Encounter = { readonly kind: 'said' } | ToSay

const SAID: Encounter = { kind: 'said' }
const undone = <T>(answer: T): Ending<T> => ({ keep: false, answer })

/**
 * Whether it is said whose record this is: typed with this entry, or, where nothing was, in the last half hour of the session.
 * Wrong initials or a wrong year are noted like every refusal.
 */
export function encounterAt(
  house: House,
  at: AtTheRecord,
  typed: string | undefined,
): Promise<Encounter | Refused> {
  const { caller } = at
  return inTransaction<Encounter | Refused>(house.pool, caller.providerId, async (tx) => {
    if (typed === undefined && (await isSaid(tx, house, at))) return undone(SAID)
    const seen = await recordShown(tx, house, at)
    if (seen.kind === 'refused' || typed === undefined) return undone(seen)
    return await said(tx, house, at, seen, typed)
  })
}

/** The question with whose record it is about, for those who may open it. */
async function recordShown(
  tx: Tx,
  house: House,
  { caller, patientId }: AtTheRecord,
): Promise<ToSay | Refused> {
  const request = { tx, house, caller, now: house.clock() }
  const { seenAs } = caller
  const desk = seenAs
    ? deskOf('see-patient', request, seenAs)
    : await openDesk('see-patient', request)
  if ('kind' in desk) return desk
  const patient = await patientOnScreen(tx, patientId)
  if (patient === undefined) return notHere('patient')
  return { kind: 'to-say', patient, today: desk.today, findings: [] }
}

async function said(
  tx: Tx,
  house: House,
  at: AtTheRecord,
  asked: ToSay,
  typed: string,
): Promise<Ending<Encounter>> {
  const findings = identityFindings(typed, asked.patient.details)
  if (findings.length === 0) {
    await noteSaid(tx, house, at)
    return { keep: true, answer: SAID }
  }
  const line = canonicalJson({
    at: new Date(house.clock()).toISOString(),
    by: at.caller.accountId,
    patient: at.patientId,
    refused: findings.map(({ code }) => code),
  })
  return { keep: true, answer: { ...asked, findings }, last: (ended) => addAuditLine(ended, line) }
}

/** Notes the identity that a form carries whose act asks for it each time; what is wrong with it the act says. */
export async function noteIdentity(
  house: House,
  at: AtTheRecord,
  typed: string | undefined,
): Promise<void> {
  if (typed === undefined) return
  await inTransaction(house.pool, at.caller.providerId, async (tx) => {
    if (await isSaid(tx, house, at)) return undone(undefined)
    const patient = await findPatient(tx, at.patientId)
    const isRight = patient && identityFindings(typed, patient.details).length === 0
    if (isRight) await noteSaid(tx, house, at)
    return { keep: isRight === true, answer: undefined }
  })
}

/** By what names the session under each of its tokens: whoever shows once more who they are is not asked again whose record it is. */
function encounterOf({ caller: { session }, patientId }: AtTheRecord) {
  if (session === undefined) throw new Error('an entry at a screen has no session')
  return { sessionHash: session, patientId }
}

const isSaid = (tx: Tx, house: House, at: AtTheRecord): Promise<boolean> =>
  isSaidSince(tx, encounterOf(at), new Date(house.clock() - ENCOUNTER_LASTS_MS).toISOString())

const noteSaid = (tx: Tx, house: House, at: AtTheRecord): Promise<void> =>
  addSaid(tx, {
    ...encounterOf(at),
    at: new Date(house.clock()).toISOString(),
    by: at.caller.accountId,
  })
