import { type Day, londonDay, parseDay } from '#base/day.ts'
import { parseInstant } from '#base/instant.ts'
import { type Inr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { type FhirObject, objectIn, objectsIn, type SentFault, textIn } from './fhir-value.ts'
import { type FindPatient, readPerson, type SentPerson } from './observation-person.ts'

const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const UCUM = 'http://unitsofmeasure.org'
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category'

/**
 * What a code says of an observation. Source: NHS Digital refset INR_COD 20241205, LOINC 6301-6 and 34714-6.
 * Status: verified. @see docs/evidence.md#sent-results
 */
const CODES: Readonly<Record<string, 'laboratory-inr' | 'meter-inr'>> = {
  [`${SNOMED}|165581004`]: 'laboratory-inr',
  [`${LOINC}|6301-6`]: 'laboratory-inr',
  [`${SNOMED}|360471000000102`]: 'meter-inr',
  [`${SNOMED}|440432009`]: 'meter-inr',
  [`${LOINC}|34714-6`]: 'meter-inr',
}

/** What the sender says has become of the result. */
export type SentStatus = 'final' | 'corrected' | 'void'
const STATUSES: Readonly<Record<string, SentStatus>> = {
  final: 'final',
  amended: 'corrected',
  corrected: 'corrected',
  cancelled: 'void',
  'entered-in-error': 'void',
}

/** An INR of a laboratory as it was sent, every part of it read. */
export type SentInr = {
  readonly status: SentStatus
  readonly person: SentPerson
  /** Null where the sender takes the result back. */
  readonly inr: Inr | null
  /** The value as it was sent, with its comparator. */
  readonly raw: string
  readonly sampledOn: Day
  readonly sampledAt: number | null
  readonly laboratory: string
  /** What the laboratory says beside it. */
  readonly remark: string
  /** Of one that a meter measured: which meter and which strips, as they were sent. A laboratory's has none. */
  readonly meter?: SentMeter
}

/** What is known of a result of which the value alone could not be read: enough to ask somebody about the patient. */
export type SentUnread = Pick<SentInr, 'person' | 'sampledOn' | 'laboratory' | 'remark' | 'meter'>

export type SentMeter = { readonly serial: string; readonly lot: string }

export const isInrLike = (observation: FhirObject): boolean => {
  const code = objectIn(observation, 'code')
  const words = [code, ...objectsIn(code, 'coding')].flatMap((one) => [
    textIn(one, 'text'),
    textIn(one, 'display'),
  ])
  return (
    codesOf(observation).some((key) => CODES[key] !== undefined || key === `${LOINC}|5895-7`) ||
    words.some((word) => /\bINR\b|international normali[sz]ed ratio/i.test(word))
  )
}

const codesOf = (observation: FhirObject): readonly string[] =>
  objectsIn(objectIn(observation, 'code'), 'coding').map(
    (coding) => `${textIn(coding, 'system')}|${textIn(coding, 'code')}`,
  )

/** Reads an observation of an INR; whatever is wrong with it is answered at once, each with its place. */
export function readObservation(
  observation: FhirObject,
  place: string,
  findPatient: FindPatient,
): { readonly sent: SentInr | undefined; readonly faults: readonly SentFault[] } {
  const faults: SentFault[] = []
  const fault: Fault = (field, code, message) =>
    faults.push({ place: field === '' ? place : `${place}.${field}`, code, message })
  checkMeaning(observation, fault)
  const status = readStatus(observation, fault)
  checkCode(observation, fault)
  const person = readPerson(observation, place, findPatient, faults)
  const sample = readSample(observation, fault)
  const value = status === 'void' ? { inr: null, raw: '' } : readValue(observation, fault)
  const laboratory = readLaboratory(observation, fault)
  const remark = objectsIn(observation, 'note')
    .map((note) => textIn(note, 'text'))
    .filter((text) => text !== '')
    .join(' ')
  if (faults.length > 0 || !status || !person || !sample || !value) {
    return { sent: undefined, faults }
  }
  return { sent: { status, person, ...value, ...sample, laboratory, remark }, faults }
}

type Fault = (field: string, code: string, message: string) => void

/** What would change the meaning of everything else, or split it in parts. */
function checkMeaning(observation: FhirObject, fault: Fault): void {
  for (const field of ['modifierExtension', 'implicitRules', 'component', 'hasMember']) {
    if (observation[field] === undefined) continue
    fault(field, 'not-read', `It has ${field}, which is not read here and may change its meaning.`)
  }
  const isLaboratory = objectsIn(observation, 'category')
    .flatMap((category) => objectsIn(category, 'coding'))
    .some((one) => textIn(one, 'system') === CATEGORY && textIn(one, 'code') === 'laboratory')
  if (!isLaboratory) fault('category', 'category', 'Its category is not laboratory.')
}

function readStatus(observation: FhirObject, fault: Fault): SentStatus | undefined {
  const written = textIn(observation, 'status')
  const status = Object.hasOwn(STATUSES, written) ? STATUSES[written] : undefined
  if (status === undefined) {
    fault('status', 'not-final', `Its status is "${written.slice(0, 40)}", not a final result.`)
  }
  return status
}

function checkCode(observation: FhirObject, fault: Fault): void {
  const codes = codesOf(observation)
  const meanings = codes.map((key) => CODES[key])
  const others = codes.filter(
    (key) => (key.startsWith(SNOMED) || key.startsWith(LOINC)) && CODES[key] === undefined,
  )
  if (meanings.includes('meter-inr')) {
    const message =
      'It was measured with a meter. Enter it as a visit, with the meter and the lot of the strips, or bring in the file that the meter itself exports.'
    fault('code', 'meter', message)
  } else if (!meanings.includes('laboratory-inr') || others.length > 0) {
    fault('code', 'code', 'Its code is not that of an INR of a laboratory.')
  }
}

type Sample = { readonly sampledOn: Day; readonly sampledAt: number | null }

function readSample(observation: FhirObject, fault: Fault): Sample | undefined {
  const written = observation['effectiveDateTime']
  const asDay = parseDay(written)
  if (asDay.kind === 'day') return { sampledOn: asDay.day, sampledAt: null }
  const asInstant = parseInstant(written)
  if (asInstant.kind === 'instant') {
    return { sampledOn: londonDay(asInstant.ms), sampledAt: asInstant.ms }
  }
  const message =
    'When the blood was taken is not a day like 2026-11-22, or a time with its offset from UTC.'
  fault('effectiveDateTime', 'sample-time', message)
  return undefined
}

function readValue(
  observation: FhirObject,
  fault: Fault,
): { readonly inr: Inr; readonly raw: string } | undefined {
  const quantity = objectIn(observation, 'valueQuantity')
  const value = quantity?.['value']
  if (quantity === undefined || typeof value !== 'number') {
    fault('valueQuantity', 'no-value', 'It has no value in numbers.')
    return undefined
  }
  if (observation['dataAbsentReason'] !== undefined) {
    fault('dataAbsentReason', 'no-value', 'It has a value and says why it has none.')
  }
  if (textIn(quantity, 'system') !== UCUM || !['{INR}', '1'].includes(textIn(quantity, 'code'))) {
    fault('valueQuantity', 'unit', 'Its unit is not {INR} or 1 of UCUM.')
  }
  const comparator = quantity['comparator'] ?? ''
  if (comparator !== '' && comparator !== '<' && comparator !== '>') {
    fault('valueQuantity.comparator', 'comparator', 'Its comparator is not < or >.')
    return undefined
  }
  const raw = `${comparator}${value}`
  const parsed = parseInr(raw, LABORATORY_RANGE)
  if (parsed.kind === 'inr') return { inr: parsed.inr, raw }
  fault('valueQuantity.value', parsed.code, `INR ${raw}: ${parsed.message}`)
  return undefined
}

function readLaboratory(observation: FhirObject, fault: Fault): string {
  const performers = objectsIn(observation, 'performer')
  const named = performers
    .map((one) => textIn(one, 'display') || textIn(objectIn(one, 'identifier'), 'value'))
    .find((name) => name !== '')
  if (named === undefined) fault('performer', 'performer', 'It does not say who measured it.')
  return (named ?? '').slice(0, LONGEST_LINE)
}

/** @technical Limit of what is shown, in characters. */
const LONGEST_LINE = 200
