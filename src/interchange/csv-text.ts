/** What makes a spreadsheet read a cell as a formula (OWASP, CSV injection), in half and full width, or may hide one behind it. */
const FORMULA_START = /^[=+\-@\t\r\n\0＝＋－＠]/

/** Whether a spreadsheet may run this text as a formula. */
export const isFormula = (text: string): boolean => FORMULA_START.test(text)

/**
 * One cell of a file that people will open in a spreadsheet: a text is always quoted, and a formula made harmless. A
 * number of our own is written bare, so that one below nothing stays a number.
 */
export function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '""'
  const harmless = isFormula(cell) ? `'${cell}` : cell
  return `"${harmless.replaceAll('"', '""')}"`
}

/** Rows as comma-separated text with CRLF, as spreadsheets expect. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
