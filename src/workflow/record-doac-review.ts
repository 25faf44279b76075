import { clinicalDate } from '#base/day.ts'
import { MISMATCH_REASONS, type MismatchReason } from '#clinical/doac/mismatch.ts'
import { needsDecision, type ReviewOutcome } from '#clinical/doac/review-outcome.ts'
import { DOAC_RULES } from '#clinical/doac/rules.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { addDoacReview, type NewDoacReview } from '#store/doac-reviews.ts'
import { dropDraft } from '#store/drafts.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { addMeasurements } from '#store/measurements.ts'
import type { HowTold } from '#store/told.ts'
import { act, type Done } from './act.ts'
import { bookNextTest, markAttended } from './book-next-test.ts'
import { clinicOffers } from './clinic-offers.ts'
import type { Desk } from './desk.ts'
import { openDoacCase } from './doac-case.ts'
import { REVIEW_FIELDS, type ReadReview, readReview } from './doac-review-read.ts'
import { openDoacTask } from './doac-task.ts'
import { READ_TOLD_FIELDS, readToldNow } from './doac-told-typed.ts'
import { chooseNextTest, NEXT_TEST_FIELDS, type NextTestChoice } from './next-test-choice.ts'
import { changedMeanwhile, type Parsed, type Refused, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...REVIEW_FIELDS,
  ...NEXT_TEST_FIELDS,
  ...READ_TOLD_FIELDS,
  'shown',
  'reasonCode',
  'reasonNote',
] as const

type Review = TextFields<(typeof FIELDS)[number]>
type Recorded = Done & { readonly reviewId: string; readonly taskId: string | null }

/**
 * Records a review of a direct oral anticoagulant: what was measured and asked, what the rules say to the dose, and
 * when the next review is. What may not be taken, or needs a second person, goes to a prescriber with a clock (H19, H20).
 */
export const recordDoacReview = act<Review, Recorded>({
  name: 'record-doac-review',
  parse: (input): Parsed<Review> => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const known = await openDoacCase(desk, fields.patientId, 'to-save')
    if (known.kind === 'refused') return known
    const review = readReview(desk, known, reviewFieldsOf(fields))
    if (review.kind === 'refused') return review
    const { outcome } = review
    if (outcome === undefined) return refused(422, ...gapFindings(review))
    if (fields.shown !== review.shown) return NOT_AS_SHOWN
    const decided = await decide(desk, review, outcome, fields)
    if (decided.kind === 'refused') return decided

    return save(desk, review, outcome, decided)
  },
})

const reviewFieldsOf = (fields: Review) =>
  Object.fromEntries(
    REVIEW_FIELDS.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  )

const gapFindings = ({ verdict }: ReadReview) =>
  verdict.kind === 'not-assessable'
    ? verdict.gaps.map(({ rule, says }) => ({ field: '', code: rule, message: says }))
    : []

const NOT_AS_SHOWN = refused(409, {
  field: '',
  code: 'not-as-shown',
  message: 'The check of the dose is not of what is entered now. Check the dose again, then save.',
})

type Decided = {
  readonly kind: 'decided'
  readonly reason: { readonly code: MismatchReason; readonly text: string } | null
  readonly choice: NextTestChoice | null
  readonly told: { readonly how: HowTold; readonly toWhom: string } | null
}

async function decide(
  desk: Desk,
  review: ReadReview,
  outcome: ReviewOutcome,
  fields: Review,
): Promise<Decided | Refused> {
  const reason = reasonOf(outcome, fields)
  if (reason !== null && 'kind' in reason) return reason
  if (needsDecision(outcome)) return { kind: 'decided', reason, choice: null, told: null }
  const told = readToldNow(fields)
  if (told.kind === 'refused') return told
  const latest = review.next?.on ?? null
  const choice = chooseNextTest(
    fields,
    await clinicOffers(desk, review.known.patient, latest),
    latest,
  )
  if (choice.kind === 'refused') return choice
  if (latest !== null && choice.on > latest) return laterThan(latest)
  if (choice.on <= desk.today) return AFTER_TODAY
  return { kind: 'decided', reason, choice, told: told.told }
}

const laterThan = (latest: NextTestChoice['on']): Refused =>
  refusedField(
    'nextTestOn-day',
    'later-than-advised',
    `The next review is due by ${clinicalDate(latest)}. Choose that day or an earlier one.`,
  )
const AFTER_TODAY = refusedField(
  'nextTestOn-day',
  'not-after-today',
  'The next review must be after today.',
)

