import type { PatientDetails } from '#register/patient.ts'
import { foldName } from '#register/person-name.ts'
import type { TransferPackage } from '#register/transfer.ts'
import { addEpisodes, episodesOf } from '#store/episodes.ts'
import { lockRegister } from '#store/lock-register.ts'
import { addPatients, type FoundPatient, findPatientByNhsNumber } from '#store/patients.ts'
import { addResults } from '#store/results.ts'
import type { Desk } from './desk.ts'
import { likelySame } from './likely-same.ts'
import { type Refused, refused } from './outcome.ts'
import { doseBefore } from './transfer-package.ts'

export type TakenOver = {
  readonly kind: 'taken-over'
  readonly patientId: string
  readonly episodeId: string
}

/**
 * Takes a patient who was handed over into this register: the person, unless they are in it already, the course as it is going on, not
 * yet confirmed, with the day of its next test, and its results. From now on it is due, overdue and missed here; nobody is dosed
 * before a clinician has confirmed the plan with the patient, as with any plan that came from elsewhere (H07, H12).
 */
export async function takeOver(
  desk: Desk,
  handed: TransferPackage,
  from: string,
): Promise<TakenOver | Refused> {
  await lockRegister(desk.tx)
  const known = await inRegister(desk, handed.patient)
  if (known?.kind === 'refused') return known
  const patientId = known === undefined ? await register(desk, handed.patient, from) : known.id
  const running = (await episodesOf(desk.tx, patientId)).some(({ phase }) => phase !== 'ended')
  if (running) return HAS_COURSE
  const episodeId = await addCourse(desk, patientId, handed, from)
  await addHanded(desk, { patientId, episodeId }, handed, from)
  return { kind: 'taken-over', patientId, episodeId }
}

type InRegister = { readonly kind: 'known'; readonly id: string } | Refused | undefined

/** The record that this person has here already; somebody who may be the same is for a person to compare (H02). */
async function inRegister(desk: Desk, details: PatientDetails): Promise<InRegister> {
  const { nhs } = details
  const found =
    nhs.kind === 'number' ? await findPatientByNhsNumber(desk.tx, nhs.number) : undefined
  if (found === undefined) {
    const alike = await likelySame(desk, details)
    return alike.length === 0 ? undefined : MAY_BE_REGISTERED
  }
  if (!isSame(found, details)) return NOT_THE_SAME
  return found.standing === 'live' ? { kind: 'known', id: found.id } : HAS_LEFT
}

const isSame = ({ details }: FoundPatient, sent: PatientDetails): boolean =>
  details.dateOfBirth === sent.dateOfBirth &&
  foldName(details.familyName) === foldName(sent.familyName)

async function register(
  { tx, actor, now, newId }: Desk,
  details: PatientDetails,
  from: string,
): Promise<string> {
  const id = newId()
  const person = {
    id,
    version: 1,
    standing: 'live',
    diedOn: null,
    importBatchId: null,
    details,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  } as const
  await addPatients(tx, [person], `Taken over from ${from}`)
  return id
}

async function addCourse(
  { tx, actor, now, newId }: Desk,
  patientId: string,
  { plan, phase, nextTestOn, risk, results }: TransferPackage,
  from: string,
): Promise<string> {
  const id = newId()
  const isRunning = phase !== 'accepted'
  const course = {
    id,
    patientId,
    version: 1,
    phase,
    standing: isRunning ? 'unverified' : 'confirmed',
    bridging: false,
    plan,
    suspendedFrom: null,
    suspendedUntil: null,
    endedOn: null,
    endedReason: null,
    nextTestOn: isRunning ? nextTestOn : null,
    lastTestedOn: results.at(-1)?.on ?? null,
    lastDecisionId: null,
    lastToldId: null,
    risk: Math.max(risk, RISK_NOT_KNOWN),
    importBatchId: null,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  } as const
  await addEpisodes(tx, [course], `Taken over from ${from}`)
  return id
}

/** A plan that nobody here has confirmed is not known to be of low risk. */
const RISK_NOT_KNOWN = 1

async function addHanded(
  { tx, actor, now, newId }: Desk,
  ids: { readonly patientId: string; readonly episodeId: string },
  handed: TransferPackage,
  from: string,
): Promise<void> {
  const { results, nextTestOn, dose } = handed
  const rows = results.map(({ on, comparator, tenths, method }, nth) => {
    const isNewest = nth === results.length - 1
    return {
      id: newId(),
      ...ids,
      inr: { comparator, tenths },
      raw: `${comparator === '=' ? '' : comparator}${(tenths / 10).toFixed(1)}`,
      sampledOn: on,
      sampledAt: null,
      method,
      device: null,
      status: 'final',
      replaces: null,
      reason: null,
      doseBeforeUg: isNewest ? doseBefore(handed) : null,
      omitDays: isNewest ? (dose?.omitDays ?? null) : null,
      plannedNextOn: isNewest ? nextTestOn : null,
      comment: `Handed over by ${from}`,
      importBatchId: null,
      enteredBy: actor.accountId,
      enteredAt: new Date(now).toISOString(),
    } as const
  })
  if (rows.length > 0) await addResults(tx, rows)
}

const stopped = (code: string, message: string): Refused =>
  refused(409, { field: '', code, message })

const MAY_BE_REGISTERED = stopped(
  'may-be-registered',
  'Somebody in your register may be this person. Find the record and compare them. If it is somebody else, register this patient there, with why, and accept again.',
)
const NOT_THE_SAME = stopped(
  'other-person',
  'Somebody else in your register has this NHS number. Find out whose it is before this patient is taken on.',
)
const HAS_LEFT = stopped(
  'not-live',
  'This patient is in your register and has left. Record the return on the details of the patient first.',
)
const HAS_COURSE = stopped(
  'has-plan',
  'This patient already has a treatment plan in your register. Nobody has two: open it and settle which one holds.',
)
