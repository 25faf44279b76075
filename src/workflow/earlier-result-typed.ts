import { clinicalDate, type Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { type Inr, parseInr } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { hasTimedOut, isFresh } from '#clinical/warfarin/dosable-window.ts'
import { entriesAgree } from '#clinical/warfarin/entry-checks.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Device, HistoryResult } from '#store/results.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { identityFindings } from './identity.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { readSampleTime, SAMPLE_FIELDS, type Sample } from './sample-time.ts'
import { SECOND_ENTRY, secondEntryOf } from './second-entry.ts'
import type { TextFields } from './text-fields.ts'
import { limitsOf, readMethod } from './visit-method.ts'

export const EARLIER_FIELDS = [
  'patientId',
  'identity',
  'inr',
  ...SECOND_ENTRY,
  'method',
  'fromNote',
  ...SAMPLE_FIELDS,
] as const
export type EarlierFields = TextFields<(typeof EARLIER_FIELDS)[number]>

export type EarlierResult = {
  readonly kind: 'earlier'
  readonly inr: Inr
  readonly raw: string
  readonly method: Method
  /** By which meter and strips, where that is known. */
  readonly device?: Device | null
  readonly sample: Sample
  readonly from: string
  /** Nothing was measured after it, as far as the record knows. */
  readonly isNewest: boolean
}

/** What an earlier result is held against. */
export type EarlierCase = {
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly rules: RuleSet
  /** The results of the course that stand, oldest first. */
  readonly known: readonly HistoryResult[]
}

const LONGEST_LINE = 200

/** Reads an earlier result; one that is new enough to dose on belongs to a visit and is refused here (H05). */
export function readEarlier(
  desk: Pick<Desk, 'now' | 'today'>,
  fields: EarlierFields,
  held: EarlierCase,
): EarlierResult | Refused {
  const read = readEarlierTyped(desk, fields, held)
  if (read.kind === 'refused') return read
  const wrong = againstCourse(desk, read, held)
  return wrong === undefined ? read : refused(422, wrong)
}

/** What was typed of an earlier result, before it is held against the course. */
export function readEarlierTyped(
  desk: Pick<Desk, 'now'>,
  fields: EarlierFields,
  held: EarlierCase,
): EarlierResult | Refused {
  const method = readMethod(fields.method)
  const inr = readTwice(fields, method ?? 'laboratory')
  const sample = readSampleTime(fields, desk.now)
  const from = trimAscii(fields.fromNote ?? '')
  const findings = [
    ...identityFindings(fields.identity, held.patient.details),
    ...(inr.kind === 'refused' ? inr.findings : []),
    ...(method === undefined ? [METHOD_NEEDED] : []),
    ...(sample.kind === 'refused' ? sample.findings : []),
    ...fromFindings(from),
    ...freeTextFindings(fields, held.patient),
  ]
  if (
    findings.length > 0 ||
    inr.kind === 'refused' ||
    method === undefined ||
    sample.kind === 'refused'
  ) {
    return refused(422, ...findings)
  }
  const isNewest = sample.sample.on >= (held.known.at(-1)?.sampledOn ?? '')
  const typed = { kind: 'earlier', method, sample: sample.sample, from, isNewest } as const
  return { ...typed, inr: inr.inr, raw: trimAscii(fields.inr ?? '') }
}

const fromFindings = (from: string): readonly Finding[] =>
  from === '' || from.length > LONGEST_LINE ? [FROM_NEEDED] : []

const FROM_NEEDED: Finding = {
  field: 'fromNote',
  code: 'required',
  message: 'Enter where this result comes from, like a letter and its date.',
}

type Twice =
  | { readonly kind: 'inr'; readonly inr: Inr }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Typed twice, like a correction: nobody will look at the meter again. */
function readTwice(fields: EarlierFields, method: Method): Twice {
  const first = parseInr(fields.inr, limitsOf(method, null))
  if (first.kind === 'refused') {
    return { kind: 'refused', findings: [at('inr', first.code, first.message)] }
  }
  const second = parseInr(secondEntryOf(fields), limitsOf(method, null))
  if (second.kind === 'inr' && entriesAgree(first.inr, second.inr)) return first
  const message = 'Type the INR twice, the same both times.'
  return { kind: 'refused', findings: [at('inrAgain', 'entries-differ', message)] }
}

/** Why a result is not one of the past of this course: it is of before, known, or new enough to dose on. */
export function againstCourse(
  { now, today }: Pick<Desk, 'now' | 'today'>,
  { inr, method, sample, isNewest }: EarlierResult,
  { episode, rules, known }: EarlierCase,
): Finding | undefined {
  const before = beforeCourse({ sample }, episode)
  if (before !== undefined) return before
  if (sameKnown({ inr, method, sample }, known) !== undefined) return KNOWN
  const isDosed = episode.phase === 'initiating' || episode.phase === 'maintaining'
  const serves =
    isFresh({ sampledOn: sample.on, today, method }, rules) &&
    !hasTimedOut({ method, sampledOn: sample.on, sampledAt: sample.at }, now, rules)
  return isDosed && isNewest && serves ? DOSABLE : undefined
}

/** The same INR of the same day, measured in the same way, where it is on record. */
export const sameKnown = (
  { inr, method, sample }: Pick<EarlierResult, 'inr' | 'method' | 'sample'>,
  known: EarlierCase['known'],
): HistoryResult | undefined =>
  known.find(
    (one) =>
      one.sampledOn === sample.on &&
      one.method === method &&
      one.comparator === inr.comparator &&
      one.tenths === inr.tenths,
  )

/** Why a result is of no treatment here; nothing where it is. */
export const beforeCourse = (
  { sample }: Pick<EarlierResult, 'sample'>,
  { plan }: FoundEpisode,
): Finding | undefined =>
  plan.startedOn !== null && sample.on < plan.startedOn ? beforeStart(plan.startedOn) : undefined

const beforeStart = (startedOn: Day): Finding =>
  at(
    'sampledOn-day',
    'before-start',
    `This treatment started on ${clinicalDate(startedOn)}. An INR of before belongs to no course here.`,
  )

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })

const METHOD_NEEDED = at('method', 'required', 'Say how the INR was measured.')
const KNOWN = at(
  'inr',
  'known-already',
  'The same INR of that day, measured in the same way, is on record already.',
)
const DOSABLE = at(
  'sampledOn-day',
  'dosable',
  'This result is new enough to dose on. Enter it as a visit, so that a dose is decided.',
)
