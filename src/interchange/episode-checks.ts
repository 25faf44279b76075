import { type ImportedEpisode, OTHER_ANTICOAGULANTS } from './episode-rows.ts'
import type { ImportBook } from './import-book.ts'
import type { ImportRow, ReadRow } from './import-row.ts'
import { type PatientLinks, patientOfRow } from './patient-links.ts'
import { linesOfOthers, rowsBy, sayTheSame } from './same-rows.ts'

type EpisodeRow = ReadRow<'episodes', ImportedEpisode>

/** What became of the plan of a patient. */
export type EpisodeLink =
  | { readonly kind: 'taken'; readonly episode: ImportedEpisode }
  | { readonly kind: 'held'; readonly line: number }

export type EpisodeLinks = ReadonlyMap<string, EpisodeLink>

/** One plan for each patient of the file: two are held, and so is one whose patient is. */
export function checkEpisodes(
  rows: readonly EpisodeRow[],
  patients: PatientLinks,
  book: ImportBook,
): EpisodeLinks {
  const plain = rows.map(({ row }) => row)
  for (const ofOne of rowsBy(plain, ({ cells }) => cells.patient_ref || undefined)) {
    checkOnePlan(ofOne)
  }
  for (const { row, value } of rows) {
    const patient = patientOfRow(row, patients)
    if (patient !== undefined && value !== undefined && value.startedOn < patient.dateOfBirth) {
      const message = 'The treatment starts before the date of birth. Check both dates.'
      row.hold('start_date', 'before-birth', message)
    }
  }
  return linkEpisodes(rows, book)
}

function checkOnePlan(rows: readonly ImportRow<'episodes'>[]): void {
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
      const other = rows
        .map(({ cells }) => cells.medicine.toLowerCase())
        .find((medicine) => OTHER_ANTICOAGULANTS.includes(medicine))
      const recorded = other === undefined ? '' : ` Other anticoagulant recorded: ${other}.`
      const message = `The patient has another plan on ${others}. Keep the one that is in force.${recorded}`
      row.hold('patient_ref', 'two-plans', message)
    }
  }
}

function linkEpisodes(rows: readonly EpisodeRow[], book: ImportBook): EpisodeLinks {
  const links = new Map<string, EpisodeLink>()
  for (const { row, value } of rows) {
    const ref = row.cells.patient_ref
    if (value !== undefined && book.isTaken('episodes', row.line)) {
      links.set(ref, { kind: 'taken', episode: value })
    } else if (!links.has(ref)) {
      links.set(ref, { kind: 'held', line: row.line })
    }
  }
  return links
}
