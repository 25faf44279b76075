import type { Day } from '#base/day.ts'
import { type ContactDetails, readContact } from './contact-details.ts'
import { parseDateOfBirth } from './date-of-birth.ts'
import { LANGUAGE_WORDS, type Language } from './languages.ts'
import { type NhsNumber, parseNhsNumber } from './nhs-number.ts'
import { KNOWN, type Known, type PatientFlags, readFlags } from './patient-flags.ts'
import { type NamePart, type PersonName, parseNamePart } from './person-name.ts'
import {
  type FieldFinding,
  type Findings,
  isoDayTyped,
  type TypedFields,
  typedChoice,
  typedNote,
  typedText,
  wordsOf,
} from './typed-fields.ts'

export type Sex = 'female' | 'male' | 'indeterminate' | 'not-known'
export const SEXES: readonly Sex[] = ['female', 'male', 'indeterminate', 'not-known']

export type NhsAbsentReason = 'unregistered' | 'overseas' | 'not-traced'
export const NHS_ABSENT_REASONS: readonly NhsAbsentReason[] = [
  'unregistered',
  'overseas',
  'not-traced',
]

/** The NHS number, or why there is none. */
export type NhsIdentity =
  | { readonly kind: 'number'; readonly number: NhsNumber }
  | { readonly kind: 'none'; readonly reason: NhsAbsentReason }

/** Everything the register knows of a person; one version of the record holds one of these whole (S10). */
export type PatientDetails = PersonName &
  ContactDetails &
  PatientFlags & {
    readonly title: string
    readonly dateOfBirth: Day
    readonly sex: Sex
    readonly nhs: NhsIdentity
    readonly carer: string
    /** The language to interpret; empty when none is needed or nobody has asked. */
    readonly interpreter: string
    /** The language in which this person reads: a leaflet is chosen by it (H15). */
    readonly language: Language
    readonly housebound: Known
    /** ODS code of the patient's own practice; empty when not known. */
    readonly registeredPractice: string
    /** As recorded, "none known" included; empty when nobody has asked. */
    readonly allergies: string
    readonly relevantHistory: string
  }

export type ParsedPatient =
  | {
      readonly kind: 'patient'
      readonly details: PatientDetails
      /** Accepted only after somebody confirms each of these (a field named in `confirmed` is). */
      readonly toConfirm: readonly FieldFinding[]
    }
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

/** @technical Limit of the form, in characters. */
const LONGEST_LINE = 200
/** @technical Limit of the form, in characters. */
const LONGEST_HISTORY = 4000
const PRACTICE_CODE = /^[A-Z]\d{5}$/

/** Reads a registration form; answers the patient, or every field that is wrong, at once. */
export function parsePatient(
  fields: TypedFields,
  today: Day,
  confirmed: readonly string[] = [],
): ParsedPatient {
  const findings: Findings = []
  const toConfirm: Findings = []
  const identity = readIdentity(fields, today, findings, toConfirm)
  const rest = readRest(fields, today, findings)
  if (identity === undefined || findings.length > 0) return { kind: 'refused', findings }

  const open = toConfirm.filter((finding) => !confirmed.includes(finding.field))
  return { kind: 'patient', details: { ...identity, ...rest }, toConfirm: open }
}

type Identity = PersonName & Pick<PatientDetails, 'dateOfBirth' | 'nhs'>

function readIdentity(
  fields: TypedFields,
  today: Day,
  findings: Findings,
  toConfirm: Findings,
): Identity | undefined {
  const familyName = readName(fields, 'familyName', findings)
  const givenName = readName(fields, 'givenName', findings)
  const dateOfBirth = readDateOfBirth(fields, today, findings, toConfirm)
  const nhs = readNhs(fields, findings, toConfirm)
  if (dateOfBirth === undefined || nhs === undefined) return undefined
  return { familyName, givenName, dateOfBirth, nhs }
}

function readName(fields: TypedFields, part: NamePart, findings: Findings): string {
  const parsed = parseNamePart(fields[part], part)
  if (parsed.kind === 'name') return parsed.name
  findings.push({ field: part, code: parsed.code, message: parsed.message })
  return ''
}

function readDateOfBirth(
  fields: TypedFields,
  today: Day,
  findings: Findings,
  toConfirm: Findings,
): Day | undefined {
  const field = 'dateOfBirth'
  const parsed = parseDateOfBirth(isoDayTyped(fields, field), today)
  if (parsed.kind === 'refused') {
    findings.push({ field, code: parsed.code, message: parsed.message })
    return undefined
  }
  if (parsed.kind === 'confirm') {
    toConfirm.push({ field, code: parsed.code, message: parsed.message })
  }
  return parsed.dateOfBirth
}

function readNhs(
  fields: TypedFields,
  findings: Findings,
  toConfirm: Findings,
): NhsIdentity | undefined {
  const field = 'nhsNumber'
  const reason = NHS_ABSENT_REASONS.find((known) => known === typedText(fields, 'nhsAbsentReason'))
  const typed = typedText(fields, field)
  if (typed === '' && reason !== undefined) return { kind: 'none', reason }
  if (reason !== undefined) {
    findings.push({
      field,
      code: 'number-and-reason',
      message: 'Enter the NHS number or choose why there is none, not both.',
    })
    return undefined
  }
  const parsed = parseNhsNumber(typed)
  if (parsed.kind === 'refused') {
    findings.push({ field, code: parsed.code, message: parsed.message })
    return undefined
  }
  if (parsed.kind === 'confirm') {
    toConfirm.push({ field, code: parsed.code, message: parsed.message })
  }
  return { kind: 'number', number: parsed.nhsNumber }
}

function readRest(
  fields: TypedFields,
  today: Day,
  findings: Findings,
): Omit<PatientDetails, keyof Identity> {
  return {
    ...readContact(fields, today, findings),
    ...readFlags(fields, today, findings),
    title: typedNote(fields, 'title', LONGEST_LINE, findings),
    sex: typedChoice(fields, 'sex', SEXES, 'not-known', findings),
    carer: typedNote(fields, 'carer', LONGEST_LINE, findings),
    interpreter: typedNote(fields, 'interpreter', LONGEST_LINE, findings),
    language: typedChoice(fields, 'language', wordsOf(LANGUAGE_WORDS), 'not-known', findings),
    housebound: typedChoice(fields, 'housebound', KNOWN, 'not-known', findings),
    registeredPractice: readPractice(fields, findings),
    allergies: typedNote(fields, 'allergies', LONGEST_HISTORY, findings),
    relevantHistory: typedNote(fields, 'relevantHistory', LONGEST_HISTORY, findings),
  }
}

function readPractice(fields: TypedFields, findings: Findings): string {
  const typed = typedText(fields, 'registeredPractice')
  if (typed !== '' && !PRACTICE_CODE.test(typed)) {
    findings.push({
      field: 'registeredPractice',
      code: 'format',
      message: 'Enter the practice code: one capital letter and 5 digits, like C88001.',
    })
  }
  return typed
}
