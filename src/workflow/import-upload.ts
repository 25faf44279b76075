import { DATE_FORMATS, type DateFormat } from '#interchange/import-day.ts'
import { IMPORT_FILES, IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import type { Finding, Parsed } from './outcome.ts'

/** A file as it was sent; its content in base64, so that a page and JSON say the same. */
export type UploadedFile = {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export type ImportUpload = Readonly<Record<ImportKind, UploadedFile>> & {
  readonly dateFormat: DateFormat
}

const FIELDS: readonly string[] = [...IMPORT_KINDS, 'dateFormat']

/** Reads three files and the declared date format from what a door was given. */
export function parseImportUpload(input: unknown): Parsed<ImportUpload> {
  if (!isRecord(input)) return oneFinding('', 'type', 'Send the three files as one object.')
  const unknown = Object.keys(input).find((field) => !FIELDS.includes(field))
  if (unknown !== undefined) {
    return oneFinding('', 'unknown-field', 'The form holds a field that does not belong to it.')
  }
  const { dateFormat: declared, ...files } = input
  const dateFormat = DATE_FORMATS.find((format) => format === declared)
  const [patients, episodes, results] = IMPORT_KINDS.map((kind) => parseFile(files[kind]))
  if (dateFormat && patients && episodes && results) {
    return { kind: 'parsed', value: { patients, episodes, results, dateFormat } }
  }
  return { kind: 'refused', findings: whatIsMissing(input, dateFormat) }
}

function whatIsMissing(
  input: Readonly<Record<string, unknown>>,
  dateFormat: DateFormat | undefined,
): readonly Finding[] {
  const files = IMPORT_KINDS.filter((kind) => parseFile(input[kind]) === undefined).map((kind) => ({
    field: kind,
    code: 'required',
    message: `Choose the file ${IMPORT_FILES[kind]}.`,
  }))
  if (dateFormat !== undefined) return files
  const message = 'Say how the files write their dates.'
  return [...files, { field: 'dateFormat', code: 'required', message }]
}

/** One file as it was sent; nothing where it is none. */
export function parseFile(input: unknown): UploadedFile | undefined {
  if (!isRecord(input)) return undefined
  const { name, type, base64 } = input
  if (typeof name !== 'string' || typeof type !== 'string' || typeof base64 !== 'string') {
    return undefined
  }
  const bytes = bytesOf(base64)
  return bytes && { name, type, bytes }
}

function bytesOf(base64: string): Uint8Array | undefined {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? bytes : undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const oneFinding = (field: string, code: string, message: string): Parsed<never> => ({
  kind: 'refused',
  findings: [{ field, code, message }],
})

/** What browsers and spreadsheets call a CSV file; Windows with Excel calls it an Excel sheet. */
const CSV_TYPES: readonly string[] = [
  '',
  'text/csv',
  'text/plain',
  'text/x-csv',
  'text/comma-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
  'application/octet-stream',
]

/** Whether a file is sent as text. */
export const isSentAsCsv = ({ type }: UploadedFile): boolean =>
  CSV_TYPES.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')

/** The first file that is sent as something else than text. */
export const fileOfOtherType = (upload: ImportUpload): ImportKind | undefined =>
  IMPORT_KINDS.find((kind) => {
    return !isSentAsCsv(upload[kind])
  })

const LONGEST_LABEL = 100
/** An NHS number, or a telephone number, in the name of a file. */
const LONG_NUMBER = /(?:\d[ -]?){9,}/

/** The file's name to show: without hidden characters, shortened, and replaced when it names a patient. */
export function labelOf(kind: ImportKind, name: string): string {
  return shownName(name) ?? IMPORT_FILES[kind]
}

/** The name of a file as it may be shown; nothing where it is empty or may name a patient. */
export function shownName(name: string): string | undefined {
  const shown = name.replace(/\p{C}/gu, '').trim()
  if (shown === '' || LONG_NUMBER.test(shown)) return undefined
  return shown.slice(0, LONGEST_LABEL)
}
