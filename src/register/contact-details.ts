import type { Day } from '#base/day.ts'
import {
  type Findings,
  type TypedFields,
  typedChoice,
  typedDay,
  typedNote,
  typedText,
} from './typed-fields.ts'

export type Channel = 'telephone' | 'text-message' | 'email' | 'letter' | 'not-known'
export const CHANNELS: readonly Channel[] = [
  'telephone',
  'text-message',
  'email',
  'letter',
  'not-known',
]

/** How to reach a patient, and on which day somebody last checked with them that it is right. */
export type ContactDetails = {
  readonly address: string
  readonly postcode: string
  readonly telephone: string
  readonly mobile: string
  readonly email: string
  readonly contactVerifiedOn: Day | null
  readonly preferredChannel: Channel
  /** Names of the people with whom a message may be left; nobody when empty. */
  readonly mayLeaveMessageWith: string
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i
const PHONE = /^\+?[\d ()-]{6,24}$/
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
/** @technical Limit of the form, in characters. */
const LONGEST_LINE = 200

/** Reads the contact details; empty boxes stay empty, wrong ones are findings. */
export function readContact(fields: TypedFields, today: Day, findings: Findings): ContactDetails {
  return {
    address: typedNote(fields, 'address', LONGEST_LINE * 2, findings),
    postcode: shaped(fields, 'postcode', POSTCODE, 'Enter a postcode, like S10 2DS.', findings),
    telephone: shaped(
      fields,
      'telephone',
      PHONE,
      'Enter a telephone number, like 01632 960077.',
      findings,
    ),
    mobile: shaped(fields, 'mobile', PHONE, 'Enter a mobile number, like 07700 900077.', findings),
    email: shaped(
      fields,
      'email',
      EMAIL,
      'Enter an email address, like name@example.com.',
      findings,
    ),
    contactVerifiedOn: verifiedDay(fields, today, findings),
    preferredChannel: typedChoice(fields, 'preferredChannel', CHANNELS, 'not-known', findings),
    mayLeaveMessageWith: typedNote(fields, 'mayLeaveMessageWith', LONGEST_LINE, findings),
  }
}

function shaped(
  fields: TypedFields,
  field: string,
  shape: RegExp,
  message: string,
  findings: Findings,
): string {
  const text = typedText(fields, field)
  if (text === '' || (text.length <= LONGEST_LINE && shape.test(text))) return text
  findings.push({ field, code: 'format', message })
  return text
}

function verifiedDay(fields: TypedFields, today: Day, findings: Findings): Day | null {
  const verifiedOn = typedDay(fields, 'contactVerifiedOn', findings)
  if (verifiedOn === null || verifiedOn <= today) return verifiedOn
  findings.push({
    field: 'contactVerifiedOn',
    code: 'in-future',
    message: 'The day the contact details were checked must be today or earlier.',
  })
  return verifiedOn
}
