import { trimAscii } from '#base/typed-text.ts'
import type { PatientDetails } from '#register/patient.ts'
import { initialsOf } from '#register/person-name.ts'
import type { Finding } from './outcome.ts'

const GRAMMAR = /^(\p{L})[. ]{0,2}(\p{L})[., ]{0,2}(\d{4})$/u

/**
 * Whether the initials and the year of birth typed are this patient's: typed from the person in the chair and
 * not from the screen, it is what stops a dose in the wrong record (H01).
 */
export function identityFindings(
  typed: string | undefined,
  patient: PatientDetails,
): readonly Finding[] {
  const text = trimAscii(typed ?? '')
  if (text === '') {
    return [finding('required', 'Enter the initials and the year of birth, like MH 1942.')]
  }
  const match = GRAMMAR.exec(text)
  if (match === null) {
    return [finding('format', 'Enter two initials and the year of birth, like MH 1942.')]
  }
  const [, given = '', family = '', year = ''] = match
  const isThisPatient =
    initialsOf({ givenName: given, familyName: family }) === initialsOf(patient) &&
    year === patient.dateOfBirth.slice(0, 4)
  if (isThisPatient) return []
  return [
    finding(
      'identity-differs',
      'These are not the initials and year of birth of this patient. Check that the right record is open.',
    ),
  ]
}

const finding = (code: string, message: string): Finding => ({ field: 'identity', code, message })
