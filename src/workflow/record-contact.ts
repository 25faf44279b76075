import { clinicalDate, type Day } from '#base/day.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import {
  CONTACTS_BEFORE_DECISION,
  DECISION_HOURS,
  isTooSoon,
  type NextStep,
  nextStepDue,
} from '#recall/did-not-attend.ts'
import { addContact } from '#store/contacts.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { addTask } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import { type ContactForm, parseContactForm } from './contact-form.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { missedTestState } from './non-attendance.ts'
import { changedMeanwhile, notHere, type Refused, refused, refusedField } from './outcome.ts'

export type ContactRecorded = Done & {
  readonly step: number
  readonly nextDueOn: Day
  /** The third contact hands the decision to a prescriber. */
  readonly taskId: string | null
}

/** Records a contact; the first three about a missed test are steps of the ladder that a prescriber ends. */
export const recordContact = act<ContactForm, ContactRecorded>({
  name: 'record-contact',
  parse: parseContactForm,
  perform: async (desk, form) => {
    const episode = await findEpisode(desk.tx, form.episodeId)
    const patient = episode && (await findPatient(desk.tx, episode.patientId))
    if (episode === undefined || patient === undefined) return notHere('patient')
    const refusal = refusalOf(patient, form)
    if (refusal !== undefined) return refusal
    const step = await stepOf(desk, episode, form)
    if (typeof step !== 'number') return step

    const nextDueOn = nextStepDue(desk.today, episode.risk >= HIGH_RISK)
    await writeContact(desk, episode, form, { step, nextDueOn })
    const isLast = step === CONTACTS_BEFORE_DECISION
    const taskId = isLast ? await askPrescriber(desk, episode) : null
    const noted = { how: form.how, outcome: form.outcome, purpose: form.purpose, step }
    return {
      kind: 'done',
      patientId: patient.id,
      subject: episode.id,
      step,
      nextDueOn,
      taskId,
      noted,
    }
  },
})

function refusalOf(patient: FoundPatient, { note }: ContactForm): Refused | undefined {
  if (patient.standing === 'deceased' || patient.diedOn !== null) return hasDied
  const findings = freeTextFindings({ note }, patient)
  return findings.length > 0 ? refused(422, ...findings) : undefined
}

const hasDied = refused(409, {
  field: '',
  code: 'patient-died',
  message: 'This patient has died. Nobody is contacted about a test any more.',
})

/** Which of the three contacts this is; 0 for a contact that is not about a missed test. */
async function stepOf(
  { tx, today }: Desk,
  episode: FoundEpisode,
  form: ContactForm,
): Promise<number | Refused> {
  if (form.purpose !== 'missed-test') return 0
  const { next, contacts } = await missedTestState(tx, episode, today)
  if (next.kind !== 'contact') return NOT_A_CONTACT[next.kind]
  if (contacts !== form.seenContacts) return changedMeanwhile("this patient's contacts")
  return isTooSoon(next, today, form.outcome === 'reached') ? tooSoon(next) : next.step
}

/** Three contacts in one morning are one attempt (H22). */
function tooSoon({ step, dueOn }: { readonly step: number; readonly dueOn: Day | null }): Refused {
  const from = dueOn === null ? '' : ` from ${clinicalDate(dueOn)}`
  const message = `Contact ${step} counts${from}: the patient must have time to answer the one before. If you spoke to the patient or carer, choose that; record anything else as "Other".`
  return refusedField('outcome', 'too-soon', message)
}

const noContact = (code: string, message: string) => refused(409, { field: '', code, message })

const NOT_A_CONTACT: Readonly<Record<Exclude<NextStep['kind'], 'contact'>, Refused>> = {
  nothing: noContact('nothing-missed', 'No test is missed. Record a reminder or another contact.'),
  'await-appointment': noContact(
    'already-booked',
    'A new appointment is booked. Record a reminder or another contact.',
  ),
  'prescriber-decision': noContact(
    'prescriber-decides',
    'Three contacts were made. A prescriber decides now what happens.',
  ),
}

async function writeContact(
  desk: Desk,
  episode: FoundEpisode,
  form: ContactForm,
  { step, nextDueOn }: { readonly step: number; readonly nextDueOn: Day },
): Promise<void> {
  await addContact(desk.tx, {
    id: desk.newId(),
    patientId: episode.patientId,
    episodeId: episode.id,
    purpose: form.purpose,
    step,
    how: form.how,
    outcome: form.outcome,
    dueOn: step === 0 ? desk.today : nextDueOn,
    note: form.note === '' ? null : form.note,
    by: desk.actor.accountId,
    at: new Date(desk.now).toISOString(),
  })
}

const HOUR_MS = 3_600_000

/** From the third contact on the decision is a task with a clock: it escalates and cannot be forgotten (H22). */
async function askPrescriber(desk: Desk, episode: FoundEpisode): Promise<string> {
  const id = desk.newId()
  const hours = episode.risk >= HIGH_RISK ? DECISION_HOURS.highRisk : DECISION_HOURS.usual
  await addTask(desk.tx, {
    id,
    kind: 'non-attendance',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    title: `Did not come after ${CONTACTS_BEFORE_DECISION} contacts`,
    details: { nextTestOn: episode.nextTestOn, lastTestedOn: episode.lastTestedOn },
    forWhom: 'prescriber',
    openedBy: desk.actor.accountId,
    openedAt: new Date(desk.now).toISOString(),
    dueAt: new Date(desk.now + hours * HOUR_MS).toISOString(),
    takenBy: null,
  })
  return id
}
