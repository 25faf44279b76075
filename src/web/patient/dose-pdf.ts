import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { printDose } from '#workflow/print-dose.ts'

/** The patient's dose page as a PDF; of a dose that a newer one has replaced only a marked copy. */
export const dosePdf: PageHandler = async ({ house, caller, params, query }) => {
  const decisionId = params['decisionId'] ?? ''
  const copyOfSuperseded = query.get('copy') === 'superseded'
  const printed = await printDose(house, caller, { decisionId, copyOfSuperseded })
  if (printed.kind === 'refused') return refusalPage(printed)
  return { kind: 'file', body: printed.pdf, type: 'application/pdf', name: printed.fileName }
}
