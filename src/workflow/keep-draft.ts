import { uuid } from '#base/ids.ts'
import { type DraftForm, putDraft } from '#store/drafts.ts'
import { findPatient } from '#store/patients.ts'
import { inTransaction } from '#store/tx.ts'
import { openDesk } from './act.ts'
import type { Caller, House } from './desk.ts'
import { notHere, type Refused, refused } from './outcome.ts'

export type { DraftForm }

/** More than any form of the clinic holds. */
const LONGEST_DRAFT = 64_000

/**
 * Keeps what a person has typed for a patient, for that person alone. Nothing of the record changes, so it
 * leaves no audit line and needs no key: it may be said as often as the person types.
 */
export async function keepDraft(
  house: House,
  caller: Caller,
  typed: { readonly patientId: string; readonly form: DraftForm },
): Promise<{ readonly kind: 'kept' } | Refused> {
  const patientId = uuid(typed.patientId)
  if (patientId === undefined) return notHere('patient')
  if (JSON.stringify(typed.form).length > LONGEST_DRAFT) return tooLong
  return await inTransaction<{ readonly kind: 'kept' } | Refused>(
    house.pool,
    caller.providerId,
    async (tx) => {
      const now = house.clock()
      const desk = await openDesk('see-patient', { tx, house, caller, now })
      if ('kind' in desk) return { keep: false, answer: desk }
      const patient = await findPatient(tx, patientId)
      if (patient === undefined) return { keep: false, answer: notHere('patient') }

      const { accountId } = caller
      const savedAt = new Date(now).toISOString()
      await putDraft(tx, { accountId, patientId, form: typed.form, savedAt })
      return { keep: true, answer: { kind: 'kept' } }
    },
  )
}

const tooLong = refused(413, {
  field: '',
  code: 'too-long',
  message: 'This is too much text to keep. Shorten it.',
})
