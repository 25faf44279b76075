import type { Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import type { Device } from '#store/results.ts'
import type { VisitPlace } from '#store/visits.ts'
import { venousFindings } from './advisory-lot.ts'
import { readEnteredInr } from './entered-inr.ts'
import { freeTextFindings } from './free-text.ts'
import { identityFindings } from './identity.ts'
import type { Finding } from './outcome.ts'
import { readSampleTime, SAMPLE_FIELDS, type Sample } from './sample-time.ts'
import { SECOND_ENTRY } from './second-entry.ts'
import { secondResultFindings } from './second-result.ts'
import { unsoundFindings } from './sound-device.ts'
import type { TextFields } from './text-fields.ts'
import { isAlarming, ownMeterFindings } from './unchecked-meter.ts'
import { ANSWER_FIELDS, readAnswers } from './visit-answers.ts'
import type { VisitCase } from './visit-case.ts'
import { deviceOf, expiryFindings, methodFindings, readMethod } from './visit-method.ts'
import { readPlace } from './visit-place.ts'

/** Every field of the visit, on the page and in the JSON of the acts alike. */
export const VISIT_FIELDS = [
  'patientId',
  'identity',
  'inr',
  ...SECOND_ENTRY,
  'exactlyEight',
  'method',
  'meter',
  'stripLot',
  'stripExpiry',
  'venousTaken',
  'place',
  'currentDose',
  'comment',
  'secondResult',
  'secondResultReason',
  ...SAMPLE_FIELDS,
  ...ANSWER_FIELDS,
] as const
export type VisitFields = TextFields<(typeof VISIT_FIELDS)[number]>

/** A visit as entered, once everything in it can be believed. */
export type EnteredVisit = {
  readonly inr: Inr
  readonly raw: string
  readonly method: Method
  readonly device: Device | null
  /** Why no dose rests on it though it alarms, in words: it is taken and waits for the laboratory (H06, H17). */
  readonly unsound: string | null
  readonly sample: Sample
  readonly answers: PreDoseAnswers
  /** The dose that the person says they take; asked only while no dose has been decided here. */
  readonly statedUg: Ug | undefined
  readonly comment: string | null
  /** Where the patient was seen; nothing where nobody said. */
  readonly place: VisitPlace | null
  /** The result of a few minutes ago that this one replaces, with the reason. */
  readonly replaces: { readonly resultId: string; readonly reason: string } | null
}

export type VisitRead =
  | { readonly kind: 'visit'; readonly visit: EnteredVisit }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Reads the whole visit against the case; answers everything that is wrong with it at once. */
export function readVisit(
  fields: VisitFields,
  known: VisitCase,
  now: number,
  today: Day,
): VisitRead {
  const method = readMethod(fields.method)
  const sample = readSampleTime(fields, now)
  const stated = readStatedDose(fields.currentDose)
  const answers = readAnswers(fields, known, today, stated.statedUg)
  const measuredBy = method ?? 'provider-meter'
  const device = deviceOf(fields, measuredBy, known)
  const entered = readEnteredInr(fields, measuredBy, device, known)
  const inr = entered.kind === 'inr' ? entered.inr : undefined
  const measured = deviceFindings(fields, method, known, { device, inr, today, sample })
  const seen = readPlace(fields.place)
  const second = secondResultFindings(fields, known, now)
  const findings = [
    ...identityFindings(fields.identity, known.patient.details),
    ...[answers, entered, seen].flatMap(findingsIn),
    ...measured.findings,
    ...ownMeterFindings(method, known, today, inr),
    ...venousFindings(fields.venousTaken, known.site, inr, device),
    ...(sample.kind === 'refused' ? sample.findings : sampleFindings(sample.sample, known)),
    ...stated.findings,
    ...freeTextFindings(fields, known.patient),
    ...second.findings,
  ]
  if (
    findings.length > 0 ||
    method === undefined ||
    sample.kind === 'refused' ||
    answers.kind === 'refused' ||
    entered.kind === 'refused'
  ) {
    return { kind: 'refused', findings }
  }
  const visit: EnteredVisit = {
    ...{ inr: entered.inr, method, device },
    raw: trimAscii(fields.inr ?? ''),
    unsound: measured.unsound,
    sample: sample.sample,
    answers: answers.answers,
    comment: trimAscii(fields.comment ?? '') || null,
    ...{ statedUg: stated.statedUg, place: seen.place, replaces: second.replaces },
  }
  return { kind: 'visit', visit }
}

type Sampled = {
  readonly device: Device | null
  readonly inr: Inr | undefined
  readonly today: Day
  readonly sample: ReturnType<typeof readSampleTime>
}

/** What is wrong with how it was measured; an alarming INR is taken though no dose rests on its meter (H06, H17). */
function deviceFindings(
  fields: VisitFields,
  method: Method | undefined,
  known: VisitCase,
  { device, inr, today, sample }: Sampled,
): { readonly findings: readonly Finding[]; readonly unsound: string | null } {
  const taken = sample.kind === 'sample' ? sample.sample : { on: today, at: null }
  const unsound = unsoundFindings(method, device, known, taken)
  const isTaken = inr !== undefined && method !== undefined && isAlarming(inr, method, known, today)
  const must = methodFindings(fields, method, known)
  const found = [...must, ...expiryFindings(fields, method, known)]
  const isSaid = (field: string) => found.some((finding) => finding.field === field)
  return {
    findings: isTaken ? must : [...found, ...unsound.filter(({ field }) => !isSaid(field))],
    unsound: unsound[0]?.message ?? null,
  }
}

const findingsIn = (
  read: { readonly kind: string } | { readonly findings: readonly Finding[] },
): readonly Finding[] => ('findings' in read ? read.findings : [])

/** A result older than one that stands cannot be dosed on: the dose has moved on since. */
function sampleFindings({ on }: Sample, { history }: VisitCase): readonly Finding[] {
  const newest = history.at(-1)
  if (newest === undefined || on >= newest.sampledOn) return []
  const message =
    'A later result is already recorded. An older one cannot be dosed on: check the date, or add it under all visits as an earlier result.'
  return [at('sampledOn-day', 'older-than-last', message)]
}

function readStatedDose(typed: string | undefined): {
  readonly statedUg: Ug | undefined
  readonly findings: readonly Finding[]
} {
  if (trimAscii(typed ?? '') === '') return { statedUg: undefined, findings: [] }
  const parsed = parseDose(typed)
  if (parsed.kind === 'dose') return { statedUg: parsed.ug, findings: [] }
  return { statedUg: undefined, findings: [at('currentDose', parsed.code, parsed.message)] }
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
