import type { SentPerson } from '#interchange/observation-person.ts'
import { foldName } from '#register/person-name.ts'
import { type FoundPatient, findPatientByNhsNumber } from '#store/patients.ts'
import type { NewStep } from '#store/sent-results.ts'
import type { Desk } from './desk.ts'
import { linkRefusal } from './linked-records.ts'

export type Held = NewStep & { readonly step: 'held' }

/** Held for a person, with the reason. */
export const held = (code: string, says: string): Held => ({
  step: 'held',
  code,
  says,
  patientId: null,
  resultId: null,
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
