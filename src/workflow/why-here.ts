import { clinicalDate, day } from '#base/day.ts'
import { ALERT_KINDS } from '#clinical/alerts/alert-answers.ts'
import { alertInWords, goneInWords } from '#clinical/alerts/alert-words.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import type { Absence } from '#recall/absences.ts'
import { CONTACTS_BEFORE_DECISION } from '#recall/did-not-attend.ts'
import { calledInWords } from '#recall/escalation-words.ts'
import { BRIDGE_MOST_DAYS } from '#register/bridging.ts'
import { FLAG_NAMES, flagsInWords } from '#register/reassessment.ts'
import { SWITCH_STATES, switchInWords } from '#register/switch-plan.ts'
import type { WorklistRow } from '#store/worklists.ts'
import { analysisDue, analysisLate } from './why-event-here.ts'

const on = (text: string | null): string =>
  text === null ? 'a day not known' : clinicalDate(day(text))

const task = ({ note }: WorklistRow): string => note ?? 'A task is open'
/** A course without INRs is reviewed where any other is tested. */
const overdue = ({ nextTestOn, medicine }: WorklistRow): string =>
  isDoac(medicine)
    ? `Review of ${medicine} was due ${on(nextTestOn)}`
    : `Test was due ${on(nextTestOn)}, no result`

/** The note is the state, how often it was escalated and the day of the procedure, as the list's own query writes them. */
function restart({ note, sinceOn, medicine }: WorklistRow): string {
  const [state, escalations = '0', procedureOn = null] = (note ?? '').split(':')
  const what =
    state === 'called-off'
      ? 'Procedure was called off'
      : `Procedure ${state === 'done' ? 'was' : 'planned'} ${on(procedureOn)}`
  const often = escalations === '0' ? '' : `. Escalated on ${escalations} days`
  return `${what}; ${medicine} was to be taken again ${on(sinceOn)}${often}`
}

/** The note is the state and the flags, as the list's own query writes them. */
function poorControl({ note, sinceOn }: WorklistRow): string {
  const [state, names = ''] = (note ?? '').split(':')
  const why = flagsInWords(FLAG_NAMES.filter((name) => names.split(',').includes(name)))
  return state === 'acting'
    ? `Plan to be looked at again ${on(sinceOn)}. Control was poor: ${why}`
    : `Control is poor: ${why}`
}

/** The note is the state, the medicines and the first day, as the list's own query writes them. */
function change({ note, sinceOn }: WorklistRow): string {
  const [word, oldMedicine = '', newMedicine = '', from = ''] = (note ?? '').split(':')
  const state = SWITCH_STATES.find((known) => known === word)
  if (state === undefined || sinceOn === null) return 'A change of medicine is not finished'
  return switchInWords({
    state,
    oldMedicine,
    newMedicine,
    fromOn: day(from),
    untilOn: day(sinceOn),
  })
}

/** The note is whether the last day is beyond the limit, as the list's own query writes it. */
const bridging = ({ note, sinceOn }: WorklistRow): string =>
  note === 'true'
    ? `Heparin is planned until ${on(sinceOn)}, longer than ${BRIDGE_MOST_DAYS} days: end it or shorten it`
    : `Heparin is given beside another anticoagulant; its last day is ${on(sinceOn)}`

/** The note is the alert, its figures and the day it is due, as the list's own query writes them. */
function alert({ note }: WorklistRow): string {
  const [kindText, code = '', asked, gonePast, actedOn, dueOn = null] = (note ?? '').split(':')
  const kind = ALERT_KINDS.find((known) => known === kindText)
  if (kind === undefined) return 'An alert that nearly everybody goes past'
  const counts = goneInWords({
    asked: Number(asked),
    gonePast: Number(gonePast),
    actedOn: Number(actedOn),
  })
  return `${alertInWords({ kind, code })}: ${counts}. For the clinical safety officer by ${on(dueOn)}`
}

/** The note is whose patient it was, the day it was due and whom it was brought to, as the list's own query writes them. */
function lookReview({ note }: WorklistRow): string {
  const [side, dueOn = null, role = ''] = (note ?? '').split(':')
  const whose = side === 'looks' ? 'another provider’s patient' : 'a patient of this provider'
  return `Somebody looked at ${whose}; the review by a clinical lead was due ${on(dueOn)}. Called: ${calledInWords(role)}`
}

