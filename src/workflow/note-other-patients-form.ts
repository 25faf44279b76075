import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'

/** Notes that a form which was made for one patient was sent to the address of another, and refused (H01). */
export async function noteOtherPatientsForm(
  house: House,
  caller: Caller,
  patient: string,
): Promise<void> {
  await inTransaction(house.pool, caller.providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    const [by, refused] = [caller.accountId, ['other-patients-form']]
    await addAuditLine(tx, canonicalJson({ at, by, patient, refused }))
    return { keep: true, answer: undefined }
  })
}
