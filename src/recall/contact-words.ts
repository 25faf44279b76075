/** How a person was contacted, and what came of it. */
export const CONTACT_WAYS = ['telephone', 'letter', 'text-message', 'email', 'in-person'] as const
export type ContactWay = (typeof CONTACT_WAYS)[number]

export const CONTACT_OUTCOMES = ['reached', 'left-message', 'no-answer', 'sent'] as const
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number]

export const CONTACT_PURPOSES = ['missed-test', 'reminder', 'other'] as const
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number]

export const CONTACT_WAY_WORDS: Readonly<Record<ContactWay, string>> = {
  telephone: 'Telephone',
  letter: 'Letter',
  'text-message': 'Text message',
  email: 'Email',
  'in-person': 'In person',
}

export const CONTACT_OUTCOME_WORDS: Readonly<Record<ContactOutcome, string>> = {
  reached: 'Spoke to the patient or carer',
  'left-message': 'Left a message',
  'no-answer': 'No answer',
  sent: 'Sent',
}

export const CONTACT_PURPOSE_WORDS: Readonly<Record<ContactPurpose, string>> = {
  'missed-test': 'Missed test',
  reminder: 'Reminder',
  other: 'Other',
}

const POSSIBLE: Readonly<Record<ContactWay, readonly ContactOutcome[]>> = {
  telephone: ['reached', 'left-message', 'no-answer'],
  letter: ['sent'],
  'text-message': ['sent'],
  email: ['sent'],
  'in-person': ['reached', 'no-answer'],
}

/** Whether this outcome can come of this way: a letter is sent and nobody was spoken to. */
export const isPossibleOutcome = (way: ContactWay, outcome: ContactOutcome): boolean =>
  POSSIBLE[way].includes(outcome)
