import { SURVEY_EVERY_DAYS } from '#clinical/meter-survey.ts'
import type { AbsenceWords } from './absences.ts'

/** How many days before its end a competence is listed. @see docs/evidence.md#competence-warning */
export const COMPETENCE_WARNING_DAYS = 30
/** Days before its end from which a licence is listed: time to renew it. Ours. @see docs/evidence.md#licence-warning */
export const LICENCE_WARNING_DAYS = 30

/** What may be missing of the meters of the site (H06), and of what else a level needs (S15, S20). */
export const METER_ABSENCE_WORDS: Readonly<
  Record<
    'meter-control-due' | 'competence-expiring' | 'survey-due' | 'licence-expiring',
    AbsenceWords
  >
> = {
  'meter-control-due': {
    urgency: 'before-the-clinic-ends',
    label: 'meter without a control in date',
    looksFor:
      'Meters in use whose last control failed, or of which no control in date has passed where this site asks for one. No dose rests on them.',
  },
  'competence-expiring': {
    urgency: 'this-week',
    label: 'competence expiring',
    looksFor: `People who may dose and whose competence ends within ${COMPETENCE_WARNING_DAYS} days or has ended.`,
  },
  'survey-due': {
    urgency: 'this-week',
    label: 'quality survey of a meter due',
    looksFor: `Meters in use, where the service has a subscription to external quality assessment or a contract for level 4, of which no survey is on record for ${SURVEY_EVERY_DAYS} days; and surveys that were not satisfactory, or not returned, until it is recorded what was done.`,
  },
  'licence-expiring': {
    urgency: 'this-week',
    label: 'licence expiring or expired',
    looksFor: `Licences of the service that end within ${LICENCE_WARNING_DAYS} days or have ended. The levels that need them are not provided after that.`,
  },
}
