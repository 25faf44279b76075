import type { Day } from '#base/day.ts'
import { parseDateOfBirth } from '#register/date-of-birth.ts'
import { type NhsNumber, parseNhsNumber } from '#register/nhs-number.ts'
import type { Sex } from '#register/patient.ts'
import { type NamePart, parseNamePart } from '#register/person-name.ts'
import { isFormula } from './csv-text.ts'
import { type DateFormat, readImportedDay } from './import-day.ts'
import type { ImportRow } from './import-row.ts'

/** A person as the other product has them. */
export type ImportedPatient = {
  readonly line: number
  readonly patientRef: string
  readonly nhsNumber: NhsNumber
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: Day
  readonly sex: Sex
  readonly postcode: string
  readonly phone: string
  readonly registeredPractice: string
  readonly housebound: 'yes' | 'no' | 'not-known'
}

type Row = ImportRow<'patients'>

const SEX: Readonly<Record<string, Sex>> = {
  F: 'female',
  M: 'male',
  I: 'indeterminate',
  X: 'indeterminate',
  U: 'not-known',
}
const YES_OR_NO: Readonly<Record<string, ImportedPatient['housebound']>> = { Y: 'yes', N: 'no' }
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i
const PRACTICE_CODE = /^[A-Z]\d{5}$/
const PHONE = /^\+?[\d ()-]{6,24}$/
const LONGEST_NAME = 100
const SCIENTIFIC = /^\d+(?:[.,]\d+)?E\+?\d+$/i

/** Reads one row of patients.csv; undefined when it cannot be taken as it stands. */
export function readPatientRow(
  row: Row,
  today: Day,
  format: DateFormat,
): ImportedPatient | undefined {
  const patientRef = readPatientRef(row)
  const nhsNumber = readNhsNumber(row)
  const familyName = readName(row, 'family_name', 'familyName')
  const givenName = readName(row, 'given_name', 'givenName')
  const dateOfBirth = readDateOfBirth(row, today, format)
  const sex = readSex(row)
  const registeredPractice = readPractice(row)
  const housebound = readHousebound(row)
  if (patientRef === undefined || nhsNumber === undefined || dateOfBirth === undefined) return
  if (familyName === undefined || givenName === undefined || sex === undefined) return
  if (registeredPractice === undefined || housebound === undefined) return
  return {
    line: row.line,
    patientRef,
    nhsNumber,
    familyName,
    givenName,
    dateOfBirth,
    sex,
    postcode: readPostcode(row),
    phone: readPhone(row),
    registeredPractice,
    housebound,
  }
}

function readPatientRef(row: Row): string | undefined {
  const { patient_ref: ref } = row.cells
  if (ref !== '') return ref
  return row.hold('patient_ref', 'required', 'The patient reference is missing. Add it.')
}

function readNhsNumber(row: Row): NhsNumber | undefined {
  const { nhs_number: text } = row.cells
  if (SCIENTIFIC.test(text)) {
    const message =
      'A spreadsheet has damaged the NHS number. Format the column as text and export again.'
    return row.hold('nhs_number', 'excel-damaged', message)
  }
  if (text === '') {
    const message =
      'The NHS number is missing. Add it, or register the patient by hand with the reason why there is none.'
    return row.hold('nhs_number', 'required', message)
  }
  const parsed = parseNhsNumber(text)
  if (parsed.kind === 'nhs-number') return parsed.nhsNumber
  return row.hold('nhs_number', parsed.code, parsed.message)
}

/** A formula is text like any other (D5.48): it is kept as it stands, and said. */
function readName(
  row: Row,
  field: 'family_name' | 'given_name',
  part: NamePart,
): string | undefined {
  const text = row.cells[field]
  if (isFormula(text) && text.length <= LONGEST_NAME) {
    const message = 'The name begins like a formula. It is kept as text: check it with the patient.'
    row.warn(field, 'formula-as-text', message)
    return text
  }
  const parsed = parseNamePart(text, part)
  if (parsed.kind === 'name') return parsed.name
  return row.hold(field, parsed.code, parsed.message)
}

function readDateOfBirth(row: Row, today: Day, format: DateFormat): Day | undefined {
  const day = readImportedDay(row.cells.date_of_birth, format)
  if (day.kind === 'refused') return row.hold('date_of_birth', day.code, day.message)
  const parsed = parseDateOfBirth(day.day, today)
  if (parsed.kind === 'date-of-birth') return parsed.dateOfBirth
  return row.hold('date_of_birth', parsed.code, parsed.message)
}

function readSex(row: Row): Sex | undefined {
  const { sex: text } = row.cells
  if (text === '') {
    row.warn('sex', 'not-known', 'The sex is missing and is taken as not known.')
    return 'not-known'
  }
  const sex = SEX[text.toUpperCase()]
  return sex ?? row.hold('sex', 'not-a-choice', 'Write the sex as F, M, I (indeterminate) or U.')
}

function readPractice(row: Row): string | undefined {
  const { registered_practice: text } = row.cells
  if (text === '') {
    const message = 'The registered practice is missing and is taken as not known.'
    row.warn('registered_practice', 'not-known', message)
    return ''
  }
  if (PRACTICE_CODE.test(text)) return text
  const message = 'Write the practice code: one capital letter and 5 digits, like C88001.'
  return row.hold('registered_practice', 'format', message)
}

function readHousebound(row: Row): ImportedPatient['housebound'] | undefined {
  const { housebound: text } = row.cells
  if (text === '') {
    row.warn('housebound', 'not-known', 'Housebound is empty and is taken as not known.')
    return 'not-known'
  }
  const known = YES_OR_NO[text.toUpperCase()]
  return known ?? row.hold('housebound', 'not-a-choice', 'Write housebound as Y or N.')
}

/** A wrong postcode or telephone number keeps nobody off the register; it is kept as it stands, and said. */
function readPostcode(row: Row): string {
  const { postcode } = row.cells
  if (postcode !== '' && !POSTCODE.test(postcode)) {
    const message = 'This is not a UK postcode. It is kept as it stands: check it with the patient.'
    row.warn('postcode', 'format', message)
  }
  return postcode
}

function readPhone(row: Row): string {
  const { phone } = row.cells
  if (phone === '') {
    const message = 'There is no telephone number. Ask for one: an urgent INR needs a call.'
    row.warn('phone', 'not-known', message)
  } else if (!PHONE.test(phone) || !/^[+0(]/.test(phone)) {
    const message =
      'This is not a telephone number, or its first 0 is lost. It is kept as it stands: check it with the patient.'
    row.warn('phone', 'format', message)
  }
  return phone
}
