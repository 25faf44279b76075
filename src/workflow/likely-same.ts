import { type Identity, type NearMatch, nearMatches } from '#register/near-match.ts'
import type { PatientDetails } from '#register/patient.ts'
import { likelySamePatients } from '#store/patient-search.ts'
import { type FoundPatient, searchName } from '#store/patients.ts'
import type { Desk } from './desk.ts'

/** Somebody of the register who may be the person typed, and in what they are alike. */
export type LikelySame = { readonly patient: FoundPatient; readonly match: NearMatch }

/** Who of the register may be this person already (H02); `apartFrom` is the record itself when it is being changed. */
export async function likelySame(
  { tx }: Desk,
  details: PatientDetails,
  apartFrom?: string,
): Promise<readonly LikelySame[]> {
  const candidates = await likelySamePatients(tx, {
    name: searchName(details),
    dateOfBirth: details.dateOfBirth,
    nhsNumber: details.nhs.kind === 'number' ? details.nhs.number : null,
  })
  const others = candidates
    .filter(({ id }) => id !== apartFrom)
    .map((patient) => ({ ...identityOf(patient.details), patient }))
  return nearMatches(identityOf(details), others).map(({ person, match }) => ({
    patient: person.patient,
    match,
  }))
}

/** What tells a record apart from others. */
export const identityOf = (details: PatientDetails): Identity => ({
  familyName: details.familyName,
  givenName: details.givenName,
  dateOfBirth: details.dateOfBirth,
  nhsNumber: details.nhs.kind === 'number' ? details.nhs.number : null,
  postcode: details.postcode,
})
