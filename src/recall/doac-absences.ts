import type { AbsenceWords } from './absences.ts'

/** What may be missing in the care of a person on a direct oral anticoagulant, or whose medicine is being changed. */
export const DOAC_ABSENCE_WORDS: Readonly<
  Record<
    'doac-forbidden' | 'doac-not-told' | 'change-not-finished' | 'bridging-not-ended',
    AbsenceWords
  >
> = {
  'doac-forbidden': {
    urgency: 'act-now',
    label: 'on a medicine that the record forbids',
    looksFor:
      'People on apixaban, dabigatran, edoxaban or rivaroxaban whose record says mechanical valve, moderate or severe mitral stenosis or antiphospholipid syndrome, and no prescriber has it as a task.',
  },
  'doac-not-told': {
    urgency: 'act-now',
    label: 'reviewed, patient not told',
    looksFor:
      'Reviews of apixaban, dabigatran, edoxaban or rivaroxaban while nothing records that the patient or the carer was told.',
  },
  'change-not-finished': {
    urgency: 'before-the-clinic-ends',
    label: 'change of medicine, not finished',
    looksFor:
      'Changes from one anticoagulant to another that are planned or begun and not done: warfarin stopped and the new medicine not started, both taken, or the removal of the old one not confirmed. Since: the day by which the next step is due.',
  },
  'bridging-not-ended': {
    urgency: 'before-the-clinic-ends',
    label: 'heparin beside another anticoagulant, not ended',
    looksFor:
      'Heparin given beside another anticoagulant, until a prescriber has ended its course; past its last day it is escalated and first. Since: its last day.',
  },
}
