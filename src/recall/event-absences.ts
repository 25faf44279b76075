import type { AbsenceWords } from './absences.ts'

/** What may be missing about events and the quality of the service, in the order of the front page. */
export const EVENT_ABSENCES = [
  'action-plan-due',
  'analysis-due',
  'event-not-recorded',
  'events-not-stated',
] as const

export const EVENT_ABSENCE_WORDS: Readonly<Record<(typeof EVENT_ABSENCES)[number], AbsenceWords>> =
  {
    'action-plan-due': {
      urgency: 'this-week',
      label: 'action plan due or late',
      looksFor:
        'Breaches of which the commissioner has notified this service and whose action plan nobody has submitted, or that was sent back.',
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
