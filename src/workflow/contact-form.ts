import { type EpisodeId, uuid } from '#base/ids.ts'
import {
  CONTACT_OUTCOMES,
  CONTACT_PURPOSES,
  CONTACT_WAYS,
  type ContactOutcome,
  type ContactPurpose,
  type ContactWay,
  isPossibleOutcome,
} from '#recall/contact-words.ts'
import { type Findings, typedNote, typedText } from '#register/typed-fields.ts'
import type { Finding, Parsed } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

/** A contact as it was typed, before the record is asked which step it is. */
export type ContactForm = {
  readonly episodeId: EpisodeId
  readonly purpose: ContactPurpose
  readonly how: ContactWay
  readonly outcome: ContactOutcome
  readonly note: string
  /** How many contacts about this missed test the page showed. */
  readonly seenContacts: number
}

const FIELDS = ['episodeId', 'purpose', 'how', 'outcome', 'note', 'seenContacts'] as const
const LONGEST_NOTE = 1000

/** Reads the form of a contact; answers everything that is wrong with it at once. */
export function parseContactForm(input: unknown): Parsed<ContactForm> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const fields = read.value
  const episodeId = uuid<EpisodeId>(fields.episodeId)
  const purpose = among(CONTACT_PURPOSES, fields.purpose)
  const how = among(CONTACT_WAYS, fields.how)
  const outcome = among(CONTACT_OUTCOMES, fields.outcome)
  const noteFindings: Findings = []
  const note = typedNote(fields, 'note', LONGEST_NOTE, noteFindings)
  const findings = [
    ...(how === undefined ? [CHOOSE_HOW] : []),
    ...(outcome === undefined ? [CHOOSE_OUTCOME] : []),
    ...(how && outcome && !isPossibleOutcome(how, outcome) ? [IMPOSSIBLE] : []),
    ...noteFindings,
  ]
  if (episodeId === undefined || purpose === undefined || findings.length > 0 || !how || !outcome) {
    return { kind: 'refused', findings: findings.length > 0 ? findings : [NOT_THIS_FORM] }
  }
  const seenContacts = Number(typedText(fields, 'seenContacts'))
  return { kind: 'parsed', value: { episodeId, purpose, how, outcome, note, seenContacts } }
}

function among<Word extends string>(words: readonly Word[], typed: string | undefined) {
  return words.find((word) => word === typed)
}

const CHOOSE_HOW: Finding = {
  field: 'how',
  code: 'required',
  message: 'Choose how you contacted the patient.',
}
const CHOOSE_OUTCOME: Finding = {
  field: 'outcome',
  code: 'required',
  message: 'Choose what came of it.',
}
const IMPOSSIBLE: Finding = {
  field: 'outcome',
  code: 'impossible-outcome',
  message:
    'This outcome does not go with the way of contact: letters, texts and emails are sent; a call reaches somebody, leaves a message or is not answered.',
}
const NOT_THIS_FORM: Finding = {
  field: '',
  code: 'not-this-form',
  message: "Open the patient's contacts again and record the contact there.",
}
