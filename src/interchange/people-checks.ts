import type { Day } from '#base/day.ts'
import { foldName } from '#register/person-name.ts'
import { checkAlike } from './alike-checks.ts'
import type { ImportBook } from './import-book.ts'
import type { ImportRow, ReadRow } from './import-row.ts'
import type { ImportedPatient } from './patient-rows.ts'
import { linesOfOthers, rowsBy, sayTheSame } from './same-rows.ts'

/** Who has an NHS number of the file on this provider's register already. */
export type OnRegister = ReadonlyMap<
  string,
  {
    readonly familyName: string
    readonly dateOfBirth: Day
    readonly standing: 'live' | 'left' | 'deceased'
  }
>

type PatientRow = ReadRow<'patients', ImportedPatient>
type Row = ImportRow<'patients'>

/** Finds people who stand in the file twice, or are on the register already; nobody is merged or created twice. */
export function checkPeople(rows: readonly PatientRow[], onRegister: OnRegister, book: ImportBook) {
  for (const { row } of rows) checkOneReference(row)
  const plain = rows.map(({ row }) => row)
  for (const sameRef of rowsBy(plain, ({ cells }) => cells.patient_ref || undefined)) {
    checkSameReference(sameRef)
  }
  const standing = plain.filter(({ line }) => book.isTaken('patients', line))
  for (const sameNumber of rowsBy([...standing, ...heldWithNumber(plain, book)], nhsDigits)) {
    checkSameNumber(sameNumber)
  }
  for (const { row, value } of rows) {
    if (value !== undefined && book.isTaken('patients', row.line)) {
      checkOnRegister(row, value, onRegister)
    }
  }
  checkAlike(rows, book)
}

/** A row held for another reason still shows whose number it is. */
const heldWithNumber = (rows: readonly Row[], book: ImportBook) =>
  rows.filter(({ line }) => book.isHeld('patients', line))

function checkOneReference(row: Row): void {
  if (row.cells.patient_ref.length <= LONGEST_REFERENCE) return
  const message = `The patient reference is longer than ${LONGEST_REFERENCE} characters. Check the column.`
  row.hold('patient_ref', 'too-long', message)
}

const LONGEST_REFERENCE = 64

function checkSameReference(rows: readonly Row[]): void {
  if (rows.length < 2) return
  const same = sayTheSame(rows)
  for (const row of same ? rows.slice(1) : rows) {
    const others = linesOfOthers(rows, row.line)
    if (same) {
      row.leaveOut(
        'patient_ref',
        'same-row-twice',
        `The same row is on ${others}. It is taken once.`,
      )
    } else {
      const message = `The patient reference is also on ${others}, with other content. Keep the row that is right.`
      row.hold('patient_ref', 'reference-twice', message)
    }
  }
}

function nhsDigits({ cells }: Row): string | undefined {
  const digits = cells.nhs_number.replace(/[ -]/g, '')
  return /^\d{10}$/.test(digits) ? digits : undefined
}

function checkSameNumber(rows: readonly Row[]): void {
  const references = new Set(rows.map(({ cells }) => cells.patient_ref))
  if (references.size < 2) return
  const { code, what } = differenceOf(rows)
  for (const row of rows) {
    const message = `The NHS number is also on ${linesOfOthers(rows, row.line)}, ${what}. Trace the number and keep the row that is right.`
    row.hold('nhs_number', code, message)
  }
}

function differenceOf(rows: readonly Row[]): { readonly code: string; readonly what: string } {
  const surnames = new Set(rows.map(({ cells }) => foldName(cells.family_name)))
  if (surnames.size > 1)
    return { code: 'one-number-two-surnames', what: 'with another family name' }
  const births = new Set(rows.map(({ cells }) => cells.date_of_birth))
  if (births.size > 1) {
    return { code: 'one-number-two-dates-of-birth', what: 'with another date of birth' }
  }
  return { code: 'same-person-twice', what: 'for the same person under another reference' }
}

function checkOnRegister(row: Row, patient: ImportedPatient, onRegister: OnRegister): void {
  const known = onRegister.get(patient.nhsNumber)
  if (known === undefined) return
  const isSame =
    known.dateOfBirth === patient.dateOfBirth &&
    foldName(known.familyName) === foldName(patient.familyName)
  if (!isSame) {
    const message =
      'Somebody else is on the register with this NHS number. Trace the number before anything is changed.'
    row.hold('nhs_number', 'other-person-on-register', message)
    return
  }
  switch (known.standing) {
    case 'live':
      row.leaveOut(
        'nhs_number',
        'already-on-register',
        'The patient is on the register already and is not created again.',
      )
      return
    case 'left':
      row.hold(
        'nhs_number',
        'left-this-register',
        'The patient has left this register. Ask for a transfer from the provider who has them now.',
      )
      return
    case 'deceased':
      row.hold(
        'nhs_number',
        'recorded-as-deceased',
        'The patient is recorded here as deceased. Check the record before anything is changed.',
      )
  }
}
