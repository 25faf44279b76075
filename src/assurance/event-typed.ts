import type { Day } from '#base/day.ts'
import {
  type Findings,
  requiredChoice,
  type TypedFields,
  typedDay,
  typedNote,
  wordsOf,
} from '#register/typed-fields.ts'
import {
  BLEED_CRITERIA,
  type BleedClass,
  type BleedCriterion,
  bleedClass,
  EVENT_KINDS,
  type EventKind,
  RELATED_WORDS,
  type Related,
} from './event-kinds.ts'

/** An event as somebody records it. */
export type TypedEvent = {
  readonly kind: EventKind
  /** Of a bleed which criteria it meets, and its class by them; of anything else none. */
  readonly criteria: readonly BleedCriterion[]
  readonly severity: BleedClass | null
  readonly related: Related
  readonly occurredOn: Day
  /** When this provider came to know of it: the clock of its analysis starts then. */
  readonly awareOn: Day
  readonly note: string
}

export type ParsedEvent =
  | { readonly kind: 'event'; readonly event: TypedEvent }
  | { readonly kind: 'refused'; readonly findings: Findings }

/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 2000

/** The field in which a criterion is ticked. */
export const criterionField = (criterion: BleedCriterion) => `criterion-${criterion}` as const

/** Reads the form of an event; answers the event, or everything that is wrong at once. */
export function readEvent(fields: TypedFields, today: Day): ParsedEvent {
  const findings: Findings = []
  const kind = requiredChoice(EVENT_KINDS, fields, 'kind', 'Choose what happened.', findings)
  const met = wordsOf(BLEED_CRITERIA).filter((each) => fields[criterionField(each)] === 'yes')
  if (met.length > 0 && kind !== undefined && kind !== 'bleed') findings.push(NOT_A_BLEED)
  const { occurredOn, awareOn } = readDays(fields, today, findings)
  const related = requiredChoice(
    RELATED_WORDS,
    fields,
    'related',
    'Choose whether anticoagulation caused it, or that it is not known yet.',
    findings,
  )
  const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
  if (note === '') findings.push(NOTE_MISSING)
  const isWhole = kind && related && occurredOn && awareOn
  if (findings.length > 0 || !isWhole) return { kind: 'refused', findings }
  const criteria = kind === 'bleed' ? met : []
  const severity = kind === 'bleed' ? bleedClass(met) : null
  return { kind: 'event', event: { kind, criteria, severity, related, occurredOn, awareOn, note } }
}

function readDays(fields: TypedFields, today: Day, findings: Findings) {
  const occurredOn = readDay(fields, 'occurredOn', 'Enter the day on which it happened.', findings)
  const awareOn = readDay(
    fields,
    'awareOn',
    'Enter the day on which this service came to know of it.',
    findings,
  )
  if (occurredOn !== null && occurredOn > today) findings.push(inFuture('occurredOn'))
  if (awareOn !== null && awareOn > today) findings.push(inFuture('awareOn'))
  if (occurredOn !== null && awareOn !== null && awareOn < occurredOn) findings.push(KNOWN_BEFORE)
  return { occurredOn, awareOn }
}

function readDay(
  fields: TypedFields,
  field: string,
  whenMissing: string,
  findings: Findings,
): Day | null {
  const before = findings.length
  const read = typedDay(fields, field, findings)
  if (read === null && findings.length === before) {
    findings.push({ field, code: 'required', message: whenMissing })
  }
  return read
}

const inFuture = (field: string) => ({
  field,
  code: 'in-future',
  message: 'This day is in the future. Enter today or an earlier day.',
})
const KNOWN_BEFORE = {
  field: 'awareOn',
  code: 'before-it-happened',
  message: 'Nobody can have known of it before it happened. Check both days.',
}
const NOT_A_BLEED = {
  field: 'kind',
  code: 'not-a-bleed',
  message: 'You ticked what is true of a bleed. Choose bleeding, or take the ticks out.',
}
const NOTE_MISSING = {
  field: 'note',
  code: 'required',
  message: 'Write in a sentence or two what happened. This stays in the record of the patient.',
}
