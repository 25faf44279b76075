import { csvText } from '#interchange/csv-text.ts'
import type { PageReply } from '#web/page.ts'

/** Its first row names the columns (RFC 4180). */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

/** Rows as a file to be saved; what a spreadsheet would run as a formula is made harmless. */
export const csvFile = (
  name: string,
  rows: readonly (readonly (string | number)[])[],
): PageReply => ({
  kind: 'file',
  type: CSV_TYPE,
  name,
  body: new TextEncoder().encode(csvText(rows)),
})
