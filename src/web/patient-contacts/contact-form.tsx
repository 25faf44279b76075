import {
  CONTACT_OUTCOME_WORDS,
  CONTACT_OUTCOMES,
  CONTACT_PURPOSE_WORDS,
  CONTACT_WAY_WORDS,
  CONTACT_WAYS,
  type ContactPurpose,
} from '#recall/contact-words.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { PatientRecall } from '#workflow/patient-recall.ts'
import { contactsHref } from './addresses.ts'

type Props = {
  readonly recall: PatientRecall
  readonly request: PageRequest
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** How the patient was contacted and what came of it. What the contact is about follows from the record. */
export function ContactForm({ recall, request, typed, findings }: Props) {
  const { episode, missed, patient } = recall
  if (episode === undefined || missed === undefined) return null
  const purposes: readonly ContactPurpose[] =
    missed.next.kind === 'contact' ? ['missed-test', 'other'] : ['reminder', 'other']
  return (
    <PostForm
      action={contactsHref(patient.id)}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="episodeId" value={episode.id} />
      <input type="hidden" name="seenContacts" value={missed.contacts} />
      <Select
        id="purpose"
        name="purpose"
        label="About"
        value={typed['purpose'] ?? purposes[0]}
        options={purposes.map((value) => ({ value, text: CONTACT_PURPOSE_WORDS[value] }))}
      />
      <Radios
        id="how"
        name="how"
        legend="How"
        inline
        small
        value={typed['how']}
        error={errorOf(findings, 'how')}
        choices={CONTACT_WAYS.map((value) => ({ value, text: CONTACT_WAY_WORDS[value] }))}
      />
      <Radios
        id="outcome"
        name="outcome"
        legend="Outcome"
        inline
        small
        value={typed['outcome']}
        error={errorOf(findings, 'outcome')}
        choices={CONTACT_OUTCOMES.map((value) => ({ value, text: CONTACT_OUTCOME_WORDS[value] }))}
      />
      <Input
        id="note"
        name="note"
        label="Note (optional)"
        value={typed['note']}
        error={errorOf(findings, 'note')}
      />
      <Button>Record contact</Button>
    </PostForm>
  )
}
