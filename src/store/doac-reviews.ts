import type { DoacInput } from '#clinical/doac/facts.ts'
import type { ReviewAnswers } from '#clinical/doac/review-answers.ts'
import type { RecordedVerdict, ReviewOutcome } from '#clinical/doac/review-outcome.ts'
import type { Application } from './decisions.ts'
import { toSeal } from './seals.ts'
import type { HowTold } from './told.ts'
import { maybeOne, type Tx } from './tx.ts'

/** The answers as they were given, with what was said besides. */
export type StoredAnswers = ReviewAnswers & {
  readonly medicinesNote: string
  readonly bleedingNote: string
}

export type NewDoacReview = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly sequence: number
  readonly planVersion: number
  readonly onDate: string
  readonly rulesId: string
  readonly rulesVersion: string
  readonly inputs: DoacInput
  readonly answers: StoredAnswers
  readonly verdict: RecordedVerdict
  readonly weightId: string | null
  readonly creatinineId: string | null
  readonly outcome: ReviewOutcome
  readonly reasonCode: string | null
  readonly reasonText: string | null
  readonly taskId: string | null
  readonly nextReviewOn: string | null
  readonly bloodsDueOn: string | null
  readonly toldHow: HowTold | null
  readonly toldWhom: string | null
  readonly competence: unknown
  readonly reviewedBy: string
  readonly reviewedAt: string
  /** Null for a review of before it was kept. */
  readonly madeBy: Application | null
}

/** Writes a review; one is never changed. Answers whether this was the next of its course. */
export async function addDoacReview(tx: Tx, review: NewDoacReview): Promise<boolean> {
  const added = await tx.query(
    `insert into doac_review (provider_id, id, patient_id, episode_id, sequence, plan_version, on_date, rules_id,
       rules_version, inputs, answers, verdict, weight_id, creatinine_id, outcome, reason_code, reason_text, task_id,
       next_review_on, bloods_due_on, told_how, told_whom, competence, reviewed_by, reviewed_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26)
     on conflict (provider_id, episode_id, sequence) do nothing returning id`,
    [
      tx.providerId,
      review.id,
      review.patientId,
      review.episodeId,
      review.sequence,
      review.planVersion,
      review.onDate,
      review.rulesId,
      review.rulesVersion,
      JSON.stringify(review.inputs),
      JSON.stringify(review.answers),
      JSON.stringify(review.verdict),
      review.weightId,
      review.creatinineId,
      review.outcome,
      review.reasonCode,
      review.reasonText,
      review.taskId,
      review.nextReviewOn,
      review.bloodsDueOn,
      review.toldHow,
      review.toldWhom,
      JSON.stringify(review.competence),
      review.reviewedBy,
      review.reviewedAt,
      JSON.stringify(review.madeBy),
    ],
  )
  if (added.length === 1) toSeal(tx, 'doac_review', review.id)
  return added.length === 1
}

export type FoundDoacReview = Omit<NewDoacReview, 'competence' | 'reviewedAt'> & {
  readonly reviewedAt: number
  readonly reviewedByName: string
  /** The weight or the creatinine that it was judged by has been taken back since. */
  readonly measureTakenBack: boolean
  /** At the review, or afterwards; a letter alone tells nobody. */
  readonly isTold: boolean
  /** A letter went, at the review or afterwards. */
  readonly isLetterSent: boolean
}

