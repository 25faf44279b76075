// The health review of a person on an anticoagulant, at the start and at least once a year (S8): what it asks.

import { addDays, type Day } from '#base/day.ts'
import { LONGEST_REVIEW_DAYS } from './activation.ts'
import type { EpisodePlan } from './episode.ts'
import { KNOWN } from './patient-flags.ts'
import { type Findings, type TypedFields, typedDay, typedNote, wordsOf } from './typed-fields.ts'

/** The questions with one answer each, in the order of the form; every one is asked, none is answered beforehand. */
export const REVIEW_QUESTIONS = {
  indicationRight: { asks: 'The indication is still right', answers: KNOWN },
  targetRight: { asks: 'The target INR is still right', answers: KNOWN },
  bleeding: {
    asks: 'Bleeding since the last review',
    answers: ['none', 'minor', 'relevant', 'major', 'not-known'],
  },
  thrombosis: { asks: 'Thrombosis, stroke or embolism since the last review', answers: KNOWN },
  falls: { asks: 'Falls since the last review', answers: KNOWN },
  admissions: { asks: 'Admissions to hospital since the last review', answers: KNOWN },
  interacting: { asks: 'Takes a medicine that interacts or adds to bleeding', answers: KNOWN },
  alcohol: { asks: 'Alcohol', answers: ['none', 'within-14', 'above-14', 'not-known'] },
  adherence: { asks: 'Takes it as written', answers: ['yes', 'mostly', 'no', 'not-known'] },
  recordsSeen: { asks: 'The patient-held record was seen', answers: KNOWN },
  complicationsExplained: {
    asks: 'Bleeding, clots and what to do about them were explained',
    answers: ['yes', 'no'],
  },
} as const satisfies Record<string, { readonly asks: string; readonly answers: readonly string[] }>

export type ReviewQuestion = keyof typeof REVIEW_QUESTIONS
export const REVIEW_QUESTION_NAMES = wordsOf(REVIEW_QUESTIONS)

/** What an answer is called. Units of alcohol: 14 a week (UK Chief Medical Officers, 2016). */
export const REVIEW_ANSWER_WORDS: Readonly<Record<string, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'Not known',
  none: 'None',
  minor: 'Minor',
  relevant: 'Needed care, not major',
  major: 'Major',
  'within-14': 'Up to 14 units a week',
  'above-14': 'More than 14 units a week',
  mostly: 'Mostly',
}

/** What a question explains further, and when it must be explained. */
export const REVIEW_NOTES = ['events', 'medicines', 'adherence'] as const
export type ReviewNote = (typeof REVIEW_NOTES)[number]

export const REVIEW_DECISIONS = ['continue', 'change', 'stop', 'refer'] as const
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]

export const REVIEW_DECISION_WORDS: Readonly<Record<ReviewDecision, string>> = {
  continue: 'Continue as planned',
  change: 'Change the plan or the medicine',
  stop: 'Stop treatment',
  refer: 'Refer to a specialist',
}

export type ReviewAnswers = {
  readonly [question in ReviewQuestion]: string | null
} & { readonly notes: Readonly<Record<ReviewNote, string>> }

export type Review = {
  readonly answers: ReviewAnswers
  readonly decision: ReviewDecision
  readonly decisionNote: string
  /** Of long-term treatment; a course with a stop date is reviewed again within a year, should it last so long. */
  readonly nextReviewOn: Day | null
}

export type ReadReview =
  | { readonly kind: 'review'; readonly review: Review }
  | { readonly kind: 'refused'; readonly findings: Findings }

/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 1000

/** A plan without an INR has no target to look at. */
export const asksTarget = ({ target }: Pick<EpisodePlan, 'target'>): boolean => target !== null

/** Reads the review of a plan; everything that is wrong with it is answered at once. */
export function readReview(fields: TypedFields, plan: EpisodePlan, today: Day): ReadReview {
  const findings: Findings = []
  const answers = readAnswers(fields, plan, findings)
  const decision = REVIEW_DECISIONS.find((known) => known === fields['decision'])
  const decisionNote = typedNote(fields, 'decisionNote', LONGEST_NOTE, findings)
  const nextReviewOn = readNext(fields, plan, today, findings)
  findings.push(...decisionFindings(decision, decisionNote, answers))
  if (decision === undefined || findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'review', review: { answers, decision, decisionNote, nextReviewOn } }
}

