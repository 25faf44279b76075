import type { AbsenceWords } from './absences.ts'

/** What may be missing towards the commissioner. */
export const CONTRACT_ABSENCE_WORDS: Readonly<Record<'return-due' | 'claim-due', AbsenceWords>> = {
  'return-due': {
    urgency: 'this-week',
    label: 'monthly return due or late',
    looksFor:
      'Monthly returns to the commissioner that nobody has submitted: from the first reminder on, and late ones until they are.',
  },
  'claim-due': {
    urgency: 'this-week',
    label: 'quarterly claim to sign',
    looksFor:
      'Quarters that have ended and that nobody has claimed of the commissioner, until they are.',
  },
}
