import { isDoac } from '#clinical/doac/doac.ts'
import type { Absence } from '#recall/absences.ts'
import { claimHref } from '#web/claims/addresses.ts'
import { CLINIC, endOfClinicHref } from '#web/clinic/addresses.ts'
import { returnHref } from '#web/contract/addresses.ts'
import { doacReviewHref } from '#web/doac/addresses.ts'
import { emergencyLookHref } from '#web/emergency/addresses.ts'
import { eventHref, eventMonthHref, patientEventsHref } from '#web/events/addresses.ts'
import { INDICATIONS, SENT_RESULTS, WAITING_ROWS } from '#web/import/addresses.ts'
import { controlHref, LICENCES, meterHref } from '#web/meters/addresses.ts'
import { paperEntryHref } from '#web/paper/addresses.ts'
import {
  appointmentsHref,
  contactsHref,
  doseHref,
  nonAttendanceHref,
  patientHref,
  planHref,
  taskHref,
} from '#web/patient-contacts/addresses.ts'
import {
  educationHref,
  reassessmentHref,
  reviewHref,
  selfTestingHref,
} from '#web/patient-reviews/addresses.ts'
import { procedureHref } from '#web/procedure/addresses.ts'
import { ownBreachHref } from '#web/quality/addresses.ts'
import { alertReviewHref } from '#web/reports/addresses.ts'
import { transferHref } from '#web/transfers/addresses.ts'
import type { WorklistLine } from '#workflow/worklist.ts'

export type NextStep = { readonly text: string; readonly href: string }

type Leads = (line: WorklistLine) => NextStep

const onPatient =
  (text: string, href: (patientId: string) => string): Leads =>
  ({ patientId }) => ({ text, href: href(patientId ?? '') })

const contact = onPatient('Contact', contactsHref)
const book = onPatient('Book', appointmentsHref)
const plan = onPatient('Open plan', planHref)

/** A task is opened on its patient's page; a decision about non-attendance has a page of its own. */
const task: Leads = (line) => {
  switch (line.taskKind) {
    case 'non-attendance':
      return onPatient('Decide', nonAttendanceHref)(line)
    case 'medicine-change':
    case 'bridging':
    case 'pause-ended':
    case 'stop-date':
      return plan(line)
    case 'alert-review':
      return alert(line)
    case 'event-analysis':
      return event(line)
    case 'look-review':
      return { text: 'Open', href: emergencyLookHref(line.subjectId ?? '') }
    case 'paper-check':
      return {
        text: 'Check',
        href: paperEntryHref(line.patientId ?? '', line.subjectId ?? ''),
      }
    default:
      return { text: 'Open', href: taskHref(line.subjectId ?? '') }
  }
}

const alert: Leads = ({ subjectId }) => ({ text: 'Open', href: alertReviewHref(subjectId ?? '') })

const transfer: Leads = ({ subjectId }) => ({ text: 'Open', href: transferHref(subjectId ?? '') })

const event: Leads = ({ patientId, subjectId }) => ({
  text: 'Analyse',
  href: eventHref(patientId ?? '', subjectId ?? ''),
})

const procedure = onPatient('Open plan', procedureHref)

const LEADS: Readonly<Record<Absence, Leads>> = {
  'alarm-not-actioned': task,
  escalated: (line) => (line.taskKind === null ? procedure(line) : task(line)),
  'procedure-restart-overdue': procedure,
  'procedure-restart-due': procedure,
  'procedure-step-due': procedure,
  'not-told': ({ subjectId }) => ({ text: 'Tell', href: doseHref(subjectId ?? '') }),
  'doac-forbidden': plan,
  'doac-not-told': ({ subjectId }) => ({ text: 'Tell', href: doacReviewHref(subjectId ?? '') }),
  'no-next-test': book,
  'overdue-high-risk': contact,
  'clinic-not-closed': ({ sinceOn }) => ({
    text: 'End of clinic',
    href: sinceOn === null ? CLINIC : endOfClinicHref(sinceOn),
  }),
  'came-not-tested': contact,
  'due-today': (line) =>
    onPatient(isDoac(line.medicine) ? 'Review' : 'Record INR', patientHref)(line),
  'result-not-dosed': onPatient('Dose', patientHref),
  'not-picked-up': task,
  'picked-up-not-closed': task,
  'missed-no-contact': contact,
  overdue: contact,
  'contact-due': contact,
  'decision-waiting': onPatient('Decide', nonAttendanceHref),
  'not-booked': book,
  'change-not-finished': plan,
  'bridging-not-ended': plan,
  'suspension-past-end': plan,
  'stop-date-reached': plan,
  'reassessment-due': onPatient('Reassess', reassessmentHref),
  'poor-control': onPatient('Reassess', reassessmentHref),
  'review-due': onPatient('Review', reviewHref),
  'first-review-due': onPatient('Review', reviewHref),
  'education-due': onPatient('Teach', educationHref),
  'self-test-check-due': onPatient('Check', selfTestingHref),
  'not-started': plan,
  'unverified-plan': onPatient('Confirm', planHref),
  'unmapped-indication': () => ({ text: 'Map', href: INDICATIONS }),
  'sent-result-held': () => ({ text: 'Look at it', href: SENT_RESULTS }),
  'held-row': () => ({ text: 'Settle', href: WAITING_ROWS }),
  'booked-without-clinic': onPatient('Move', appointmentsHref),
  'week-without-clinic': () => ({ text: 'Set clinics', href: '/service/clinics' }),
  'alert-gone-past': alert,
  'meter-control-due': ({ key }) => ({ text: 'Record a control', href: controlHref(key) }),
  'survey-due': ({ key }) => ({ text: 'Open', href: meterHref(key) }),
  'licence-expiring': () => ({ text: 'Renew', href: LICENCES }),
  'return-due': ({ key, subjectId }) => ({
    text: 'Look and sign',
    href: returnHref(subjectId ?? '', key.slice(-'YYYY-MM'.length)),
  }),
  'claim-due': ({ key, subjectId }) => ({
    text: 'Look and sign',
    href: claimHref(subjectId ?? '', key.slice(-'YYYY-MM'.length)),
  }),
  'transfer-to-answer': transfer,
  'transfer-not-answered': transfer,
  'action-plan-due': ({ subjectId }) => ({ text: 'Plan', href: ownBreachHref(subjectId ?? '') }),
  'analysis-due': event,
  'event-not-recorded': onPatient('Answer', patientEventsHref),
  'events-not-stated': ({ key, subjectId }) => ({
    text: 'State',
    href: eventMonthHref(subjectId ?? '', key.slice(-'YYYY-MM'.length)),
  }),
  'competence-expiring': ({ key }) => ({ text: 'Open', href: `/service/staff/${key}` }),
}

/** Where the next thing is done for a line of a list. */
export const nextStepOf = (kind: Absence, line: WorklistLine): NextStep => LEADS[kind](line)
