import { CHECK_WARNING_DAYS } from '#register/self-testing.ts'
import { ALERT_ABSENCE_WORDS } from './alert-absences.ts'
import { CLINIC_ABSENCE_WORDS } from './clinic-absences.ts'
import { CONTRACT_ABSENCE_WORDS } from './contract-absences.ts'
import { CONTROL_ABSENCE_WORDS } from './control-absences.ts'
import { DOAC_ABSENCE_WORDS } from './doac-absences.ts'
import { EVENT_ABSENCE_WORDS, EVENT_ABSENCES } from './event-absences.ts'
import { IMPORT_ABSENCE_WORDS } from './import-absences.ts'
import { METER_ABSENCE_WORDS } from './meter-absences.ts'
import { PROCEDURE_ABSENCE_WORDS } from './procedure-absences.ts'
import { TRANSFER_ABSENCE_WORDS } from './transfer-absences.ts'

/**
 * What may be missing in the care of a person or in the running of the clinic. The front page counts each of these,
 * and each count opens the list of exactly those it counted (H22: nobody becomes invisible).
 */
export const ABSENCES = [
  'alarm-not-actioned',
  'escalated',
  'procedure-restart-overdue',
  'not-told',
  'doac-forbidden',
  'doac-not-told',
  'no-next-test',
  'overdue-high-risk',
  'came-not-tested',
  'procedure-restart-due',
  'procedure-step-due',
  'clinic-not-closed',
  'due-today',
  'result-not-dosed',
  'not-picked-up',
  'picked-up-not-closed',
  'meter-control-due',
  'transfer-to-answer',
  'missed-no-contact',
  'overdue',
  'contact-due',
  'decision-waiting',
  'not-booked',
  'change-not-finished',
  'bridging-not-ended',
  'suspension-past-end',
  'stop-date-reached',
  'reassessment-due',
  'poor-control',
  'review-due',
  'first-review-due',
  'education-due',
  'self-test-check-due',
  'not-started',
  'unverified-plan',
  'unmapped-indication',
  'sent-result-held',
  'held-row',
  'booked-without-clinic',
  'week-without-clinic',
  'competence-expiring',
  'licence-expiring',
  'survey-due',
  'return-due',
  'claim-due',
  'transfer-not-answered',
  ...EVENT_ABSENCES,
  'alert-gone-past',
] as const
export type Absence = (typeof ABSENCES)[number]

/** Whether a text names an absence, as in the address of a worklist. */
export const isAbsence = (text: string): text is Absence =>
  ABSENCES.some((absence) => absence === text)

/** Lists of tasks: somebody's, or nobody's yet. */
export const TASK_LISTS: readonly Absence[] = [
  'alarm-not-actioned',
  'escalated',
  'not-picked-up',
  'picked-up-not-closed',
  'decision-waiting',
  'alert-gone-past',
]

/** The first column of the front page is the only red one. */
export type Urgency = 'act-now' | 'before-the-clinic-ends' | 'this-week'
export type AbsenceWords = {
  readonly urgency: Urgency
  readonly label: string
  /** What the list looks for, so that an empty one can be trusted. */
  readonly looksFor: string
}

/**
 * Risk (0-3, derived when a plan or a dose is saved) from which an overdue test is looked for first.
 * @see docs/evidence.md#overdue-risk
 */
export const HIGH_RISK = 2
/**
 * How far back visits and appointments are looked through. No test may be further ahead than 12 weeks (the longest
 * interval of the rule set), so whoever was last seen before that is found as overdue or without a next test. A review of a
 * direct oral anticoagulant may be further ahead: it is found by its date, and by no look back.
 * @see docs/evidence.md#look-back
 */
export const LOOK_BACK_DAYS = 84
/** How many days ahead a test without an appointment is listed. @see docs/evidence.md#book-ahead */
export const BOOK_AHEAD_DAYS = 7
/** How many weeks from this one must each have a clinic. @see docs/evidence.md#weeks-with-a-clinic */
export const WEEKS_WITH_A_CLINIC = 4

