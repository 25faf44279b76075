import type { AbsenceWords } from './absences.ts'

/** What may be missing towards the commissioner. */
export const CONTRACT_ABSENCE_WORDS: Readonly<
  Record<
    'return-due' | 'claim-due' | 'events-not-stated' | 'event-not-recorded' | 'analysis-due',
    AbsenceWords
  >
> = {
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
  'analysis-due': {
    urgency: 'this-week',
    label: 'event, analysis not submitted',
    looksFor:
      'Bleeds, clots and other events whose significant event analysis is not with the commissioner, from the day they are recorded until it is submitted.',
  },
  'event-not-recorded': {
    urgency: 'this-week',
    label: 'may be an event, not answered',
    looksFor:
      'What the record knows and may be an event: an INR above 8, bleeding said at a visit, a pause for bleeding or a stay in hospital, a death, a dose on another patient’s result. Each is looked for from the month before the contract was recorded here, until somebody records the event or says why it is none.',
  },
  'events-not-stated': {
    urgency: 'this-week',
    label: 'events of a month not stated',
    looksFor:
      'Months of which nobody has stated to the commissioner which events there were, or that there was none: from the first reminder of the monthly return on, and again where an event was recorded since.',
  },
}
