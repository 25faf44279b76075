// Results as a laboratory sends them: a FHIR R4 Bundle of Observations in the shape of UK Core. Whatever is not certain is
// held with every fault and its place; nothing is guessed, rounded or left out (H03).

import {
  type FhirObject,
  inexactNumber,
  isObject,
  objectIn,
  objectsIn,
  type SentFault,
  textIn,
} from './fhir-value.ts'
import type { SentControl } from './meter-control-row.ts'
import { isInrLike, readObservation, type SentInr, type SentUnread } from './observation.ts'
import type { FhirResources, ResourceKind } from './observation-person.ts'
import { strictJson } from './strict-json.ts'

/** The sender's own name of a result: by it the same result is known again. */
export type SentIdentifier = { readonly system: string; readonly value: string }

/** One observation of the file: read whole, or held with what is wrong. */
export type SentEntry = {
  readonly place: string
  /** Null where the sender gives it no name, or more than one. */
  readonly identifier: SentIdentifier | null
  readonly sent: SentInr | null
  readonly faults: readonly SentFault[]
  /** Where only the value is at fault, and it may be any: whose it is, and of when (H17). */
  readonly unread?: SentUnread
  /** Of a row that is an internal control of a meter, and no result of anybody. */
  readonly control?: SentControl
  /** As it stands in the file. */
  readonly observation: FhirObject
}

export type ReadBundle =
  | { readonly kind: 'refused'; readonly fault: SentFault }
  | {
      readonly kind: 'bundle'
      readonly entries: readonly SentEntry[]
      /** What each observation of something else than an INR calls itself: they are not taken. */
      readonly others: readonly string[]
    }

const refuse = (place: string, code: string, message: string): ReadBundle => ({
  kind: 'refused',
  fault: { place, code, message },
})

/** @technical So many results of one file are taken at once. */
export const MOST_RESULTS = 200
const KINDS_OF_BUNDLE = ['collection', 'message', 'document']

/** Reads a file of results; refused as a whole where it is no such file. */
export function readResultBundle(text: string): ReadBundle {
  const json = strictJson(text.startsWith('\ufeff') ? text.slice(1) : text)
  if (json.kind === 'refused') return refuse('', json.code, json.message)
  const inexact = inexactNumber(text)
  if (inexact !== undefined) {
    const message = `The number ${inexact.slice(0, 40)} would not be read as it is written.`
    return refuse('', 'number-not-exact', message)
  }
  const bundle = json.value
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') {
    return refuse('', 'not-a-bundle', 'The file is no FHIR Bundle.')
  }
  if (!KINDS_OF_BUNDLE.includes(textIn(bundle, 'type'))) {
    return refuse('Bundle.type', 'bundle-type', 'The Bundle is no collection, message or document.')
  }
  const observations = observationsOf(bundle)
  if (observations.length === 0) {
    return refuse('Bundle.entry', 'no-results', 'The Bundle holds no Observation.')
  }
  const inrs = observations.filter(({ observation }) => isInrLike(observation))
  const others = observations.filter((one) => !inrs.includes(one)).map(nameOf)
  if (inrs.length === 0) {
    const message = `The Bundle holds no INR. Not taken: ${others.slice(0, SOME).join(', ')}.`
    return refuse('Bundle.entry', 'no-inr', message)
  }
  if (inrs.length > MOST_RESULTS) {
    const message = `The Bundle holds more than ${MOST_RESULTS} INRs. Send them in parts.`
    return refuse('Bundle.entry', 'too-many', message)
  }
  const resources = resourcesOf(bundle)
  const entries = inrs.map((one) => readEntry(one, resources))
  return {
    kind: 'bundle',
    entries: entries.map((entry) => heldIfTwice(entry, entries)),
    others,
  }
}

type Placed = { readonly place: string; readonly observation: FhirObject }

/** @technical So many of those that are not taken are named. */
const SOME = 10
/** @technical Limit of what is shown of a name, in characters. */
const SHOWN = 60

