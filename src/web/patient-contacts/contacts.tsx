import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import {
  CONTACT_OUTCOME_WORDS,
  CONTACT_PURPOSE_WORDS,
  CONTACT_WAY_WORDS,
} from '#recall/contact-words.ts'
import { CONTACTS_BEFORE_DECISION } from '#recall/did-not-attend.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { type PatientRecall, patientRecall } from '#workflow/patient-recall.ts'
import { recordContact } from '#workflow/record-contact.ts'
import { contactsHref, patientHref } from './addresses.ts'
import { ContactForm } from './contact-form.tsx'
import { DueLine } from './due-line.tsx'

/** Every contact with a patient, what comes next after a missed test, and a form for the next contact. */
export const contactsPage: PageHandler = async (request) => await shown(request, {}, 200, [])

export const contactPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const typed = fieldsOf(form)
  const outcome = await recordContact.run(house, caller, key, typed)
  if (outcome.kind === 'done')
    return { kind: 'redirect', to: contactsHref(params['patient'] ?? '') }
  if (outcome.status === 403) return refusalPage(outcome)
  return await shown(request, typed, outcome.status, outcome.findings)
}

async function shown(
  request: PageRequest,
  typed: Readonly<Record<string, string>>,
  status: number,
  findings: readonly Finding[],
): Promise<PageAnswer> {
  const patientId = request.params['patient'] ?? ''
  const recall = await patientRecall(request.house, request.caller, { patientId })
  if (recall.kind === 'refused') return refusalPage(recall)
  return {
    kind: 'page',
    status,
    title: 'Contacts',
    place: 'register',
    banner: bannerOf(recall.patient, recall.today, patientHref(recall.patient.id)),
    errors: findings,
    main: (
      <>
        <h1>Contacts</h1>
        <DueLine recall={recall} />
        <NextStep recall={recall} />
        <ContactForm recall={recall} request={request} typed={typed} findings={findings} />
        <Made recall={recall} />
      </>
    ),
  }
}

/** Where the ladder from a missed test to a prescriber's decision stands. */
function NextStep({ recall: { missed, patient } }: { readonly recall: PatientRecall }) {
  if (missed === undefined) return <p>No course of treatment is running.</p>
  const { next } = missed
  switch (next.kind) {
    case 'nothing':
      return <p>No test is missed.</p>
    case 'await-appointment':
      return <p>A test was missed and a new appointment is booked.</p>
    case 'contact':
      return (
        <p>
          <strong>{`Contact ${next.step} of ${CONTACTS_BEFORE_DECISION} about the missed test`}</strong>
          {next.dueOn === null ? ' is due now.' : ` is due ${clinicalDate(next.dueOn)}.`}
        </p>
      )
    case 'prescriber-decision':
      return (
        <p>
          <strong>{`${CONTACTS_BEFORE_DECISION} contacts were made.`}</strong>{' '}
          <a href={`/patients/${patient.id}/non-attendance`}>A prescriber decides now</a> what
          happens.
        </p>
      )
  }
}

function Made({ recall: { contacts } }: { readonly recall: PatientRecall }) {
  if (contacts.length === 0) return <p>No contact is recorded.</p>
  return (
    <Table
      caption="Contacts made"
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'When' },
        { heading: 'About' },
        { heading: 'How' },
        { heading: 'Outcome' },
        { heading: 'By' },
        { heading: 'Next step due' },
        { heading: 'Note' },
      ]}
      rows={contacts.map((contact) => ({
        key: contact.id,
        cells: [
          clinicalInstant(contact.at),
          contact.step === 0
            ? CONTACT_PURPOSE_WORDS[contact.purpose]
            : `Missed test, contact ${contact.step} of ${CONTACTS_BEFORE_DECISION}`,
          CONTACT_WAY_WORDS[contact.how],
          CONTACT_OUTCOME_WORDS[contact.outcome],
          contact.byName,
          contact.step === 0 ? '' : clinicalDate(day(contact.dueOn)),
          contact.note ?? '',
        ],
      }))}
    />
  )
}