/** The words of each absence, and when it must be put right. */
export const ABSENCE_WORDS: Readonly<Record<Absence, AbsenceWords>> = {
  'alarm-not-actioned': {
    urgency: 'act-now',
    label: 'INR alarm, not actioned',
    looksFor:
      'Results that raised an alarm, until an authorised person closes them with what was done.',
  },
  escalated: {
    urgency: 'act-now',
    label: 'escalated, still open',
    looksFor:
      'Referred results, alarms, decisions and alerts to be redesigned that nobody closed in time, looks in an emergency that nobody reviewed in time, entries from paper that nobody checked in time, analyses of events that nobody submitted in time, and each restart after a procedure that is overdue.',
  },
  'not-told': {
    urgency: 'act-now',
    label: 'dosed, patient not told',
    looksFor:
      'Doses that are decided while nothing records that the patient or the carer was told.',
  },
  ...DOAC_ABSENCE_WORDS,
  ...PROCEDURE_ABSENCE_WORDS,
  ...METER_ABSENCE_WORDS,
  'no-next-test': {
    urgency: 'act-now',
    label: 'no next test date',
    looksFor: 'People on treatment with no test date ahead and no open task.',
  },
  'overdue-high-risk': {
    urgency: 'act-now',
    label: 'overdue, high risk',
    looksFor:
      'People whose test date has passed without a result, and who are starting treatment, have doses omitted or boosted, are bridging, or have a high-risk condition.',
  },
  'came-not-tested': {
    urgency: 'act-now',
    label: 'came, not tested',
    looksFor:
      'People who arrived for an appointment in the last 12 weeks while no result was recorded since.',
  },
  'due-today': {
    urgency: 'before-the-clinic-ends',
    label: 'due today, no result',
    looksFor: 'People whose test is due today and has no result.',
  },
  'result-not-dosed': {
    urgency: 'before-the-clinic-ends',
    label: 'result without a dose',
    looksFor: 'Results with neither a dose nor a task that somebody owns.',
  },
  'not-picked-up': {
    urgency: 'before-the-clinic-ends',
    label: 'referred, not picked up',
    looksFor: 'Results and questions referred to an authorised person whom nobody has yet taken.',
  },
  'picked-up-not-closed': {
    urgency: 'before-the-clinic-ends',
    label: 'picked up, not closed',
    looksFor: 'Referred results that somebody has taken and not yet decided.',
  },
  'missed-no-contact': {
    urgency: 'before-the-clinic-ends',
    label: 'did not come, no contact',
    looksFor:
      'People who missed an appointment in the last 12 weeks, have no new one, and whom nobody has contacted.',
  },
  overdue: {
    urgency: 'this-week',
    label: 'overdue',
    looksFor: 'Everybody else whose test, or review of a DOAC, is past its date without a result.',
  },
  'contact-due': {
    urgency: 'this-week',
    label: 'next contact due',
    looksFor: 'People contacted about a missed test once or twice, whose next contact is due.',
  },
  'decision-waiting': {
    urgency: 'this-week',
    label: "three contacts made, prescriber's decision waiting",
    looksFor: 'People who did not come after three contacts, until a prescriber decides.',
  },
  'not-booked': {
    urgency: 'this-week',
    label: 'due within a week, not booked',
    looksFor: `People whose test is due in the next ${BOOK_AHEAD_DAYS} days and who have no appointment.`,
  },
  'suspension-past-end': {
    urgency: 'this-week',
    label: 'suspension past its end',
    looksFor: 'Suspended treatment whose end date has passed and that nobody has resumed or ended.',
  },
  'stop-date-reached': {
    urgency: 'this-week',
    label: 'stop date reached',
    looksFor: 'Courses of treatment that have reached their stop date and are still running.',
  },
  'review-due': {
    urgency: 'this-week',
    label: 'review of treatment due',
    looksFor:
      'Long-term treatment whose review date has come, and treatment with a stop date that nobody has reviewed for a year.',
  },
  ...CONTROL_ABSENCE_WORDS,
  'first-review-due': {
    urgency: 'this-week',
    label: 'started, no first review',
    looksFor:
      'Treatment that was planned here, has started, and has no health review yet: one is asked at the start.',
  },
  'education-due': {
    urgency: 'this-week',
    label: 'education due',
    looksFor:
      'People started here, or who test at home, of whom no education is recorded, and everybody whose education is not complete.',
  },
  'self-test-check-due': {
    urgency: 'this-week',
    label: 'own meter, yearly check due',
    looksFor: `People who test at home and whose check ends within ${CHECK_WARNING_DAYS} days, has ended or is not recorded. Their results are not dosed on without it.`,
  },
  'not-started': {
    urgency: 'this-week',
    label: 'referred here, not started',
    looksFor: 'People referred to or accepted by this service whose treatment plan is not active.',
  },
  ...IMPORT_ABSENCE_WORDS,
  ...CLINIC_ABSENCE_WORDS,
  'week-without-clinic': {
    urgency: 'this-week',
    label: 'week without a clinic',
    looksFor: `Weeks without a clinic, of this one and the next ${WEEKS_WITH_A_CLINIC - 1}.`,
  },
  ...CONTRACT_ABSENCE_WORDS,
  ...EVENT_ABSENCE_WORDS,
  ...TRANSFER_ABSENCE_WORDS,
  ...ALERT_ABSENCE_WORDS,
}
