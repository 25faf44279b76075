import { clinicalDate } from '#base/day.ts'
import type { LastStroke } from '#clinical/warfarin/high-risk.ts'
import type { Channel } from './contact-details.ts'
import { LANGUAGE_WORDS } from './languages.ts'
import { formatNhsNumber } from './nhs-number.ts'
import type { NhsAbsentReason, PatientDetails, Sex } from './patient.ts'
import {
  FLAG_WORDS,
  KNOWN_FLAGS,
  type Known,
  type MechanicalValve,
  type ValvePosition,
} from './patient-flags.ts'

/** One thing that a record says, in words; `field` is its name on the form. */
export type Fact = { readonly field: string; readonly label: string; readonly value: string }

/** A fact whose words differ between two versions. */
export type Difference = {
  readonly field: string
  readonly label: string
  readonly before: string
  readonly after: string
}

export const SEX_WORDS: Readonly<Record<Sex, string>> = {
  female: 'Female',
  male: 'Male',
  indeterminate: 'Indeterminate',
  'not-known': 'Not known',
}

export const KNOWN_WORDS: Readonly<Record<Known, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'Not known',
}

export const NHS_ABSENT_WORDS: Readonly<Record<NhsAbsentReason, string>> = {
  unregistered: 'Not registered with a practice in England or Wales',
  overseas: 'Visitor from overseas',
  'not-traced': 'Has one, but it could not be traced',
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  telephone: 'Telephone',
  'text-message': 'Text message',
  email: 'Email',
  letter: 'Letter',
  'not-known': 'Not known',
}

export const VALVE_POSITION_WORDS: Readonly<Record<ValvePosition, string>> = {
  aortic: 'Aortic',
  mitral: 'Mitral',
  tricuspid: 'Tricuspid',
  'more-than-one': 'More than one',
  'not-known': 'Not known',
}

const NOT_RECORDED = 'Not recorded'
const recorded = (text: string): string => (text === '' ? NOT_RECORDED : text)

/** The NHS number as people read it, or why there is none. */
export const nhsWords = ({ nhs }: Pick<PatientDetails, 'nhs'>): string =>
  nhs.kind === 'number' ? formatNhsNumber(nhs.number) : `None: ${NHS_ABSENT_WORDS[nhs.reason]}`

/** Whether there is a mechanical valve, where and which. */
export function valveWords(valve: MechanicalValve): string {
  switch (valve.kind) {
    case 'none':
      return 'No'
    case 'not-known':
      return 'Not known'
    case 'valve':
      return `Yes, position: ${VALVE_POSITION_WORDS[valve.position].toLowerCase()}, make: ${valve.make === '' ? 'not known' : valve.make}`
  }
}

/** Whether there was a stroke or TIA, and when the last one was. */
export function lastStrokeWords(last: LastStroke): string {
  switch (last.kind) {
    case 'none':
      return 'No'
    case 'not-known':
      return 'Not known'
    case 'had':
      return `Yes, the last one ${last.on === null ? 'on a day not known' : clinicalDate(last.on)}`
  }
}

/** Everything that a record says of a person, in the order of the form. */
export function patientFacts(details: PatientDetails): readonly Fact[] {
  return [...identityFacts(details), ...contactFacts(details), ...clinicalFacts(details)]
}

const fact = (field: string, label: string, value: string): Fact => ({ field, label, value })

function identityFacts(details: PatientDetails): readonly Fact[] {
  return [
    fact('familyName', 'Family name', details.familyName),
    fact('givenName', 'Given name', details.givenName),
    fact('title', 'Title', recorded(details.title)),
    fact('dateOfBirth', 'Date of birth', clinicalDate(details.dateOfBirth)),
    fact('sex', 'Sex', SEX_WORDS[details.sex]),
    fact('nhsNumber', 'NHS number', nhsWords(details)),
    fact('registeredPractice', 'Registered practice', recorded(details.registeredPractice)),
  ]
}

function contactFacts(details: PatientDetails): readonly Fact[] {
  const verified = details.contactVerifiedOn
  return [
    fact('address', 'Address', recorded(details.address)),
    fact('postcode', 'Postcode', recorded(details.postcode)),
    fact('telephone', 'Telephone', recorded(details.telephone)),
    fact('mobile', 'Mobile', recorded(details.mobile)),
    fact('email', 'Email', recorded(details.email)),
    fact(
      'contactVerifiedOn',
      'Contact details checked on',
      verified === null ? NOT_RECORDED : clinicalDate(verified),
    ),
    fact('preferredChannel', 'Prefers to be told by', CHANNEL_WORDS[details.preferredChannel]),
    fact('mayLeaveMessageWith', 'May leave a message with', recorded(details.mayLeaveMessageWith)),
    fact('carer', 'Carer', recorded(details.carer)),
    fact('interpreter', 'Interpreter', recorded(details.interpreter)),
    fact('language', 'Reads in', LANGUAGE_WORDS[details.language]),
    fact('housebound', 'Housebound', KNOWN_WORDS[details.housebound]),
  ]
}

function clinicalFacts(details: PatientDetails): readonly Fact[] {
  return [
    fact('mechanicalValve', FLAG_WORDS.mechanicalValve, valveWords(details.mechanicalValve)),
    fact('lastStroke', FLAG_WORDS.lastStroke, lastStrokeWords(details.lastStroke)),
    ...KNOWN_FLAGS.map((flag) => fact(flag, FLAG_WORDS[flag], KNOWN_WORDS[details[flag]])),
    fact('allergies', 'Allergies', recorded(details.allergies)),
    fact('relevantHistory', 'Relevant history', recorded(details.relevantHistory)),
  ]
}

/** The facts whose words differ, in the order of the form. */
export function differences(
  before: readonly Fact[],
  after: readonly Fact[],
): readonly Difference[] {
  return after.flatMap(({ field, label, value }) => {
    const was = before.find((fact) => fact.field === field)?.value ?? NOT_RECORDED
    return was === value ? [] : [{ field, label, before: was, after: value }]
  })
}
