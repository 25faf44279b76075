import { type Day, londonDay, parseDay } from '#base/day.ts'
import { parseInstant } from '#base/instant.ts'
import { type Inr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { type FhirObject, objectIn, objectsIn, type SentFault, textIn } from './fhir-value.ts'
import { meterWords, readSentMeter, type SentMeter } from './observation-meter.ts'
import { type FhirResources, readPerson, type SentPerson } from './observation-person.ts'

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

/** An INR of a laboratory or a meter as it was sent, every part of it read. */
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

type ReadObservation = {
  readonly sent: SentInr | undefined
  readonly faults: readonly SentFault[]
  /** Of a meter, where its value alone could not be read: it may be any (H17). */
  readonly unread?: SentUnread
}

/** Reads an observation of an INR; whatever is wrong with it is answered at once, each with its place. */
export function readObservation(
  observation: FhirObject,
  place: string,
  resources: FhirResources,
): ReadObservation {
  const faults: SentFault[] = []
  const fault: Fault = (field, code, message) =>
    faults.push({ place: field === '' ? place : `${place}.${field}`, code, message })
  const isMeter = checkCode(observation, fault) === 'meter-inr'
  checkMeaning(observation, isMeter, fault)
  const status = readStatus(observation, fault)
  const person = readPerson(observation, place, resources, faults)
  const sample = readSample(observation, isMeter, fault)
  const meter = isMeter ? readSentMeter(observation, resources, fault) : undefined
  const laboratory = meter ? meterWords(meter) : readLaboratory(observation, isMeter, fault)
  const remark = objectsIn(observation, 'note')
    .map((note) => textIn(note, 'text'))
    .filter((text) => text !== '')
    .join(' ')
  const isElseWhole = faults.length === 0
  const value = status === 'void' ? TAKEN_BACK : readValue(observation, fault)
  if (!isElseWhole || !status || !person || !sample) return { sent: undefined, faults }
  const known = { person, ...sample, laboratory, remark, ...(meter && { meter }) }
  if (faults.length === 0 && value) return { sent: { status, ...known, ...value }, faults }
  return { sent: undefined, faults, ...(meter && { unread: known }) }
}

const TAKEN_BACK = { inr: null, raw: '' } as const

type Fault = (field: string, code: string, message: string) => void

/** What would change the meaning of everything else, or split it in parts. */
function checkMeaning(observation: FhirObject, isMeter: boolean, fault: Fault): void {
  for (const field of ['modifierExtension', 'implicitRules', 'component', 'hasMember']) {
    if (observation[field] === undefined) continue
    fault(field, 'not-read', `It has ${field}, which is not read here and may change its meaning.`)
  }
  const isLaboratory = objectsIn(observation, 'category')
    .flatMap((category) => objectsIn(category, 'coding'))
    .some((one) => textIn(one, 'system') === CATEGORY && textIn(one, 'code') === 'laboratory')
  if (!isLaboratory && !isMeter) fault('category', 'category', 'Its category is not laboratory.')
}

function readStatus(observation: FhirObject, fault: Fault): SentStatus | undefined {
  const written = textIn(observation, 'status')
  const status = Object.hasOwn(STATUSES, written) ? STATUSES[written] : undefined
  if (status === undefined) {
    fault('status', 'not-final', `Its status is "${written.slice(0, 40)}", not a final result.`)
  }
  return status
}

/** Who measured it by its codes, which must agree; a meter is named by its own. */
function checkCode(observation: FhirObject, fault: Fault): 'laboratory-inr' | 'meter-inr' {
  const codes = codesOf(observation)
  const meanings = new Set(codes.flatMap((key) => CODES[key] ?? []))
  const others = codes.filter(
    (key) => (key.startsWith(SNOMED) || key.startsWith(LOINC)) && CODES[key] === undefined,
  )
  const isMeter = meanings.has('meter-inr')
  if (meanings.size !== 1 || others.length > 0) {
    const whose = isMeter ? 'a meter and of nothing else' : 'a laboratory'
    fault('code', 'code', `Its code is not that of an INR of ${whose}.`)
  }
  return isMeter ? 'meter-inr' : 'laboratory-inr'
}

type Sample = { readonly sampledOn: Day; readonly sampledAt: number | null }

function readSample(observation: FhirObject, isMeter: boolean, fault: Fault): Sample | undefined {
  const written = observation['effectiveDateTime']
  const asDay = parseDay(written)
  if (asDay.kind === 'day' && !isMeter) return { sampledOn: asDay.day, sampledAt: null }
  const asInstant = parseInstant(written)
  if (asInstant.kind === 'instant') {
    return { sampledOn: londonDay(asInstant.ms), sampledAt: asInstant.ms }
  }
  const message = isMeter
    ? 'When the meter measured it is not a time with its offset from UTC.'
    : 'When the blood was taken is not a day like 2026-11-22, or a time with its offset from UTC.'
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
    fault('valueQuantity', 'no-value', `It has no value in numbers.${insteadOf(observation)}`)
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

/** What stands in the place of a number, as it would be read from the meter. */
function insteadOf(observation: FhirObject): string {
  const shown = textIn(observation, 'valueString').slice(0, SHOWN)
  return shown === '' ? '' : ` It says "${shown}".`
}

/** @technical Limit of what is shown of a value in words, in characters. */
const SHOWN = 40

function readLaboratory(observation: FhirObject, isMeter: boolean, fault: Fault): string {
  const performers = objectsIn(observation, 'performer')
  const named = performers
    .map((one) => textIn(one, 'display') || textIn(objectIn(one, 'identifier'), 'value'))
    .find((name) => name !== '')
  if (named === undefined && !isMeter)
    fault('performer', 'performer', 'It does not say who measured it.')
  return (named ?? '').slice(0, LONGEST_LINE)
}

/** @technical Limit of what is shown, in characters. */
const LONGEST_LINE = 200
