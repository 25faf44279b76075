import { MEASUREMENT_KINDS } from '#clinical/measurement.ts'
import {
  REVIEW_DECISION_WORDS,
  REVIEW_NOTES,
  REVIEW_QUESTION_NAMES,
  type Review,
  readReview,
} from '#register/annual-review.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { dayFieldOf, MEASUREMENT_GROUPS, type Measured, readMeasured } from '#register/measured.ts'
import type { FieldFinding } from '#register/typed-fields.ts'
import { addReview } from '#store/annual-reviews.ts'
import { addMeasurements } from '#store/measurements.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, type OpenCourse, openCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type Refused, refused } from './outcome.ts'
import { figuresNow } from './review-figures-now.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { openTask } from './visit-task.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...REVIEW_QUESTION_NAMES,
  ...REVIEW_NOTES.map((name) => `${name}Note` as const),
  ...MEASUREMENT_KINDS,
  ...MEASUREMENT_GROUPS.flatMap((group) => dayBoxes(dayFieldOf(group))),
  'decision',
  'decisionNote',
  ...dayBoxes('nextReviewOn'),
] as const satisfies readonly string[]

type Fields = TextFields<(typeof FIELDS)[number]>

/** Within which a prescriber must have looked at what a review decided. @see docs/evidence.md#review-decision */
const DECISION_WITHIN_MINUTES = 7 * 24 * 60

/**
 * Records the health review of a course (S8): what was asked, the figures of the year, what was measured, the decision.
 * It moves the review date of long-term treatment, in a new version of the plan. A decision to change, stop or refer
 * becomes somebody's task; the review itself changes nothing else.
 */
export const reviewTreatment = act<Fields, Done>({
  name: 'review-treatment',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const read = readAll(desk, course, fields)
    if (read.kind === 'refused') return read
    const { review, measured } = read

    const plan = planAfter(course.episode.plan, review)
    const trouble = await saveCourse(desk, course, { plan }, reasonOf(review))
    if (trouble !== undefined) return trouble
    const id = desk.newId()
    await keepMeasured(desk, course, measured)
    const taskId = await askForDecision(desk, course, review, id)
    await keepReview(desk, course, { id, review, taskId })
    const noted = { decision: review.decision, version: course.nextVersion }
    return { kind: 'done', patientId: course.patient.id, subject: id, noted }
  },
})

type Read = {
  readonly kind: 'read'
  readonly review: Review
  readonly measured: readonly Measured[]
}

function readAll(desk: Desk, { patient, episode }: OpenCourse, fields: Fields): Read | Refused {
  if (episode.phase === 'ended') return ended
  if (episode.standing === 'unverified') return confirmFirst
  const wrongText = freeTextFindings(fields, patient)
  if (wrongText.length > 0) return refused(422, ...wrongText)
  const findings: FieldFinding[] = []
  const measured = readMeasured(fields, desk, findings)
  const read = readReview(fields, episode.plan, desk.today)
  if (read.kind === 'refused') return refused(422, ...read.findings, ...findings)
  if (findings.length > 0) return refused(422, ...findings)
  return { kind: 'read', review: read.review, measured }
}

const ended = refused(409, {
  field: '',
  code: 'treatment-ended',
  message: 'This course of treatment has ended. There is nothing to review.',
})

const confirmFirst = refused(409, {
  field: '',
  code: 'plan-unverified',
  message: 'This plan was imported. Confirm it first, then review it.',
})

const planAfter = (plan: EpisodePlan, { nextReviewOn }: Review): EpisodePlan =>
  nextReviewOn === null
    ? plan
    : { ...plan, duration: { kind: 'long-term', reviewOn: nextReviewOn } }

const reasonOf = ({ decision, decisionNote }: Review): string =>
  sentences(`Reviewed: ${REVIEW_DECISION_WORDS[decision]}`, decisionNote)

async function keepMeasured(
  { tx, actor, now, newId }: Desk,
  { patient }: OpenCourse,
  measured: readonly Measured[],
): Promise<void> {
  const recorded = { recordedBy: actor.accountId, recordedAt: new Date(now).toISOString() }
  const rows = measured.map((one) => ({
    ...one,
    ...recorded,
    id: newId(),
    patientId: patient.id,
    status: 'final' as const,
    replaces: null,
    reason: null,
  }))
  await addMeasurements(tx, rows)
}

/** What is not to go on as planned is a prescriber's, with a clock: it cannot fall between. */
async function askForDecision(
  desk: Desk,
  { patient, episode }: OpenCourse,
  { decision, decisionNote }: Review,
  reviewId: string,
): Promise<string | null> {
  if (decision === 'continue') return null
  return openTask(desk, {
    kind: 'review-decision',
    patientId: patient.id,
    episodeId: episode.id,
    visitId: null,
    title: `Review: ${REVIEW_DECISION_WORDS[decision].toLowerCase()}`,
    details: { reviewId },
    forWhom: 'prescriber',
    takenBy: null,
    withinMinutes: DECISION_WITHIN_MINUTES,
    note: decisionNote,
  })
}

async function keepReview(
  desk: Desk,
  { patient, episode, nextVersion }: OpenCourse,
  {
    id,
    review,
    taskId,
  }: { readonly id: string; readonly review: Review; readonly taskId: string | null },
): Promise<void> {
  const { tx, today, now, actor } = desk
  const { answers, decision, decisionNote, nextReviewOn } = review
  await addReview(tx, {
    id,
    patientId: patient.id,
    episodeId: episode.id,
    planVersion: nextVersion,
    reviewedOn: today,
    answers,
    figures: await figuresNow(desk, episode),
    decision,
    decisionNote,
    nextReviewOn,
    taskId,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  })
}