/** The note is the day it was due, whom it was brought to and the sheet, as the list's own query writes them. */
function paperCheck({ note }: WorklistRow): string {
  const [dueOn = null, role = '', ...sheet] = (note ?? '').split(':')
  return `Entered from paper, sheet ${sheet.join(':')}; the check by a second person was due ${on(dueOn)}. Called: ${calledInWords(role)}`
}

function escalated(row: WorklistRow): string {
  if (row.taskKind === 'event-analysis') return analysisLate(row)
  if (row.taskKind === 'alert-review') return alert(row)
  if (row.taskKind === 'look-review') return lookReview(row)
  if (row.taskKind === 'paper-check') return paperCheck(row)
  return row.taskKind === null ? restart(row) : task(row)
}

/** By how far its clock is, as the list's own query writes it. */
const RETURN_DUE: Readonly<Record<string, string>> & { readonly first: string } = {
  first: 'Nobody has signed it yet; it is due this month',
  again: 'Nobody has signed it yet; it is due in the next two working days or today',
  late: 'Late: the day on which it was due has passed',
}

/** The note is which side this provider is and who the other one is, as the list's own query writes them. */
function transferOf({ note }: WorklistRow): { readonly isSender: boolean; readonly other: string } {
  const [side = '', ...name] = (note ?? '').split(':')
  return { isSender: side === 'sends', other: name.join(':') }
}

function transferToAnswer(row: WorklistRow): string {
  const { isSender, other } = transferOf(row)
  return isSender
    ? `${other} asks something before it can accept`
    : `${other} asks you to take this patient on`
}

function transferNotAnswered(row: WorklistRow): string {
  const { isSender, other } = transferOf(row)
  return isSender
    ? `${other} has not answered yet; you answer for this patient until it has accepted`
    : `${other} has not answered your question yet`
}

/** By what is due or how the survey was, as the list's own query writes it. */
const SURVEY_DUE: Readonly<Record<string, string>> & { readonly due: string } = {
  due: 'No survey of this meter is on record since',
  unsatisfactory: 'Survey out of consensus; nothing is recorded as done about it',
  'not-returned': 'Survey not returned; nothing is recorded as done about it',
}

