import type { Table } from './csv-table.ts'
import type { ImportBook } from './import-book.ts'
import type { MatchedColumns } from './import-columns.ts'
import { type DateFormat, faultOfDateColumn } from './import-day.ts'
import { type ImportFinding, type ImportKind, refuseFile } from './import-finding.ts'
import { isWholesale } from './wholesale.ts'

const DATE_COLUMNS: Readonly<Record<ImportKind, readonly string[]>> = {
  patients: ['date_of_birth'],
  episodes: ['start_date', 'stop_date'],
  results: ['test_date', 'next_test_date'],
}

/** Refuses a file in which a column of dates cannot be trusted as a whole. */
export function checkDateColumns(
  kind: ImportKind,
  table: Table,
  { places }: MatchedColumns,
  format: DateFormat,
  book: ImportBook,
): void {
  for (const field of DATE_COLUMNS[kind]) {
    const place = places.get(field) ?? -1
    const texts = table.rows.map(({ cells }) => (cells[place] ?? '').trim())
    const fault = faultOfDateColumn(
      texts.filter((text) => text !== ''),
      format,
    )
    if (fault !== undefined) book.refuse(refuseFile(kind, { field, ...fault }))
  }
}

type Symptom = {
  readonly kind: ImportKind
  readonly field: string
  readonly code: string
  readonly signs: Readonly<Record<string, readonly string[]>>
  readonly message: string
}

/** What many rows together say of a file; the signs are the codes of row findings by field. */
const SYMPTOMS: readonly Symptom[] = [
  {
    kind: 'results',
    field: 'inr',
    code: 'implausible-file',
    signs: {
      inr: ['above-range', 'below-range', 'precision'],
      dose_mg_per_day: ['step', 'weekly-total', 'too-large', 'no-dose'],
    },
    message:
      'More than 2 % of the rows have an INR or a dose that cannot be. Look whether the two columns are swapped, or doses are a weekly total or an average.',
  },
  {
    kind: 'results',
    field: 'test_date',
    code: 'dates-swapped',
    signs: { test_date: ['before-birth'] },
    message:
      'More than 2 % of the tests are before the date of birth of the patient. Look whether two columns of dates are swapped.',
  },
  {
    kind: 'results',
    field: 'next_test_date',
    code: 'dates-swapped',
    signs: { next_test_date: ['next-before-test'] },
    message:
      'More than 2 % of the next tests are before the test. Look whether the two columns of dates are swapped.',
  },
  {
    kind: 'episodes',
    field: 'stop_date',
    code: 'dates-swapped',
    signs: { stop_date: ['stop-before-start'], start_date: ['before-birth'] },
    message:
      'More than 2 % of the plans stop before they start, or start before the patient was born. Look whether two columns of dates are swapped.',
  },
]

/** Refuses a file in which so many rows cannot be true that none is to be trusted (D5.20, D5.21). */
export function checkWholeFiles(
  findingsOf: Readonly<Record<ImportKind, readonly ImportFinding[]>>,
  rowsOf: Readonly<Record<ImportKind, number>>,
  book: ImportBook,
): void {
  for (const { kind, field, code, signs, message } of SYMPTOMS) {
    const shown = findingsOf[kind].filter((finding) => signs[finding.field]?.includes(finding.code))
    const lines = new Set(shown.map(({ line }) => line))
    if (isWholesale(lines.size, rowsOf[kind]))
      book.refuse(refuseFile(kind, { field, code, message }))
  }
}
