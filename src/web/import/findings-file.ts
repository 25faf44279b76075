import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { csvFile } from '#web/reports/csv-file.ts'
import { importDryRun } from '#workflow/import-dry-run.ts'

/** All findings of a waiting import, to work through beside the other product. */
export const findingsFile: PageHandler = async ({ house, caller, params: { batch = '' } }) => {
  const question = { batchId: batch, headingsConfirmed: false }
  const dryRun = await importDryRun(house, caller, question)
  if (dryRun.kind === 'refused') return refusalPage(dryRun)
  const rows = dryRun.findings.map(({ file, line, field, severity, message }) => [
    file,
    String(line),
    field,
    severity,
    message,
  ])
  const headings = ['file', 'line', 'field', 'severity', 'message']
  return csvFile('import-findings.csv', [headings, ...rows])
}
