import type { Day } from '#base/day.ts'
import { readTable, type Table } from './csv-table.ts'
import { checkEpisodes } from './episode-checks.ts'
import { type ImportedEpisode, readEpisodeRow } from './episode-rows.ts'
import { readFileText } from './file-text.ts'
import { checkHistories } from './history-checks.ts'
import { type ImportBook, openImportBook } from './import-book.ts'
import { type HeadingVariant, type MatchedColumns, matchColumns } from './import-columns.ts'
import type { DateFormat } from './import-day.ts'
import {
  type FileRefusal,
  IMPORT_FILES,
  IMPORT_KINDS,
  type ImportFinding,
  type ImportKind,
} from './import-finding.ts'
import { type ImportRow, openRows, type ReadRow } from './import-row.ts'
import { linkPatients } from './patient-links.ts'
import { type ImportedPatient, readPatientRow } from './patient-rows.ts'
import { checkPeople, type OnRegister } from './people-checks.ts'
import { type ImportedResult, readResultRow } from './result-rows.ts'
import { checkDateColumns, checkWholeFiles } from './whole-file-checks.ts'

export type ImportOptions = {
  readonly today: Day
  readonly dateFormat: DateFormat
  /** Whether a person has confirmed headings that are not written as in the guide. */
  readonly headingsConfirmed: boolean
  readonly onRegister: OnRegister
}

/** A row that waits for a person, as it stands in the file. */
export type HeldRow = {
  readonly kind: ImportKind
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly findings: readonly ImportFinding[]
}

export type HeadingToConfirm = HeadingVariant & { readonly kind: ImportKind }

/** Three files as read: what is taken, what waits, what is wrong; or why a file is refused as a whole. */
export type ImportReading = {
  readonly findings: readonly ImportFinding[]
  readonly headings: readonly HeadingToConfirm[]
} & (
  | { readonly kind: 'refused'; readonly status: FileRefusal['status'] }
  | {
      readonly kind: 'read'
      readonly patients: readonly ImportedPatient[]
      readonly episodes: readonly ImportedEpisode[]
      readonly results: readonly ImportedResult[]
      readonly held: readonly HeldRow[]
    }
)

type OpenFile = { readonly table: Table; readonly columns: MatchedColumns }
type OpenFiles = Readonly<Record<ImportKind, OpenFile | undefined>>

/** Reads an export of three files. Pure: the same bytes, day and register give the same answer. */
export function readImport(
  files: Readonly<Record<ImportKind, Uint8Array>>,
  options: ImportOptions,
): ImportReading {
  const book = openImportBook()
  const opened: OpenFiles = {
    patients: openFile('patients', files.patients, options, book),
    episodes: openFile('episodes', files.episodes, options, book),
    results: openFile('results', files.results, options, book),
  }
  const rows = readRows(opened, options, book)
  checkAcross(rows, options, book)
  checkTogether(rows, book)

  const headings = headingsToConfirm(opened)
  const findings = book.findings()
  const [refusal] = book.refusals
  if (refusal !== undefined) return { kind: 'refused', status: refusal.status, findings, headings }
  return { kind: 'read', findings, headings, ...takenOf(rows, book), held: heldOf(rows, book) }
}

function openFile(
  kind: ImportKind,
  bytes: Uint8Array,
  options: ImportOptions,
  book: ImportBook,
): OpenFile | undefined {
  const text = readFileText(kind, bytes)
  const table = text.kind === 'refused' ? text : readTable(kind, text.text)
  const columns = table.kind === 'refused' ? table : matchColumns(kind, table)
  if (table.kind === 'refused' || columns.kind === 'refused') {
    if (columns.kind === 'refused') book.refuse(columns)
    return undefined
  }
  noteHeadings(kind, columns, options.headingsConfirmed, book)
  checkDateColumns(kind, table, columns, options.dateFormat, book)
  return { table, columns }
}

