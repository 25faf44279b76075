import type { AbsenceWords } from './absences.ts'

/** What may be missing of the meters of the site (H06). */
export const METER_ABSENCE_WORDS: Readonly<Record<'meter-control-due', AbsenceWords>> = {
  'meter-control-due': {
    urgency: 'before-the-clinic-ends',
    label: 'meter without a control in date',
    looksFor:
      'Meters in use whose last control failed, or of which no control in date has passed where this site asks for one. No dose rests on them.',
  },
}