const REASONS: Readonly<Record<Absence, (row: WorklistRow) => string>> = {
  'alarm-not-actioned': task,
  escalated,
  'transfer-to-answer': transferToAnswer,
  'transfer-not-answered': transferNotAnswered,
  'procedure-restart-overdue': restart,
  'procedure-restart-due': restart,
  'procedure-step-due': ({ note, sinceOn }) =>
    `Procedure planned ${on((note ?? '').split(':')[2] ?? null)}; a step was due ${on(sinceOn)}`,
  'not-picked-up': task,
  'picked-up-not-closed': task,
  'decision-waiting': task,
  'not-told': ({ note }) =>
    note === null
      ? 'Dose decided; nothing records that the patient was told'
      : `Dose decided; its text was sent ${note} and is not acknowledged`,
  'doac-forbidden': ({ medicine }) =>
    `Takes ${medicine}, which the record forbids; no prescriber has it`,
  'doac-not-told': ({ medicine }) =>
    `Review of ${medicine}; nothing records that the patient was told`,
  'no-next-test': ({ medicine }) =>
    `No ${isDoac(medicine) ? 'review' : 'test'} date ahead and no open task`,
  'overdue-high-risk': overdue,
  overdue,
  'clinic-not-closed': ({ sinceOn }) => `Nobody has closed the clinic of ${on(sinceOn)}`,
  'came-not-tested': ({ sinceOn }) => `Arrived ${on(sinceOn)}, no result since`,
  'due-today': ({ medicine }) =>
    isDoac(medicine) ? `Review of ${medicine} is due today` : 'Test is due today, no result',
  'result-not-dosed': () => 'Result recorded; no dose and no task',
  'missed-no-contact': ({ sinceOn }) => `Did not come ${on(sinceOn)}; nobody has made contact`,
  'contact-due': ({ note }) =>
    `Contact ${note} of ${CONTACTS_BEFORE_DECISION} made; the next is due`,
  'not-booked': ({ nextTestOn, medicine }) =>
    `${isDoac(medicine) ? 'Review' : 'Test'} is due ${on(nextTestOn)}, no appointment`,
  'change-not-finished': change,
  'bridging-not-ended': bridging,
  'suspension-past-end': ({ sinceOn }) => `Treatment was paused until ${on(sinceOn)}`,
  'stop-date-reached': ({ sinceOn }) => `Treatment was planned until ${on(sinceOn)}`,
  'review-due': ({ sinceOn }) => `Review of treatment was due ${on(sinceOn)}`,
  'reassessment-due': poorControl,
  'poor-control': poorControl,
  'first-review-due': ({ sinceOn }) => `Here since ${on(sinceOn)}; no health review is recorded`,
  'education-due': ({ note }) =>
    note === null ? 'No education is recorded' : 'Not everything is taught and understood',
  'self-test-check-due': ({ sinceOn }) =>
    sinceOn === null
      ? 'No check of the own meter is recorded'
      : `Check of the own meter ends ${on(sinceOn)}`,
  'not-started': () => 'Treatment plan is not active',
  'unverified-plan': () => 'Plan of another product; cannot be dosed until confirmed',
  'unmapped-indication': () => 'The indication of the other product is not mapped',
  'sent-result-held': ({ note }) => note ?? 'Brought in, and not yet taken in',
  'held-row': ({ note }) => note ?? 'This row could not be taken',
  'booked-without-clinic': ({ sinceOn, note }) =>
    `Booked ${on(sinceOn)} in ${note}, which is not held then`,
  'week-without-clinic': ({ sinceOn }) => `No clinic in the week of ${on(sinceOn)}`,
  'competence-expiring': ({ sinceOn }) =>
    sinceOn === null ? 'Competence has no end date' : `Competence ends ${on(sinceOn)}`,
  'survey-due': ({ note }) => SURVEY_DUE[note ?? ''] ?? SURVEY_DUE.due,
  'licence-expiring': ({ note, sinceOn }) =>
    note === 'over'
      ? `Ran out on ${on(sinceOn)}: the levels that need it are not provided`
      : `Runs out on ${on(sinceOn)}`,
  'return-due': ({ note }) => RETURN_DUE[note ?? ''] ?? RETURN_DUE.first,
  'action-plan-due': ({ note }) =>
    `A quality requirement was not met; the action plan is due ${on(note)}`,
  'analysis-due': analysisDue,
  'event-not-recorded': ({ note }) => `${note ?? ''}: an event, or why it is none`,
  'events-not-stated': ({ note }) => RETURN_DUE[note ?? ''] ?? RETURN_DUE.first,
  'claim-due': ({ note }) => CLAIM_DUE[note ?? ''] ?? CLAIM_DUE.ready,
  'alert-gone-past': alert,
  'meter-control-due': ({ note, sinceOn }) =>
    note === 'failed'
      ? `Its control of ${on(sinceOn)} failed`
      : sinceOn === null
        ? 'No control of it has ever passed'
        : `Its next control was due ${on(sinceOn)}`,
}

/** What the claim of a quarter waits for. */
const CLAIM_DUE: Readonly<Record<string, string>> & { readonly ready: string } = {
  ready: 'The quarter has ended and every month is returned: it is ready to sign',
  missing: 'The quarter has ended; a month of it is not returned yet',
  back: 'The commissioner has queried or rejected it: read why, then sign it again',
}

/** Kinds that are about an appointment themselves, so that it is not said twice. */
const ABOUT_BOOKING: readonly Absence[] = ['booked-without-clinic', 'not-booked']

/** Why this row is on this list, in words for the person who opens it. */
export function whyHere(kind: Absence, row: WorklistRow): string {
  const { switching } = row
  const said = REASONS[kind](row)
  const isSaid = switching === null || kind === 'change-not-finished'
  const reason = isSaid ? said : `${said}. ${switchInWords(switching)}`
  if (row.bookedOn === null || ABOUT_BOOKING.includes(kind)) return reason
  return `${reason}. Booked ${on(row.bookedOn)}.`
}
