import { trimAscii } from '#base/typed-text.ts'
import type { Table, TableRow } from './csv-table.ts'
import type { ImportBook } from './import-book.ts'
import type { ColumnOf, MatchedColumns } from './import-columns.ts'
import type { ImportKind } from './import-finding.ts'

/** The cells of a row by the name of their column, without the spaces around them. */
export type Cells<Kind extends ImportKind> = Readonly<Record<ColumnOf<Kind>, string>>

/** One row while it is read: its cells, and a pen for what is wrong with them. */
export type ImportRow<Kind extends ImportKind> = {
  readonly line: number
  readonly cells: Cells<Kind>
  hold(field: ColumnOf<Kind>, code: string, message: string): undefined
  warn(field: ColumnOf<Kind>, code: string, message: string): void
  leaveOut(field: ColumnOf<Kind>, code: string, message: string): void
}

/** A row and what it was read as; undefined when it cannot be. */
export type ReadRow<Kind extends ImportKind, Value> = {
  readonly row: ImportRow<Kind>
  readonly value: Value | undefined
}

const LONGEST_CELL = 2000
/** Direction marks, zero-width characters and controls: what is read would not be what is stored. */
const HIDDEN = /[\p{Cc}\u00AD\u061C\u200B-\u200C\u200E-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/u
const SPREADSHEET_ERROR = /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$|^#{3,}$/
/** A letter lost for ever, or UTF-8 read as Windows-1252 and saved again. */
const DAMAGED = /\uFFFD|Ã[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]|â€/u

/** Opens every row of a file; a row of the wrong length or with damaged cells is held at once. */
export function openRows<Kind extends ImportKind>(
  kind: Kind,
  table: Table,
  columns: MatchedColumns,
  book: ImportBook,
): readonly ImportRow<Kind>[] {
  return table.rows.map((row) => {
    const opened = openRow(kind, row, columns, book)
    checkLength(opened, row.cells.length, table.headings.length, book, kind)
    checkCells(opened, book, kind)
    return opened
  })
}

function openRow<Kind extends ImportKind>(
  kind: Kind,
  { line, cells }: TableRow,
  { places }: MatchedColumns,
  book: ImportBook,
): ImportRow<Kind> {
  const named = Object.fromEntries(
    [...places].map(([column, place]) => [column, trimAscii(cells[place] ?? '')]),
  )
  return {
    line,
    cells: named as Cells<Kind>,
    hold: (field, code, message) => book.hold({ kind, line, field }, code, message),
    warn: (field, code, message) => book.warn({ kind, line, field }, code, message),
    leaveOut: (field, code, message) => book.leaveOut({ kind, line, field }, code, message),
  }
}

function checkLength(
  { line }: { readonly line: number },
  found: number,
  expected: number,
  book: ImportBook,
  kind: ImportKind,
): void {
  if (found === expected) return
  const message =
    found > expected
      ? `The row has ${found} cells under ${expected} headings. Look for a comma too many, or put the cell with the comma in quotation marks.`
      : `The row has ${found} cells under ${expected} headings. Look for a cell or a comma that is missing.`
  book.hold({ kind, line, field: '' }, found > expected ? 'extra-column' : 'short-row', message)
}

function checkCells<Kind extends ImportKind>(
  { line, cells }: ImportRow<Kind>,
  book: ImportBook,
  kind: ImportKind,
): void {
  for (const [field, text] of Object.entries<string>(cells)) {
    const fault = faultOf(field, text)
    if (fault !== undefined) book.hold({ kind, line, field }, fault.code, fault.message)
  }
}

function faultOf(field: string, text: string): { code: string; message: string } | undefined {
  if (text === '') return undefined
  if (text.length > LONGEST_CELL) {
    const message = `The cell holds ${text.length} characters; at most ${LONGEST_CELL} are taken. Shorten it.`
    return { code: 'too-long', message }
  }
  if (HIDDEN.test(field === 'comment' ? text.replace(/[\r\n\t]/g, ' ') : text)) {
    const message = 'The cell holds hidden characters. Type it again instead of pasting it.'
    return { code: 'hidden-characters', message }
  }
  if (SPREADSHEET_ERROR.test(text)) {
    const message = 'The cell holds an error of a spreadsheet. Export the file again.'
    return { code: 'spreadsheet-error', message }
  }
  if (DAMAGED.test(text)) {
    const message = 'Letters in the cell are damaged. Export the file again as "CSV UTF-8".'
    return { code: 'damaged-letters', message }
  }
  return undefined
}
