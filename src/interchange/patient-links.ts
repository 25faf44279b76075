import type { ImportBook } from './import-book.ts'
import { IMPORT_FILES } from './import-finding.ts'
import type { ImportRow, ReadRow } from './import-row.ts'
import type { ImportedPatient } from './patient-rows.ts'

/** What became of the patient to whom a reference points. */
export type PatientLink =
  | { readonly kind: 'taken'; readonly patient: ImportedPatient }
  | { readonly kind: 'held'; readonly line: number }
  | { readonly kind: 'on-register'; readonly line: number }

export type PatientLinks = ReadonlyMap<string, PatientLink>

/** Each reference of patients.csv and what became of it. */
export function linkPatients(
  rows: readonly ReadRow<'patients', ImportedPatient>[],
  book: ImportBook,
): PatientLinks {
  const links = new Map<string, PatientLink>()
  for (const { row, value } of rows) {
    const ref = row.cells.patient_ref
    if (ref === '' || links.get(ref)?.kind === 'taken') continue
    if (value !== undefined && book.isTaken('patients', row.line)) {
      links.set(ref, { kind: 'taken', patient: value })
    } else if (book.isHeld('patients', row.line)) {
      links.set(ref, { kind: 'held', line: row.line })
    } else {
      links.set(ref, { kind: 'on-register', line: row.line })
    }
  }
  return links
}

/** The patient of a row that was taken; the row of any other waits with them. */
export function patientOfRow(
  row: ImportRow<'episodes'> | ImportRow<'results'>,
  links: PatientLinks,
): ImportedPatient | undefined {
  const ref = row.cells.patient_ref
  if (ref === '') return undefined
  const link = links.get(ref)
  if (link === undefined) {
    const message = `No row of ${IMPORT_FILES.patients} has this patient reference. Correct it, or add the patient.`
    return row.hold('patient_ref', 'unknown-patient', message)
  }
  switch (link.kind) {
    case 'taken':
      return link.patient
    case 'held': {
      const message = `The patient is held (line ${link.line} of ${IMPORT_FILES.patients}), so this row waits too.`
      return row.hold('patient_ref', 'patient-held', message)
    }
    case 'on-register': {
      const message = `The patient is on the register already (line ${link.line} of ${IMPORT_FILES.patients}). Compare this row with the record and enter by hand what is missing.`
      return row.hold('patient_ref', 'patient-on-register', message)
    }
  }
}
