import type { Table } from './csv-table.ts'
import {
  type FileRefusal,
  IMPORT_FILES,
  IMPORT_KINDS,
  type ImportKind,
  refuseFile,
} from './import-finding.ts'

/** The columns of each file, by the names of the guide. All must be there; cells may be empty. */
export const IMPORT_COLUMNS = {
  patients: [
    'patient_ref',
    'nhs_number',
    'family_name',
    'given_name',
    'date_of_birth',
    'sex',
    'postcode',
    'phone',
    'registered_practice',
    'housebound',
  ],
  episodes: [
    'patient_ref',
    'medicine',
    'indication',
    'target_inr',
    'range_low',
    'range_high',
    'start_date',
    'stop_date',
    'planned_duration',
    'method',
    'tablets',
  ],
  results: [
    'patient_ref',
    'test_date',
    'inr',
    'method',
    'dose_mg_per_day',
    'omit_days',
    'next_test_date',
    'comment',
  ],
} as const satisfies Record<ImportKind, readonly string[]>

export type ColumnOf<Kind extends ImportKind> = (typeof IMPORT_COLUMNS)[Kind][number]

/** A heading that is not written as in the guide, and the column that it seems to mean. */
export type HeadingVariant = { readonly found: string; readonly meant: string }

export type MatchedColumns = {
  readonly kind: 'columns'
  /** Where each column stands in a row. */
  readonly places: ReadonlyMap<string, number>
  readonly variants: readonly HeadingVariant[]
  readonly unknown: readonly string[]
}

/** Finds the columns by their headings: exact names, or variants of case and spaces to be confirmed. */
export function matchColumns(kind: ImportKind, { headings }: Table): MatchedColumns | FileRefusal {
  const places = new Map<string, number>()
  const variants: HeadingVariant[] = []
  const unknown: string[] = []
  for (const [place, heading] of headings.entries()) {
    const column = plainHeading(heading)
    if (!isColumnOf(kind, column)) unknown.push(heading)
    else if (places.has(column)) return headingTwice(kind, column)
    else {
      places.set(column, place)
      if (heading !== column) variants.push({ found: heading, meant: column })
    }
  }
  return missingColumns(kind, places, headings) ?? { kind: 'columns', places, variants, unknown }
}

const isColumnOf = (kind: ImportKind, name: string): boolean =>
  (IMPORT_COLUMNS[kind] as readonly string[]).includes(name)

/** ` INR ` is `inr`, `Patient Ref` is `patient_ref`. */
const plainHeading = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

function headingTwice(kind: ImportKind, column: string): FileRefusal {
  const message = `The heading ${column} stands in the file twice. Remove the column that does not belong.`
  return refuseFile(kind, { field: column, code: 'heading-twice', message })
}

function missingColumns(
  kind: ImportKind,
  places: ReadonlyMap<string, number>,
  headings: readonly string[],
): FileRefusal | undefined {
  const missing = IMPORT_COLUMNS[kind].filter((column) => !places.has(column))
  const [first] = missing
  if (first === undefined) return undefined

  const other = IMPORT_KINDS.find((candidate) => candidate !== kind && fits(candidate, headings))
  if (other !== undefined) {
    const message = `This looks like ${IMPORT_FILES[other]}. Put each file in its own place.`
    return refuseFile(kind, { code: 'other-file', message })
  }
  const message = `The file has no heading ${missing.join(', ')}. Add ${missing.length === 1 ? 'the column' : 'the columns'} or rename the heading, and try again.`
  return refuseFile(kind, { field: first, code: 'heading-missing', message })
}

const fits = (kind: ImportKind, headings: readonly string[]): boolean =>
  IMPORT_COLUMNS[kind].every((column) => headings.map(plainHeading).includes(column))
