import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { notKnownIn, REVIEW_QUESTION_NAMES, REVIEW_QUESTIONS, readReview } from './annual-review.ts'
import type { EpisodePlan } from './episode.ts'

const TODAY = day('2026-11-22')
const PLAN: EpisodePlan = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  indicationText: '',
  clinicalReason: 'Stroke prevention',
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  startedOn: day('2025-01-23'),
  duration: { kind: 'long-term', reviewOn: TODAY },
  protocol: 'coventry',
  tabletSet: { strengths: [1000, 3000], halves: false },
  method: 'provider-meter',
  howStarted: 'initiated-here',
  managementPlan: 'INR at the surgery',
  relevantFindings: '',
}
const FINITE: EpisodePlan = { ...PLAN, duration: { kind: 'until', stopOn: day('2027-02-01') } }

/** A review in which all is well. */
const WELL = {
  indicationRight: 'yes',
  targetRight: 'yes',
  bleeding: 'none',
  thrombosis: 'no',
  falls: 'no',
  admissions: 'no',
  interacting: 'no',
  alcohol: 'within-14',
  adherence: 'yes',
  recordsSeen: 'yes',
  complicationsExplained: 'yes',
  decision: 'continue',
  nextReviewOn: '2027-11-22',
} as const

type Typed = Readonly<Record<string, string>>

/** The decision, or each field with the code of what is wrong with it. */
function answerTo(typed: Typed, plan = PLAN): string {
  const read = readReview(typed, plan, TODAY)
  if (read.kind === 'review') return read.review.decision
  return read.findings.map(({ field, code }) => `${field}: ${code}`).join(', ')
}

describe('H21: a review asks everything and assumes nothing', () => {
  for (const question of REVIEW_QUESTION_NAMES) {
    test(`${question} has no answer before it is given`, () => {
      assert.equal(answerTo({ ...WELL, [question]: '' }), `${question}: required`)
      assert.equal(answerTo({ ...WELL, [question]: 'perhaps' }), `${question}: required`)
    })
  }
  const cases: readonly (readonly [string, Typed, string])[] = [
    ['all is well', WELL, 'continue'],
    ['a bleed without words', { ...WELL, bleeding: 'minor' }, 'eventsNote: required'],
    ['a bleed with words', { ...WELL, bleeding: 'minor', eventsNote: 'Nose, in May' }, 'continue'],
    ['bleeding not known', { ...WELL, bleeding: 'not-known' }, 'continue'],
    ['a fall without words', { ...WELL, falls: 'yes' }, 'eventsNote: required'],
    ['an admission without words', { ...WELL, admissions: 'yes' }, 'eventsNote: required'],
    ['an interaction without words', { ...WELL, interacting: 'yes' }, 'medicinesNote: required'],
    ['mostly taken, without words', { ...WELL, adherence: 'mostly' }, 'adherenceNote: required'],
    ['no decision', { ...WELL, decision: '' }, 'decision: required'],
    ['a decision to stop without words', { ...WELL, decision: 'stop' }, 'decisionNote: required'],
    ['a decision to stop', { ...WELL, decision: 'stop', decisionNote: 'Falls every week' }, 'stop'],
    ['hidden characters', { ...WELL, eventsNote: 'a\u0007b' }, 'eventsNote: hidden-characters'],
  ]
  for (const [what, typed, answer] of cases) {
    test(`${what}: ${answer}`, () => assert.equal(answerTo(typed), answer))
  }
})

describe('H07: treatment does not go on as planned when the review finds the plan wrong', () => {
  test('the indication', () => {
    assert.equal(answerTo({ ...WELL, indicationRight: 'no' }), 'decision: not-as-planned')
  })
  test('the target', () => {
    assert.equal(answerTo({ ...WELL, targetRight: 'no' }), 'decision: not-as-planned')
    const change = { ...WELL, targetRight: 'no', decision: 'change', decisionNote: 'Target 3.0' }
    assert.equal(answerTo(change), 'change')
  })
  test('a medicine without an INR has no target to ask about', () => {
    assert.equal(answerTo({ ...WELL, targetRight: '' }, { ...PLAN, target: null }), 'continue')
  })
})

describe('H24: long-term treatment always has its next review, within 12 months', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'nextReviewOn: required'],
    [TODAY, 'nextReviewOn: review-date'],
    [addDays(TODAY, 1), 'continue'],
    [addDays(TODAY, 366), 'continue'],
    [addDays(TODAY, 367), 'nextReviewOn: review-date'],
    ['2027-02-30', 'nextReviewOn: no-such-day'],
  ]
  for (const [nextReviewOn, answer] of cases) {
    test(`on ${nextReviewOn || 'no day'}: ${answer}`, () => {
      assert.equal(answerTo({ ...WELL, nextReviewOn }), answer)
    })
  }
  test('a course with a stop date is asked for no day: within a year it is on the list', () => {
    const read = readReview({ ...WELL, nextReviewOn: '' }, FINITE, TODAY)
    assert.equal(read.kind === 'review' && read.review.nextReviewOn, null)
  })
})

test('H21: whatever is answered, a review that is read has an answer to every question', () => {
  const anyAnswers = fc.record(
    Object.fromEntries(
      REVIEW_QUESTION_NAMES.map((name) => [
        name,
        fc.constantFrom('', 'perhaps', ...REVIEW_QUESTIONS[name].answers),
      ]),
    ),
  )
  fc.assert(
    fc.property(anyAnswers, fc.string(), (answers, note) => {
      const typed = { ...WELL, ...answers, eventsNote: note, decisionNote: note, decision: 'refer' }
      const read = readReview(typed, PLAN, TODAY)
      if (read.kind === 'refused') return
      for (const name of REVIEW_QUESTION_NAMES) assert(read.review.answers[name] !== null, name)
    }),
  )
})

test('what is not known is named, so that it is asked next time', () => {
  const read = readReview({ ...WELL, falls: 'not-known' }, PLAN, TODAY)
  assert(read.kind === 'review')
  assert.deepEqual(notKnownIn(read.review.answers), ['Falls since the last review'])
})
