import type { Day } from '#base/day.ts'
import { type PatientDetails, parsePatient } from '#register/patient.ts'
import { KNOWN_FLAGS } from '#register/patient-flags.ts'
import { isoDayTyped } from '#register/typed-fields.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** What both pages of a person's record ask: registering and changing. */
export const PATIENT_FIELDS = [
  'familyName',
  'givenName',
  'title',
  ...dayBoxes('dateOfBirth'),
  'sex',
  'nhsNumber',
  'nhsAbsentReason',
  'address',
  'postcode',
  'telephone',
  'mobile',
  'email',
  ...dayBoxes('contactVerifiedOn'),
  'preferredChannel',
  'mayLeaveMessageWith',
  'carer',
  'interpreter',
  'language',
  'housebound',
  'registeredPractice',
  'allergies',
  'relevantHistory',
  'mechanicalValve',
  'valvePosition',
  'valveMake',
  'lastStroke',
  ...dayBoxes('lastStrokeOn'),
  ...KNOWN_FLAGS,
  ...dayBoxes('dateOfBirthAgain'),
  'nhsNumberAgain',
] as const satisfies readonly string[]

export type PatientFields = TextFields<(typeof PATIENT_FIELDS)[number]>

/** What an unusual number or date of birth must be typed into once more, letter by letter. */
const TYPED_AGAIN = { dateOfBirth: 'dateOfBirthAgain', nhsNumber: 'nhsNumberAgain' } as const

type Unusual = keyof typeof TYPED_AGAIN

export type ReadPatient = { readonly kind: 'patient'; readonly details: PatientDetails } | Refused

/**
 * Reads a person's details as typed. A number outside the ranges in use, or a date that other systems fill in, is
 * taken only when it is typed a second time and agrees (D2.45, D3.24); one that is `recorded` already was.
 */
export function readPatient(
  fields: PatientFields,
  today: Day,
  recorded?: PatientDetails,
): ReadPatient {
  const spaced = ['dateOfBirth', 'contactVerifiedOn', 'lastStrokeOn'].filter((field) =>
    hasSpaces(fields, field),
  )
  if (spaced.length > 0) return refused(422, ...spaced.map(withSpaces))
  const parsed = parsePatient(fields, today, confirmedIn(fields, recorded))
  if (parsed.kind === 'refused') return refused(422, ...parsed.findings)
  if (parsed.toConfirm.length > 0) return refused(422, ...parsed.toConfirm.map(typeAgain))
  return { kind: 'patient', details: parsed.details }
}

const hasSpaces = (fields: Readonly<Record<string, string | undefined>>, field: string): boolean =>
  fields[field] !== fields[field]?.trim()

const withSpaces = (field: string): Finding => ({
  field,
  code: 'format',
  message: 'Send the date as year, month and day, like 1942-09-04, without spaces.',
})

function confirmedIn(
  fields: PatientFields,
  recorded: PatientDetails | undefined,
): readonly Unusual[] {
  const birth = isoDayTyped(fields, 'dateOfBirth')
  const number = digits(fields.nhsNumber)
  const births = [isoDayTyped(fields, 'dateOfBirthAgain'), recorded?.dateOfBirth]
  const numbers = [
    digits(fields.nhsNumberAgain),
    recorded?.nhs.kind === 'number' ? recorded.nhs.number : undefined,
  ]
  return [
    ...(birth !== '' && births.includes(birth) ? (['dateOfBirth'] as const) : []),
    ...(number !== '' && numbers.includes(number) ? (['nhsNumber'] as const) : []),
  ]
}

const digits = (text: string | undefined): string => (text ?? '').replaceAll(/[ -]/g, '')

function typeAgain({ field, code, message }: Finding): Finding {
  const again = field === 'dateOfBirth' || field === 'nhsNumber' ? TYPED_AGAIN[field] : field
  return { field: again, code, message: `${message} If it is right, type it once more.` }
}
