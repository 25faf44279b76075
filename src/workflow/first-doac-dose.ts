import type { Day } from '#base/day.ts'
import type { Doac, DoacDose } from '#clinical/doac/doac.ts'
import { MISMATCH_REASONS, type MismatchReason } from '#clinical/doac/mismatch.ts'
import { parseReviewAnswers } from '#clinical/doac/review-answers.ts'
import { dosesInWords } from '#clinical/doac/review-outcome.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { addDoacReview } from '#store/doac-reviews.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { newestMeasurements } from '#store/measurements.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { readMeasures } from './doac-measures.ts'
import { DOSE_QUESTIONS, judged, type ReadReview } from './doac-review-read.ts'
import { changedMeanwhile, type Finding, type Refused, refused } from './outcome.ts'
import { keepMeasures, reviewRow } from './record-doac-review.ts'
import { siteMonitoring } from './site-monitoring.ts'
import type { TextFields } from './text-fields.ts'

/** What is asked and measured before the first dose of a direct oral anticoagulant, as at each review of one. */
export const FIRST_DOSE_FIELDS = [...DOSE_QUESTIONS, 'reasonCode', 'reasonNote'] as const
export type FirstDoseFields = TextFields<(typeof FIRST_DOSE_FIELDS)[number]>

export type FirstDose = {
  readonly kind: 'first-dose'
  readonly review: ReadReview
  readonly reason: { readonly code: MismatchReason; readonly text: string } | null
}

type Course = {
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly plan: EpisodePlan
  readonly medicine: Doac
  readonly dose: DoacDose
}

/**
 * Judges the first dose by the rules of every review: what forbids the medicine or is not known refuses it, a dose that
 * is too high is not started, any other that differs needs a coded reason (H19, H20).
 */
export async function readFirstDose(
  desk: Desk,
  { patient, episode, plan, medicine, dose }: Course,
  fields: FirstDoseFields,
): Promise<FirstDose | Refused> {
  // No dose has been due yet, so that none was missed.
  const parsed = parseReviewAnswers({ ...fields, missedDoses: '0' })
  const newest = await newestMeasurements(desk.tx, patient.id)
  const { measures, findings } = readMeasures(fields, newest, desk.today)
  if (parsed.kind === 'refused' || findings.length > 0) {
    const asked = parsed.kind === 'refused' ? parsed.refusals : []
    return refused(422, ...asked, ...findings)
  }
  const answers = {
    ...parsed.answers,
    medicinesNote: (fields.medicinesNote ?? '').trim(),
    bleedingNote: (fields.bleedingNote ?? '').trim(),
  }
  const known = {
    kind: 'doac-case',
    patient,
    episode: { ...episode, plan },
    medicine,
    planned: dose,
    newest,
    reviews: [],
    monitoring: await siteMonitoring(desk),
  } as const
  return decided(judged(desk, known, dose, answers, measures), fields)
}

function decided(review: ReadReview, fields: FirstDoseFields): FirstDose | Refused {
  const { verdict } = review
  switch (verdict.kind) {
    case 'contraindicated':
      return refused(422, ...verdict.stops.map((stop) => cited('medicine', stop)))
    case 'not-assessable':
      return refused(422, ...verdict.gaps.map((gap) => cited('', gap)))
    case 'prescriber-decides':
      return refused(422, ...verdict.because.map((why) => cited('medicine', why)), NO_RULE)
    case 'assessed': {
      const { check } = verdict
      if (check.kind === 'matches') return { kind: 'first-dose', review, reason: null }
      const given = dosesInWords(verdict)
      if (check.kind === 'differs' && check.danger) return refused(422, tooFar(given))
      return withReason(review, given, fields)
    }
  }
}

const cited = (
  field: string,
  { rule, says, source }: { readonly rule: string; readonly says: string; readonly source: string },
): Finding => ({ field, code: rule, message: `${says} Source: ${source}.` })

const NO_RULE: Finding = {
  field: 'medicine',
  code: 'no-rule',
  message: 'No verified rule gives a dose here. Ask a specialist before the medicine is changed.',
}

const tooFar = (given: string): Finding => ({
  field: 'doacMg',
  code: 'dose-differs-danger',
  message: `The rule gives ${given}. This dose is not started here.`,
})

/** A dose that the rule does not give stands only with a coded reason; `other` needs its words. */
function withReason(
  review: ReadReview,
  given: string,
  fields: FirstDoseFields,
): FirstDose | Refused {
  const code = MISMATCH_REASONS.find((known) => known === fields.reasonCode)
  const text = (fields.reasonNote ?? '').trim()
  if (code === undefined) {
    const message = `The rule gives ${given}. Choose that dose, or say why it is another one.`
    return refused(422, { field: 'reasonCode', code: 'required', message })
  }
  if (code === 'other' && text === '') {
    const message = 'Write down the reason.'
    return refused(422, { field: 'reasonNote', code: 'required', message })
  }
  return { kind: 'first-dose', review, reason: { code, text } }
}

/** Keeps the judgement as the first review of the new course, so that it replays; the patient is yet to be told. */
export async function keepFirstDose(
  desk: Desk,
  { review, reason }: FirstDose,
  episode: FoundEpisode,
  nextOn: Day,
): Promise<Refused | undefined> {
  const { outcome } = review
  if (outcome === undefined) throw new Error('a first dose that was judged has an outcome')
  const ofCourse = { ...review, known: { ...review.known, episode } }
  const measured = await keepMeasures(desk, ofCourse)
  const row = reviewRow(desk, ofCourse, { reason, told: null, choice: { on: nextOn } })
  const id = desk.newId()
  const added = await addDoacReview(desk.tx, { ...row, ...measured, id, outcome, taskId: null })
  return added ? undefined : changedMeanwhile('this treatment')
}