const FOUND = `r.id, r.patient_id as "patientId", r.episode_id as "episodeId", r.sequence,
  r.plan_version as "planVersion", r.on_date as "onDate", r.rules_id as "rulesId", r.rules_version as "rulesVersion",
  r.inputs, r.answers, r.verdict, r.weight_id as "weightId", r.creatinine_id as "creatinineId", r.outcome,
  r.reason_code as "reasonCode", r.reason_text as "reasonText", r.task_id as "taskId",
  r.next_review_on as "nextReviewOn", r.bloods_due_on as "bloodsDueOn", r.told_how as "toldHow",
  r.told_whom as "toldWhom", r.reviewed_by as "reviewedBy", r.reviewed_at as "reviewedAt", r.made_by as "madeBy",
  s.name as "reviewedByName",
  exists (select from measurement v where v.provider_id = r.provider_id
    and v.replaces in (r.weight_id, r.creatinine_id)) as "measureTakenBack",
  coalesce(r.told_how <> 'letter', false) or exists (select from doac_told t
    where t.provider_id = r.provider_id and t.review_id = r.id and t.how <> 'letter') as "isTold",
  coalesce(r.told_how = 'letter', false) or exists (select from doac_told t
    where t.provider_id = r.provider_id and t.review_id = r.id and t.how = 'letter') as "isLetterSent"`

const FROM = `doac_review r
  join staff s on s.provider_id = r.provider_id and s.account_id = r.reviewed_by`

/** The reviews of a course, newest first. */
export async function doacReviewsOf(
  tx: Tx,
  episodeId: string,
  limit: number,
): Promise<readonly FoundDoacReview[]> {
  return tx.query<FoundDoacReview>(
    `select ${FOUND} from ${FROM}
      where r.provider_id = $1 and r.episode_id = $2 order by r.sequence desc limit $3`,
    [tx.providerId, episodeId, limit],
  )
}

export async function findDoacReview(tx: Tx, id: string): Promise<FoundDoacReview | undefined> {
  return maybeOne<FoundDoacReview>(
    tx,
    `select ${FOUND} from ${FROM} where r.provider_id = $1 and r.id = $2`,
    [tx.providerId, id],
  )
}

/** Records that what a review decided was told afterwards. */
export async function addDoacTold(
  tx: Tx,
  told: {
    readonly id: string
    readonly reviewId: string
    readonly patientId: string
    readonly how: HowTold
    readonly toWhom: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into doac_told (provider_id, id, review_id, patient_id, how, to_whom, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.providerId,
      told.id,
      told.reviewId,
      told.patientId,
      told.how,
      told.toWhom,
      told.by,
      told.at,
    ],
  )
  toSeal(tx, 'doac_told', told.id)
}

export type StoredDoacReview = {
  readonly id: string
  readonly rulesId: string
  readonly rulesVersion: string
  readonly inputs: DoacInput
  readonly verdict: unknown
  readonly outcome: ReviewOutcome
  readonly samePatient: boolean
  readonly planKnown: boolean
  readonly medicine: string
  readonly weightGrams: number | null
  readonly weighedOn: string | null
  readonly creatinineUmol: number | null
  readonly bloodOn: string | null
}

/** Reviews in the order they were made, a slice at a time, with the measurements that they name. */
export async function doacReviewsAfter(tx: Tx, afterId: string, limit: number) {
  return tx.query<StoredDoacReview>(
    `select r.id, r.rules_id as "rulesId", r.rules_version as "rulesVersion", r.inputs, r.verdict, r.outcome,
            e.patient_id = r.patient_id and coalesce(w.patient_id = r.patient_id, true)
              and coalesce(c.patient_id = r.patient_id, true) as "samePatient",
            exists (select 1 from episode_version p where p.provider_id = r.provider_id
                      and p.episode_id = r.episode_id and p.version = r.plan_version) as "planKnown",
            e.medicine, w.value as "weightGrams", w.measured_on as "weighedOn", c.value as "creatinineUmol",
            c.measured_on as "bloodOn"
       from doac_review r
       join episode e on e.provider_id = r.provider_id and e.id = r.episode_id
       left join measurement w on w.provider_id = r.provider_id and w.id = r.weight_id and w.kind = 'weight'
       left join measurement c on c.provider_id = r.provider_id and c.id = r.creatinine_id and c.kind = 'creatinine'
      where r.provider_id = $1 and r.id > $2
      order by r.id limit $3`,
    [tx.providerId, afterId, limit],
  )
}
