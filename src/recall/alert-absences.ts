import { REDESIGN_ABOVE_PERCENT, REDESIGN_DAYS } from '#clinical/alerts/alert-figures.ts'
import type { AbsenceWords } from './absences.ts'

/** What may be wrong with the alerts themselves (H33). */
export const ALERT_ABSENCE_WORDS: Readonly<Record<'alert-gone-past', AbsenceWords>> = {
  'alert-gone-past': {
    urgency: 'this-week',
    label: 'alert that nearly everybody goes past',
    looksFor: `Alerts and questions that more than ${REDESIGN_ABOVE_PERCENT} % of answers went past in ${REDESIGN_DAYS} days, until the clinical safety officer closes them with what is to be done.`,
  },
}
