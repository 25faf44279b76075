import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { codes, person, range } from '#test/clinical/a-scored-person.ts'
import { allScores, contradictions, SCORES } from './all-scores.ts'
import {
  ANSWERS,
  type Answer,
  anyOf,
  NOTHING_ASKED,
  SCORE_QUESTIONS,
  type ScoreFacts,
  type SexCounted,
} from './answer.ts'
import { item, scoreInWords, scoreOf } from './score.ts'

const someAnswer = fc.constantFrom(...ANSWERS)
const someFacts: fc.Arbitrary<ScoreFacts> = fc
  .tuple(
    fc.option(fc.integer({ min: 18, max: 110 }), { nil: 'not-known' as const }),
    fc.constantFrom<SexCounted>('female', 'male', 'not-known'),
    fc.array(someAnswer, { minLength: SCORE_QUESTIONS.length, maxLength: SCORE_QUESTIONS.length }),
  )
  .map(([age, sex, given]) => {
    const answers = SCORE_QUESTIONS.map((question, nth) => [question, given[nth]])
    return { age, sex, answers: { ...NOTHING_ASKED.answers, ...Object.fromEntries(answers) } }
  })

/** The same person when somebody has asked: what was not known is now known. */
const moreIsKnown = (facts: ScoreFacts, told: ScoreFacts): ScoreFacts => ({
  age: facts.age === 'not-known' ? told.age : facts.age,
  sex: facts.sex === 'not-known' ? told.sex : facts.sex,
  answers: {
    ...facts.answers,
    ...Object.fromEntries(
      SCORE_QUESTIONS.filter((question) => facts.answers[question] === 'not-known').map(
        (question) => [question, told.answers[question]],
      ),
    ),
  },
})

describe('the laws of a range', () => {
  test('a score with fewer unknowns is never outside the range of one with more, nor means anything new', () => {
    fc.assert(
      fc.property(someFacts, someFacts, (facts, told) => {
        const more = allScores(moreIsKnown(facts, told))
        for (const [nth, before] of allScores(facts).entries()) {
          const after = more[nth]
          assert(after !== undefined)
          assert(after.lowest >= before.lowest && after.highest <= before.highest, before.id)
          for (const code of codes(after)) assert(codes(before).includes(code), before.id)
        }
      }),
    )
  })

  test('whoever is known altogether has one number, and whoever is not known at all the whole range', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const known = moreIsKnown(facts, person(70, 'male'))
        for (const score of allScores(known)) {
          assert.equal(score.lowest, score.highest)
          assert.deepEqual(score.notKnown, [])
          assert.equal(score.meanings.length, 1)
        }
      }),
    )
    const whole = allScores(NOTHING_ASKED).map(range)
    assert.deepEqual(whole, [
      [0, 9],
      [0, 7],
      [0, 9],
      [0, 8],
    ])
  })

  test('a yes never lowers a score', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...SCORE_QUESTIONS), (facts, question) => {
        const said = (answer: Answer) =>
          allScores({ ...facts, answers: { ...facts.answers, [question]: answer } })
        for (const [nth, yes] of said('yes').entries()) {
          const no = said('no')[nth]
          assert(no !== undefined && yes.lowest >= no.lowest && yes.highest >= no.highest)
        }
      }),
    )
  })

  test('any of several: yes wins, then not known', () => {
    assert.equal(anyOf('no', 'yes', 'not-known'), 'yes')
    assert.equal(anyOf('no', 'not-known'), 'not-known')
    assert.equal(anyOf('no', 'no'), 'no')
  })

  test('a range is said from lowest to highest, a number by itself', () => {
    assert.equal(scoreInWords({ lowest: 2, highest: 4 }), '2 to 4')
    assert.equal(scoreInWords({ lowest: 3, highest: 3 }), '3')
  })

  test('two answers of which one must be wrong are named', () => {
    const facts = person(70, 'male', ['uncontrolledHypertension', 'severeRenal'])
    assert.deepEqual(
      contradictions(facts).map(({ question }) => question),
      ['uncontrolledHypertension', 'severeRenal'],
    )
    const agreeing = [...SCORE_QUESTIONS]
    assert.deepEqual(contradictions(person(70, 'male', agreeing)), [])
    assert.deepEqual(contradictions(person(70, 'male', agreeing, ['hypertension'])), [])
  })

  test('every score is under its own name', () => {
    for (const [id, score] of Object.entries(SCORES)) assert.equal(score(NOTHING_ASKED).id, id)
  })

  test('what a range may mean stands from the lowest score to the highest, in whatever order the items come', () => {
    const points = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(points, (each) => {
        const items = each.map((worth, nth) => item(`${nth}`, 'An item', worth, 'not-known'))
        const { meanings } = scoreOf({ id: 'orbit', version: '1' }, items, (score) => [
          { code: `${score}`, says: 'A meaning.', source: 'A source', status: 'verified' },
        ])
        const said = meanings.map(({ code }) => Number.parseInt(code, 10))
        assert.deepEqual(
          said,
          said.toSorted((a, b) => a - b),
        )
      }),
    )
  })
})
