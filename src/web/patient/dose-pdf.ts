import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { dosePage } from '#workflow/dose-page.ts'

/** The patient's dose page as a PDF; of a dose that a newer one has replaced only a marked copy. */
export const dosePdf: PageHandler = async ({ house, caller, params, query }) => {
  const decisionId = params['decisionId'] ?? ''
  const copyOfSuperseded = query.get('copy') === 'superseded'
  const printed = await dosePage(house, caller, { decisionId, copyOfSuperseded })
  if (printed.kind === 'refused') return refusalPage(printed)
  return { kind: 'file', body: printed.pdf, type: 'application/pdf', name: printed.fileName }
}