function noteHeadings(
  kind: ImportKind,
  { variants, unknown }: MatchedColumns,
  confirmed: boolean,
  book: ImportBook,
): void {
  for (const { found, meant } of variants) {
    const place = { kind, line: 1, field: meant }
    if (confirmed) book.warn(place, 'heading-confirmed', `"${found}" was confirmed to be ${meant}.`)
    else book.hold(place, 'heading-to-confirm', `"${found}" seems to be ${meant}. Confirm it.`)
  }
  for (const heading of unknown) {
    const message = `The column "${heading.slice(0, 80)}" is not known and is not taken.`
    book.warn({ kind, line: 1, field: heading.slice(0, 80) }, 'unknown-column', message)
  }
}

type ReadRows = {
  readonly patients: readonly ReadRow<'patients', ImportedPatient>[]
  readonly episodes: readonly ReadRow<'episodes', ImportedEpisode>[]
  readonly results: readonly ReadRow<'results', ImportedResult>[]
}

function readRows(files: OpenFiles, options: ImportOptions, book: ImportBook): ReadRows {
  const read = <Kind extends ImportKind, Value>(
    kind: Kind,
    readRow: (row: ImportRow<Kind>, today: Day, format: DateFormat) => Value | undefined,
  ): readonly ReadRow<Kind, Value>[] => {
    const file = files[kind]
    if (file === undefined) return []
    const rows = openRows(kind, file.table, file.columns, book)
    return rows.map((row) => ({ row, value: readRow(row, options.today, options.dateFormat) }))
  }
  return {
    patients: read('patients', readPatientRow),
    episodes: read('episodes', readEpisodeRow),
    results: read('results', readResultRow),
  }
}

/** What a file says about another can only be asked when both could be opened. */
function checkAcross(rows: ReadRows, options: ImportOptions, book: ImportBook): void {
  checkPeople(rows.patients, options.onRegister, book)
  if (rows.patients.length === 0) return
  const patients = linkPatients(rows.patients, book)
  if (rows.episodes.length === 0) return
  const episodes = checkEpisodes(rows.episodes, patients, book)
  if (rows.results.length === 0) return
  const { today, dateFormat } = options
  checkHistories(rows.results, { patients, episodes, today, dateFormat, book })
}

function checkTogether(rows: ReadRows, book: ImportBook): void {
  const findings = Map.groupBy(book.findings(), ({ file }) => file)
  const of = (kind: ImportKind) => findings.get(IMPORT_FILES[kind]) ?? []
  checkWholeFiles(
    { patients: of('patients'), episodes: of('episodes'), results: of('results') },
    {
      patients: rows.patients.length,
      episodes: rows.episodes.length,
      results: rows.results.length,
    },
    book,
  )
}

const headingsToConfirm = (files: OpenFiles): readonly HeadingToConfirm[] =>
  IMPORT_KINDS.flatMap((kind) =>
    (files[kind]?.columns.variants ?? []).map((variant) => ({ kind, ...variant })),
  )

function takenOf(rows: ReadRows, book: ImportBook) {
  const taken = <Kind extends ImportKind, Value>(
    kind: Kind,
    read: readonly ReadRow<Kind, Value>[],
  ): readonly Value[] =>
    read.flatMap(({ row, value }) =>
      value !== undefined && book.isTaken(kind, row.line) ? [value] : [],
    )
  return {
    patients: taken('patients', rows.patients),
    episodes: taken('episodes', rows.episodes),
    results: taken('results', rows.results),
  }
}

function heldOf(rows: ReadRows, book: ImportBook): readonly HeldRow[] {
  const findings = Map.groupBy(book.findings(), ({ file, line }) => `${file} ${line}`)
  return IMPORT_KINDS.flatMap((kind) =>
    rows[kind]
      .filter(({ row }) => book.isHeld(kind, row.line))
      .map(({ row: { line, cells } }) => ({
        kind,
        line,
        cells,
        findings: findings.get(`${IMPORT_FILES[kind]} ${line}`) ?? [],
      })),
  )
}
