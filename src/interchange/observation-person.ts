import { type Day, parseDay } from '#base/day.ts'
import { type NhsNumber, parseNhsNumber } from '#register/nhs-number.ts'
import { type FhirObject, objectIn, objectsIn, type SentFault, textIn } from './fhir-value.ts'

/** The identifier system of NHS numbers. Source: UK Core Patient 2.6.1, slice nhsNumber. Status: verified. */
export const NHS_NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'

/** Whose result it is, as the sender says: the NHS number, and at least one of the other two. */
export type SentPerson = {
  readonly nhsNumber: NhsNumber
  readonly dateOfBirth: Day | null
  /** Empty when it was not sent. */
  readonly familyName: string
}

/** The other entries of the bundle that an observation may name. */
export type FhirResources = {
  readonly find: (kind: ResourceKind, reference: string) => FhirObject | undefined
  readonly all: (kind: ResourceKind) => readonly FhirObject[]
}
export type ResourceKind = 'Patient' | 'Device'

/** Reads whose an observation is; NHS numbers that differ from each other are never chosen between. */
export function readPerson(
  observation: FhirObject,
  place: string,
  resources: FhirResources,
  faults: SentFault[],
): SentPerson | undefined {
  const before = faults.length
  const subject = objectIn(observation, 'subject')
  const reference = textIn(subject, 'reference')
  const patient = resourceOf('Patient', observation, reference, resources)
  const fault = (code: string, message: string) =>
    faults.push({ place: `${place}.subject`, code, message })

  const numbers = new Set(
    [objectIn(subject, 'identifier'), ...objectsIn(patient, 'identifier')]
      .filter((identifier) => textIn(identifier, 'system') === NHS_NUMBER_SYSTEM)
      .map((identifier) => textIn(identifier, 'value')),
  )
  const [written = ''] = numbers
  const parsed = parseNhsNumber(written)
  if (numbers.size !== 1) {
    fault(
      numbers.size === 0 ? 'no-nhs-number' : 'nhs-numbers-differ',
      numbers.size === 0 ? 'It names no NHS number.' : 'It names more than one NHS number.',
    )
  } else if (parsed.kind === 'refused') fault('nhs-number', parsed.message)
  const dateOfBirth = readBirth(patient, fault)
  const familyName = readFamily(patient)
  if (dateOfBirth === null && familyName === '' && faults.length === before) {
    fault('no-second-identifier', 'It names neither a date of birth nor a family name.')
  }
  if (faults.length > before || parsed.kind === 'refused') return undefined
  return { nhsNumber: parsed.nhsNumber, dateOfBirth, familyName }
}

/** What an observation refers to: contained in it, or another entry of the bundle. */
export function resourceOf(
  kind: ResourceKind,
  observation: FhirObject,
  reference: string,
  { find }: FhirResources,
): FhirObject | undefined {
  if (!reference.startsWith('#')) return reference === '' ? undefined : find(kind, reference)
  return objectsIn(observation, 'contained').find(
    (one) => one['resourceType'] === kind && one['id'] === reference.slice(1),
  )
}

function readBirth(
  patient: FhirObject | undefined,
  fault: (code: string, message: string) => void,
): Day | null {
  const written = patient?.['birthDate']
  if (written === undefined) return null
  const parsed = parseDay(written)
  if (parsed.kind === 'day') return parsed.day
  fault('date-of-birth', 'The date of birth is not a whole day, like 1942-09-04.')
  return null
}

/** The official name, or the only one. */
function readFamily(patient: FhirObject | undefined): string {
  const names = objectsIn(patient, 'name')
  const official = names.filter((name) => textIn(name, 'use') === 'official')
  const [only, ...more] = official.length > 0 ? official : names
  return more.length === 0 ? textIn(only, 'family') : ''
}
