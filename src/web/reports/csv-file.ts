import { csvText } from '#interchange/csv-text.ts'
import type { PageReply } from '#web/page.ts'

/** Rows as a file to be saved; what a spreadsheet would run as a formula is made harmless. */
export const csvFile = (name: string, rows: readonly (readonly string[])[]): PageReply => ({
  kind: 'file',
  type: 'text/csv; charset=utf-8',
  name,
  body: new TextEncoder().encode(csvText(rows)),
})
