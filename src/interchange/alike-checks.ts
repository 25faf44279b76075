import { foldName } from '#register/person-name.ts'
import type { ImportBook } from './import-book.ts'
import type { ReadRow } from './import-row.ts'
import type { ImportedPatient } from './patient-rows.ts'
import { linesOfOthers, rowsBy } from './same-rows.ts'

type PatientRow = ReadRow<'patients', ImportedPatient>

/** Warns of people who may be one person twice: one name and date of birth under two NHS numbers (H02). Both are taken. */
export function checkAlike(rows: readonly PatientRow[], book: ImportBook): void {
  const taken = rows.filter(({ row }) => book.isTaken('patients', row.line))
  for (const alike of rowsBy(taken, nameAndBirth)) {
    if (alike.length < 2) continue
    const plain = alike.map(({ row }) => row)
    for (const row of plain) {
      const message = `The same name and date of birth are on ${linesOfOthers(plain, row.line)} under another NHS number. Check that they are two people before you take the import.`
      row.warn('nhs_number', 'alike', message)
    }
  }
}

function nameAndBirth({ value }: PatientRow): string | undefined {
  if (value === undefined) return undefined
  return [foldName(value.familyName), foldName(value.givenName), value.dateOfBirth].join('|')
}
