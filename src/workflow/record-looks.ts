import { auditEntriesAbout } from '#store/audit-entries.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type AuditEntry, inWords } from './audit-entry.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

const ROWS_A_PAGE = 100
/** @technical A sheet on paper holds no more. */
const ROWS_A_SHEET = 2000

export type RecordLooks = {
  readonly kind: 'looks'
  readonly patient: PatientOnScreen
  readonly entries: readonly AuditEntry[]
  readonly older: number | undefined
}

/** Who looked at a person's record and who wrote in it, newest first: for the one who answers for it, and as a sheet for the person. */
export const recordLooks = view<
  { readonly patientId: string; readonly before: string | null; readonly as: 'page' | 'sheet' },
  RecordLooks
>(
  'see-looks',
  async ({ tx }, { patientId, before, as }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const limit = as === 'page' ? ROWS_A_PAGE : ROWS_A_SHEET
    const from = /^\d{1,15}$/.test(before ?? '') ? Number(before) : Number.MAX_SAFE_INTEGER
    const lines = await auditEntriesAbout(tx, patient.id, { before: from, limit: limit + 1 })
    const page = lines.slice(0, limit)
    return {
      kind: 'looks',
      patient,
      entries: await inWords(tx, page),
      older: lines.length > limit ? page.at(-1)?.seq : undefined,
    }
  },
  ({ patientId }) => patientId,
)
