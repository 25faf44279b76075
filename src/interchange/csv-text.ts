/** What makes a spreadsheet read a cell as a formula (OWASP, CSV injection), in half and full width. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/

/** Whether a spreadsheet may run this text as a formula. */
export const isFormula = (text: string): boolean => FORMULA_START.test(text)

/** One cell of a file that people will open in a spreadsheet: always quoted, and a formula made harmless. */
export function csvCell(text: string): string {
  const harmless = isFormula(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

/** Rows as comma-separated text with CRLF, as spreadsheets expect. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