/** A dose that does not match stands only with a coded reason; `other` needs its words. */
function reasonOf(outcome: ReviewOutcome, fields: Review): Decided['reason'] | Refused {
  if (outcome !== 'differs' && outcome !== 'differs-danger') return null
  const code = MISMATCH_REASONS.find((known) => known === fields.reasonCode)
  if (code === undefined) {
    return refusedField('reasonCode', 'required', 'Say why the dose is not the one of the rule.')
  }
  const text = (fields.reasonNote ?? '').trim()
  if (code === 'other' && text === '') {
    return refusedField('reasonNote', 'required', 'Write down the reason.')
  }
  return { code, text }
}

async function save(
  desk: Desk,
  review: ReadReview,
  outcome: ReviewOutcome,
  decided: Decided,
): Promise<Recorded | Refused> {
  const { patient } = review.known
  const id = desk.newId()
  const measured = await keepMeasures(desk, review)
  const taskId = needsDecision(outcome)
    ? await openDoacTask(desk, review, outcome, id, decided.reason)
    : null
  const row = { ...reviewRow(desk, review, decided), ...measured, id, outcome, taskId }
  if (!(await addDoacReview(desk.tx, row))) return changedMeanwhile('this treatment')
  const trouble = await moveOn(desk, review, outcome, decided.choice)
  if (trouble !== undefined) return trouble
  const noted = { outcome }
  return { kind: 'done', patientId: patient.id, subject: id, noted, reviewId: id, taskId }
}

/** A review as it is kept, but for what was measured at it. */
export function reviewRow(
  { actor, now, today, application }: Desk,
  review: ReadReview,
  {
    reason,
    choice,
    told,
  }: Pick<Decided, 'reason' | 'told'> & {
    readonly choice: Pick<NextTestChoice, 'on'> | null
  },
): Omit<NewDoacReview, 'id' | 'outcome' | 'taskId' | 'weightId' | 'creatinineId'> {
  const { patient, episode, reviews } = review.known
  return {
    patientId: patient.id,
    episodeId: episode.id,
    sequence: (reviews[0]?.sequence ?? 0) + 1,
    planVersion: episode.version,
    onDate: today,
    rulesId: DOAC_RULES.id,
    rulesVersion: DOAC_RULES.version,
    inputs: review.input,
    answers: review.answers,
    verdict: review.recorded,
    reasonCode: reason?.code ?? null,
    reasonText: reason?.text ?? null,
    nextReviewOn: choice?.on ?? null,
    bloodsDueOn: review.next?.bloodsDueOn ?? null,
    toldHow: told?.how ?? null,
    toldWhom: told?.toWhom ?? null,
    competence: actor.competence,
    reviewedBy: actor.accountId,
    reviewedAt: new Date(now).toISOString(),
    madeBy: application,
  }
}

/** The course moves to its next review, or waits for the decision; the appointment is kept and the next one made. */
async function moveOn(
  desk: Desk,
  { known: { patient, episode } }: ReadReview,
  outcome: ReviewOutcome,
  choice: NextTestChoice | null,
): Promise<Refused | undefined> {
  await setTestDays(desk.tx, {
    episodeId: episode.id,
    lastTestedOn: desk.today,
    nextTestOn: choice?.on ?? null,
    ...(outcome === 'contraindicated' && { riskAtLeast: HIGH_RISK }),
  })
  await dropDraft(desk.tx, desk.actor.accountId, patient.id)
  await markAttended(desk, patient.id)
  return choice === null ? undefined : bookNextTest(desk, episode, choice)
}

/** Keeps what was typed; names the weight and the creatinine that the dose was judged by. */
export async function keepMeasures(desk: Desk, { measures, known }: ReadReview) {
  const rows = measures.typed.map((typed) => ({
    id: desk.newId(),
    patientId: known.patient.id,
    kind: typed.kind,
    comparator: typed.comparator,
    value: typed.value,
    measuredOn: typed.on,
    source: typed.source,
    status: 'final' as const,
    replaces: null,
    reason: null,
    recordedBy: desk.actor.accountId,
    recordedAt: new Date(desk.now).toISOString(),
  }))
  if (rows.length > 0) await addMeasurements(desk.tx, rows)
  const idOf = (kind: 'weight' | 'creatinine') => rows.find((row) => row.kind === kind)?.id ?? null
  return {
    weightId: measures.weightId ?? (measures.weight === 'not-known' ? null : idOf('weight')),
    creatinineId:
      measures.creatinineId ?? (measures.creatinine === 'not-known' ? null : idOf('creatinine')),
  }
}