/** What an observation calls itself: its text, else the first word or code that is given. */
function nameOf({ place, observation }: Placed): string {
  const code = objectIn(observation, 'code')
  const codings = objectsIn(code, 'coding')
  const words = [code, ...codings].flatMap((one) => [textIn(one, 'text'), textIn(one, 'display')])
  const said = [...words, ...codings.map((one) => textIn(one, 'code')), place]
  return (said.find((word) => word !== '') ?? place).slice(0, SHOWN)
}

/** Every observation of the file, one within another resource too: what is not read there is held or counted, never left out. */
function observationsOf(bundle: FhirObject): readonly Placed[] {
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'] : []
  return entries.flatMap((entry: unknown, nth) => {
    const resource = isObject(entry) ? objectIn(entry, 'resource') : undefined
    const place = `Bundle.entry[${nth}].resource`
    if (resource === undefined) return [{ place, observation: {} }]
    const within = Array.isArray(resource['contained']) ? resource['contained'] : []
    return [resource, ...within].flatMap((one: unknown, at) =>
      isObject(one) && one['resourceType'] === 'Observation'
        ? [{ place: at === 0 ? place : `${place}.contained[${at - 1}]`, observation: one }]
        : [],
    )
  })
}

function readEntry({ place, observation }: Placed, resources: FhirResources): SentEntry {
  const { sent, faults, unread } = readObservation(observation, place, resources)
  const identifier = identifierOf(observation)
  const ofPlace = faultsOfPlace(place, identifier)
  const all = [...faults, ...ofPlace]
  const isUnread = unread !== undefined && ofPlace.length === 0
  return {
    place,
    identifier,
    sent: all.length === 0 ? (sent ?? null) : null,
    faults: all,
    ...(isUnread && { unread }),
    observation,
  }
}

function faultsOfPlace(place: string, identifier: SentIdentifier | null): readonly SentFault[] {
  const unnamed = 'The sender gives it no identifier of its own, or more than one.'
  const within =
    'It is part of another resource, which is not read here and may change its meaning.'
  return [
    ...(identifier === null
      ? [{ place: `${place}.identifier`, code: 'identifier', message: unnamed }]
      : []),
    ...(place.endsWith(']') ? [{ place, code: 'not-read', message: within }] : []),
  ]
}

/** The patients and devices of the other entries, by address or by kind and id; more than one is none. */
function resourcesOf(bundle: FhirObject): FhirResources {
  const entries = objectsIn(bundle, 'entry')
  const ofKind = (kind: ResourceKind) =>
    entries.filter((entry) => objectIn(entry, 'resource')?.['resourceType'] === kind)
  return {
    all: (kind) =>
      ofKind(kind)
        .map((entry) => objectIn(entry, 'resource'))
        .filter((one) => one !== undefined),
    find: (kind, reference) => {
      const found = ofKind(kind).filter(
        (entry) =>
          entry['fullUrl'] === reference ||
          `${kind}/${textIn(objectIn(entry, 'resource'), 'id')}` === reference,
      )
      return found.length === 1 ? objectIn(found[0], 'resource') : undefined
    },
  }
}

function identifierOf(observation: FhirObject): SentIdentifier | null {
  const [only, ...more] = objectsIn(observation, 'identifier')
  const identifier = { system: textIn(only, 'system'), value: textIn(only, 'value') }
  const isWhole = [identifier.system, identifier.value].every(
    (text) => text !== '' && text.length <= LONGEST_NAME,
  )
  return more.length === 0 && isWhole ? identifier : null
}

/** @technical Limit of an identifier, in characters. */
const LONGEST_NAME = 300

/** Two results under one name in one file: nobody can say which is meant. */
export function heldIfTwice(entry: SentEntry, all: readonly SentEntry[]): SentEntry {
  const { identifier } = entry
  const isTwice = all.some(
    (other) =>
      other !== entry &&
      identifier !== null &&
      other.identifier?.system === identifier.system &&
      other.identifier.value === identifier.value,
  )
  if (!isTwice) return entry
  const message = 'Another result of this file has the same identifier.'
  const fault = { place: `${entry.place}.identifier`, code: 'identifier-twice', message }
  return { ...entry, sent: null, faults: [...entry.faults, fault] }
}
