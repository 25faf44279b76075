import { CsvError, parse } from 'csv-parse/sync'
import { type FileRefusal, type ImportKind, refuseFile } from './import-finding.ts'

/** One row as it stands in the file; `line` is the line on which it begins. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] }

export type Table = {
  readonly kind: 'table'
  readonly headings: readonly string[]
  readonly rows: readonly TableRow[]
}

/** None of the three files has more than eleven columns; a file with hundreds is another file. */
const MOST_COLUMNS = 100

/** Reads comma-separated text (RFC 4180, any line ends) into headings and rows; blank lines do not count. */
export function readTable(kind: ImportKind, text: string): Table | FileRefusal {
  const [firstLine = ''] = text.split(/\r\n|\n|\r/, 1)
  const wrong = wrongDelimiter(kind, firstLine) ?? tooManyColumns(kind, firstLine)
  if (wrong !== undefined) return wrong

  const parsed = readRecords(kind, text)
  if (!Array.isArray(parsed)) return parsed

  const [headings, ...rows] = parsed.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (headings === undefined || rows.length === 0) {
    const message = 'The file has no rows below its headings. Export it again.'
    return refuseFile(kind, { code: 'no-rows', message })
  }
  return { kind: 'table', headings: headings.cells, rows }
}

function wrongDelimiter(kind: ImportKind, firstLine: string): FileRefusal | undefined {
  if (firstLine.includes(',')) return undefined
  const found = [';', '\t', '|'].find((delimiter) => firstLine.includes(delimiter))
  if (found === undefined) return undefined
  const words = found === ';' ? 'semicolons' : found === '\t' ? 'tabs' : 'bars'
  const message = `The columns are separated by ${words}. Save the file with commas between the columns.`
  return refuseFile(kind, { code: 'wrong-delimiter', message })
}

function tooManyColumns(kind: ImportKind, firstLine: string): FileRefusal | undefined {
  const columns = firstLine.split(',').length
  if (columns <= MOST_COLUMNS) return undefined
  const message = `The file has ${columns} columns. Export it with the columns of the guide only.`
  return refuseFile(kind, { code: 'too-many-columns', message })
}

function readRecords(kind: ImportKind, text: string): TableRow[] | FileRefusal {
  const rows: TableRow[] = []
  let line = 1
  try {
    parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line, cells })
        line = lines + 1
        return null
      },
    })
  } catch (error) {
    if (error instanceof CsvError) return brokenQuotes(kind, line, error)
    throw error
  }
  return rows
}

function brokenQuotes(kind: ImportKind, line: number, error: CsvError): FileRefusal {
  const unclosed =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_INVALID_CLOSING_QUOTE'
  const message = unclosed
    ? `A quotation mark opens on line ${line} and is not closed. Close it, or remove it, and try again.`
    : `Line ${line} has a quotation mark inside a cell. Put the whole cell in quotation marks and write the mark twice.`
  return refuseFile(kind, { line, code: unclosed ? 'unclosed-quote' : 'stray-quote', message })
}
