import type { MeasurementKind } from '#clinical/measurement.ts'
import type { ReviewAnswers, ReviewDecision } from '#register/annual-review.ts'
import type { ReviewFigures } from '#register/review-figures.ts'
import { toSeal } from './seals.ts'
import type { Tx } from './tx.ts'

export type NewReview = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly planVersion: number
  readonly reviewedOn: string
  readonly answers: ReviewAnswers
  readonly figures: ReviewFigures
  readonly decision: ReviewDecision
  readonly decisionNote: string
  readonly nextReviewOn: string | null
  readonly taskId: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

/** Writes a review, and its day at the course. */
export async function addReview(tx: Tx, review: NewReview): Promise<void> {
  await tx.query(
    `insert into annual_review (provider_id, id, patient_id, episode_id, plan_version, reviewed_on, answers, figures,
       decision, decision_note, next_review_on, task_id, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.providerId,
      review.id,
      review.patientId,
      review.episodeId,
      review.planVersion,
      review.reviewedOn,
      JSON.stringify(review.answers),
      JSON.stringify(review.figures),
      review.decision,
      review.decisionNote,
      review.nextReviewOn,
      review.taskId,
      review.recordedBy,
      review.recordedAt,
    ],
  )
  toSeal(tx, 'annual_review', review.id)
  await tx.query('update episode set reviewed_on = $3 where provider_id = $1 and id = $2', [
    tx.providerId,
    review.episodeId,
    review.reviewedOn,
  ])
}

export type FoundReview = Omit<NewReview, 'recordedBy' | 'recordedAt'> & {
  readonly recordedByName: string
  /** Which of its figures were measured wrongly: taken back or corrected since, and standing no longer. */
  readonly takenBack: readonly MeasurementKind[]
}

/** The row of a figure that a review quotes: of this person, of that day, with that value. */
const QUOTED = `m.provider_id = r.provider_id and m.patient_id = r.patient_id and m.kind = f ->> 'kind'
  and m.measured_on = (f ->> 'measuredOn')::date and m.comparator = f ->> 'comparator'
  and m.value = (f ->> 'value')::int and m.status = 'final'`
const REPLACED =
  'exists (select from measurement v where v.provider_id = m.provider_id and v.replaces = m.id)'

const TAKEN_BACK = `array(select f ->> 'kind' from jsonb_array_elements(r.figures -> 'measured') f
  where exists (select from measurement m where ${QUOTED} and ${REPLACED})
    and not exists (select from measurement m where ${QUOTED} and not ${REPLACED}))`

/** Every review of a person, newest first. */
export async function reviewsOf(tx: Tx, patientId: string): Promise<readonly FoundReview[]> {
  return tx.query<FoundReview>(
    `select r.id, r.patient_id as "patientId", r.episode_id as "episodeId", r.plan_version as "planVersion",
            r.reviewed_on as "reviewedOn", r.answers, r.figures, r.decision, r.decision_note as "decisionNote",
            r.next_review_on as "nextReviewOn", r.task_id as "taskId", s.name as "recordedByName",
            ${TAKEN_BACK} as "takenBack"
       from annual_review r
       join staff s on s.provider_id = r.provider_id and s.account_id = r.recorded_by
      where r.provider_id = $1 and r.patient_id = $2
      order by r.recorded_at desc, r.id desc`,
    [tx.providerId, patientId],
  )
}
