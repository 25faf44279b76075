import type { SentPerson } from '#interchange/observation-person.ts'
import { foldName } from '#register/person-name.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatientByNhsNumber } from '#store/patients.ts'
import type { NewStep } from '#store/sent-results.ts'
import type { Desk } from './desk.ts'
import { linkRefusal } from './linked-records.ts'

/** A held result of a patient who is sure is somebody's task as well: of which record, with the alarms of its INR there. */
export type OfRecord = { readonly patient: FoundPatient; readonly episode: FoundEpisode }
export type Held = NewStep & {
  readonly step: 'held'
  readonly asks?: OfRecord & {
    /** The day of a result on that record which may be somebody else's: what is sent now is not told there. */
    readonly doubtedOn?: string
  }
}

/** Held for a person, with the reason; what of it is nobody's task is only on the list of what is held. */
export const held = (code: string, says: string): Held => ({
  step: 'held',
  code,
  says,
  patientId: null,
  resultId: null,
})

/** Held, and a task of the record that it is of: nobody looks for an alarm on a list of files (H17). */
export const heldOf = (asks: OfRecord, code: string, says: string): Held => ({
  ...held(code, says),
  patientId: asks.patient.id,
  asks,
})

/** Held, and a task of the record on which the same result stands, because it may be of somebody else (H01). */
export const doubtOf = (of: OfRecord, doubtedOn: string, { code, says }: NewStep): Held => ({
  ...heldOf(of, code, says),
  asks: { ...of, doubtedOn },
})

/**
 * Whose a result is that was sent: who has its NHS number and, of date of birth and family name, whatever was sent. One that
 * differs is a reason to ask, whichever it is (H01).
 */
export async function whoseSent(
  desk: Desk,
  { nhsNumber, dateOfBirth, familyName }: SentPerson,
): Promise<FoundPatient | Held> {
  const patient = await findPatientByNhsNumber(desk.tx, nhsNumber)
  if (patient === undefined) {
    return held('no-patient', 'Nobody of this register has this NHS number.')
  }
  const { details } = patient
  if (dateOfBirth !== null && details.dateOfBirth !== dateOfBirth) {
    return held('date-of-birth-differs', 'The date of birth is not that of the NHS number here.')
  }
  if (familyName !== '' && foldName(familyName) !== foldName(details.familyName)) {
    return held('family-name-differs', 'The family name is not that of the NHS number here.')
  }
  if (patient.standing !== 'live') {
    return held('not-live', 'The patient has left, has died or is no longer on the register.')
  }
  const refusal = await linkRefusal(desk, 'bring-in-results', patient.id)
  const [finding] = refusal?.findings ?? []
  return finding === undefined ? patient : held(finding.code, finding.message)
}
