import { canonicalJson } from '#base/canonical.ts'
import { assessDoac, type DoacVerdict } from '#clinical/doac/assess.ts'
import { type DoacDose, parseDoacDose } from '#clinical/doac/doac.ts'
import { type DoacInput, INTERACTING } from '#clinical/doac/facts.ts'
import { type NextReview, nextReview } from '#clinical/doac/monitoring.ts'
import { boxOf, NONE_TAKEN, parseReviewAnswers } from '#clinical/doac/review-answers.ts'
import {
  needsDecision,
  type RecordedVerdict,
  type ReviewOutcome,
  recordedVerdict,
  reviewOutcome,
} from '#clinical/doac/review-outcome.ts'
import { mgNumber } from '#clinical/dose.ts'
import { forbiddingFacts } from '#register/doac-eligibility.ts'
import { doacUseOf } from '#register/doac-plan.ts'
import type { StoredAnswers } from '#store/doac-reviews.ts'
import type { Desk } from './desk.ts'
import type { DoacCase } from './doac-case.ts'
import { MEASURE_FIELDS, type Measures, readMeasures } from './doac-measures.ts'
import { freeTextFindings } from './free-text.ts'
import { identityFindings } from './identity.ts'
import { changedMeanwhile, type Finding, type Refused, refused } from './outcome.ts'
import { hashOf } from './suggestion-token.ts'
import type { TextFields } from './text-fields.ts'

/** What is asked and measured before any dose of a direct oral anticoagulant, the first and those that follow. */
export const DOSE_QUESTIONS = [
  'bleeding',
  'bleedingNote',
  'raisedBleedingRisk',
  'pregnancy',
  'breastFeeding',
  'medicinesNote',
  NONE_TAKEN,
  ...INTERACTING.map(boxOf),
  ...MEASURE_FIELDS,
] as const

/** Every field of a review, on the page and in the JSON of the act alike. */
export const REVIEW_FIELDS = [
  'patientId',
  'identity',
  'version',
  'seenReview',
  'nothingToReport',
  'doacMg',
  'doacTimes',
  'missedDoses',
  ...DOSE_QUESTIONS,
] as const
export type ReviewFields = TextFields<(typeof REVIEW_FIELDS)[number]>

/** A review as entered, and what the rules say to it. */
export type ReadReview = {
  readonly kind: 'review'
  readonly known: DoacCase
  readonly taken: DoacDose
  readonly answers: StoredAnswers
  readonly measures: Measures
  readonly input: DoacInput
  readonly verdict: DoacVerdict
  readonly recorded: RecordedVerdict
  /** Undefined while something must be answered or measured first. */
  readonly outcome: ReviewOutcome | undefined
  /** When the next review is at the latest; null while a prescriber has to decide. */
  readonly next: NextReview | null
  /** The name of what was judged and how: what is saved is what was shown. */
  readonly shown: string
}

/** Reads a whole review against the course; answers everything that is wrong with it at once. */
export function readReview(
  desk: Desk,
  known: DoacCase,
  fields: ReviewFields,
): ReadReview | Refused {
  const moved = movedOn(known, fields)
  if (moved !== undefined) return moved
  const read = readAnswers(fields, known)
  const { measures, findings: ofMeasures } = readMeasures(fields, known.newest, desk.today)
  const findings: readonly Finding[] = [
    ...identityFindings(fields.identity, known.patient.details),
    ...(read.kind === 'refused' ? read.findings : []),
    ...ofMeasures,
    ...freeTextFindings(fields, known.patient),
  ]
  if (findings.length > 0 || read.kind === 'refused') return refused(422, ...findings)
  return judged(desk, known, read.taken, read.answers, measures)
}

type ReadAnswers =
  | { readonly kind: 'answers'; readonly taken: DoacDose; readonly answers: StoredAnswers }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

function readAnswers(fields: ReviewFields, known: DoacCase): ReadAnswers {
  if (contradicts(fields)) return { kind: 'refused', findings: [CONTRADICTS] }
  const form = answered(fields, known)
  const dose = parseDoacDose(known.medicine, { mg: form.doacMg, times: form.doacTimes })
  const parsed = parseReviewAnswers(form)
  if (dose.kind === 'refused' || parsed.kind === 'refused') {
    return {
      kind: 'refused',
      findings: [
        ...(dose.kind === 'refused' ? [plain(dose)] : []),
        ...(parsed.kind === 'refused' ? parsed.refusals : []),
      ],
    }
  }
  const answers: StoredAnswers = {
    ...parsed.answers,
    medicinesNote: (fields.medicinesNote ?? '').trim(),
    bleedingNote: (fields.bleedingNote ?? '').trim(),
  }
  return { kind: 'answers', taken: dose.dose, answers }
}