function readAnswers(fields: TypedFields, plan: EpisodePlan, findings: Findings): ReviewAnswers {
  const answer = (question: ReviewQuestion): string | null => {
    if (question === 'targetRight' && !asksTarget(plan)) return null
    const { asks, answers } = REVIEW_QUESTIONS[question]
    const given = answers.find((known) => known === fields[question])
    if (given === undefined) findings.push(at(question, 'required', `${asks}: choose an answer.`))
    return given ?? null
  }
  const note = (name: ReviewNote) => typedNote(fields, `${name}Note`, LONGEST_NOTE, findings)
  const answers: ReviewAnswers = {
    indicationRight: answer('indicationRight'),
    targetRight: answer('targetRight'),
    bleeding: answer('bleeding'),
    thrombosis: answer('thrombosis'),
    falls: answer('falls'),
    admissions: answer('admissions'),
    interacting: answer('interacting'),
    alcohol: answer('alcohol'),
    adherence: answer('adherence'),
    recordsSeen: answer('recordsSeen'),
    complicationsExplained: answer('complicationsExplained'),
    notes: { events: note('events'), medicines: note('medicines'), adherence: note('adherence') },
  }
  findings.push(...noteFindings(answers))
  return answers
}

/** What was answered with yes is told in words (H21). */
function noteFindings({ notes, ...answers }: ReviewAnswers): Findings {
  const happened =
    ['minor', 'relevant', 'major'].includes(answers.bleeding ?? '') ||
    [answers.thrombosis, answers.falls, answers.admissions].includes('yes')
  const irregular = ['mostly', 'no'].includes(answers.adherence ?? '')
  const needed: readonly (readonly [boolean, ReviewNote, string])[] = [
    [happened, 'events', 'Write what happened, and when.'],
    [answers.interacting === 'yes', 'medicines', 'Write which medicine it is.'],
    [irregular, 'adherence', 'Write what keeps the patient from taking it as written.'],
  ]
  return needed
    .filter(([isNeeded, name]) => isNeeded && notes[name] === '')
    .map(([, name, message]) => at(`${name}Note`, 'required', message))
}

/** Within a year of today, for treatment that has no end (S8); with a stop date the year is counted by the product. */
function readNext(fields: TypedFields, { duration }: EpisodePlan, today: Day, findings: Findings) {
  if (duration?.kind !== 'long-term') return null
  const before = findings.length
  const on = typedDay(fields, 'nextReviewOn', findings)
  if (findings.length > before) return null
  if (on !== null && on > today && on <= addDays(today, LONGEST_REVIEW_DAYS)) return on
  const message = 'Enter the day of the next review: after today and within 12 months.'
  findings.push(at('nextReviewOn', on === null ? 'required' : 'review-date', message))
  return null
}

/** Treatment does not simply go on with an indication or a target that the review finds wrong (H07). */
function decisionFindings(
  decision: ReviewDecision | undefined,
  note: string,
  { indicationRight, targetRight }: ReviewAnswers,
): Findings {
  if (decision === undefined) return [at('decision', 'required', 'Choose what is decided.')]
  if (decision !== 'continue') {
    return note === '' ? [at('decisionNote', 'required', 'Write what is to be done, and why.')] : []
  }
  if (indicationRight === 'no' || targetRight === 'no') {
    const message =
      'The indication or the target is not right, so treatment cannot go on as planned. Choose change, stop or refer.'
    return [at('decision', 'not-as-planned', message)]
  }
  return []
}

/** Whether the answer to a question leaves something to find out: shown with the review for as long as it is the last. */
export const notKnownIn = (answers: ReviewAnswers): readonly string[] =>
  REVIEW_QUESTION_NAMES.filter((name) => answers[name] === 'not-known').map(
    (name) => REVIEW_QUESTIONS[name].asks,
  )

const at = (field: string, code: string, message: string) => ({ field, code, message })
