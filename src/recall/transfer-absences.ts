import { ANSWER_WITHIN_WORKING_DAYS } from '#register/transfer.ts'
import type { AbsenceWords } from './absences.ts'

/** What may be missing while patients are handed over from one provider to another (S4). */
export const TRANSFER_ABSENCE_WORDS: Readonly<
  Record<'transfer-to-answer' | 'transfer-not-answered', AbsenceWords>
> = {
  'transfer-to-answer': {
    urgency: 'before-the-clinic-ends',
    label: 'transfer waits for you',
    looksFor:
      'Patients whom another provider asks you to take on, and questions about those whom you hand over, until you have answered.',
  },
  'transfer-not-answered': {
    urgency: 'this-week',
    label: 'transfer not answered',
    looksFor: `Transfers of which the other side has not answered for ${ANSWER_WITHIN_WORKING_DAYS} working days: ask again. Whoever sends answers for the patient until then.`,
  },
}