const plain = ({ field, code, message }: Finding): Finding => ({ field, code, message })

/** What the rules say to a dose, with these answers and measures, for this course. */
export function judged(
  { today }: Desk,
  known: DoacCase,
  taken: DoacDose,
  answers: StoredAnswers,
  measures: Measures,
): ReadReview {
  const input = inputOf(known, taken, answers, measures, today)
  const verdict = assessDoac(input)
  const recorded = recordedVerdict(verdict)
  const outcome = reviewOutcome(verdict, taken, known.planned)
  const shown = hashOf({
    input: JSON.parse(canonicalJson(input)),
    recorded,
    outcome: outcome ?? '',
  })
  const next = nextOf(outcome, verdict, input)
  return {
    kind: 'review',
    known,
    taken,
    answers,
    measures,
    input,
    verdict,
    recorded,
    outcome,
    next,
    shown,
  }
}

function nextOf(
  outcome: ReviewOutcome | undefined,
  { renal }: DoacVerdict,
  { creatinine, monitoring, today }: DoacInput,
): NextReview | null {
  if (outcome === undefined || needsDecision(outcome)) return null
  if (renal === 'not-known' || creatinine === 'not-known') return null
  const bloods = { takenOn: creatinine.on, months: renal.creatinineMonths }
  return nextReview(monitoring, today, bloods)
}

function inputOf(
  { patient, episode, medicine, monitoring }: DoacCase,
  dose: DoacDose,
  answers: StoredAnswers,
  { weight, creatinine }: Measures,
  today: DoacInput['today'],
): DoacInput {
  const { details } = patient
  const { bleeding, interacting, raisedBleedingRisk, pregnancy, breastFeeding } = answers
  return {
    today,
    bornOn: details.dateOfBirth,
    sex: details.sex,
    weight,
    creatinine,
    medicine,
    dose,
    use: doacUseOf(episode.plan),
    ...forbiddingFacts(details, episode.plan),
    pregnancy,
    breastFeeding,
    liverDisease: details.liverDisease,
    bleeding,
    interacting,
    raisedBleedingRisk,
    monitoring,
  }
}

/** A plan changed or a review made since the page was opened is seen first (H25). */
function movedOn({ episode, reviews }: DoacCase, fields: ReviewFields): Refused | undefined {
  const newest = reviews[0]?.id ?? ''
  const isSeen = fields.version === `${episode.version}` && (fields.seenReview ?? '') === newest
  return isSeen ? undefined : changedMeanwhile('this treatment')
}

const ANSWERED_EACH = [
  'doacMg',
  'doacTimes',
  'missedDoses',
  'bleeding',
  'bleedingNote',
  'raisedBleedingRisk',
  'pregnancy',
  'breastFeeding',
  'medicinesNote',
  NONE_TAKEN,
  ...INTERACTING.map(boxOf),
] as const

/** "Nothing to report" and an answer that says otherwise cannot both be meant (H21). */
const contradicts = (fields: ReviewFields): boolean =>
  fields.nothingToReport === 'yes' && ANSWERED_EACH.some((name) => (fields[name] ?? '') !== '')

const CONTRADICTS: Finding = {
  field: 'nothingToReport',
  code: 'contradicts',
  message:
    'You ticked that there is nothing to report, and also answered a question below. Untick it or clear the answers.',
}

/** The answers that the one statement on the page stands for, or those given one by one. */
function answered(fields: ReviewFields, { planned, patient }: DoacCase): ReviewFields {
  if (fields.nothingToReport !== 'yes') return fields
  const woman = patient.details.sex === 'male' ? 'not-applicable' : 'no'
  return {
    doacMg: mgNumber(planned.ug),
    doacTimes: `${planned.timesADay}`,
    missedDoses: '0',
    bleeding: 'none',
    raisedBleedingRisk: 'no',
    pregnancy: woman,
    breastFeeding: woman,
    [NONE_TAKEN]: 'yes',
  }
}
