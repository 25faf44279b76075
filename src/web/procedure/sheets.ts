import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { procedureSheet } from '#workflow/procedure-sheet.ts'

const printed =
  (which: 'sheet' | 'letter'): PageHandler =>
  async ({ house, caller, params }) => {
    const sheet = await procedureSheet(house, caller, { planId: params['planId'] ?? '', which })
    if (sheet.kind === 'refused') return refusalPage(sheet)
    return { kind: 'file', body: sheet.pdf, type: 'application/pdf', name: sheet.fileName }
  }

/** The plan for the patient as a PDF. */
export const patientSheet = printed('sheet')

/** The letter to the department as a PDF. */
export const departmentLetter = printed('letter')
