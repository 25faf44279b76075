import type { AbsenceWords } from './absences.ts'

/** What may be missing in the running of the clinics. */
export const CLINIC_ABSENCE_WORDS: Readonly<
  Record<'clinic-not-closed' | 'booked-without-clinic', AbsenceWords>
> = {
  'clinic-not-closed': {
    urgency: 'before-the-clinic-ends',
    label: 'earlier clinic, not closed',
    looksFor:
      'Clinic days of the last 12 weeks that nobody closed, or on which somebody was tested after the clinic was closed.',
  },
  'booked-without-clinic': {
    urgency: 'this-week',
    label: 'booked on a day without a clinic',
    looksFor: 'Appointments on a day or at a time when no clinic is held any more.',
  },
}
