import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from '#test/clinical/a-scored-person.ts'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import { allScores, contradictions } from './all-scores.ts'
import { SCORE_QUESTIONS } from './answer.ts'

test('no word is missing from an item or a meaning of a score, and no two items have one id', () => {
  const people = [
    person(50, 'male'),
    person(70, 'female', [...SCORE_QUESTIONS]),
    person('not-known', 'not-known'),
  ]
  for (const score of people.flatMap(allScores)) {
    assert.deepEqual(textsWithoutWords({ [score.id]: score }), [])
    assert.equal(score.version, '1')
    assert.equal(new Set(score.items.map(({ id }) => id)).size, score.items.length)
  }
})

test('an item that can still go either way is named among those not known, lowest sums first', () => {
  for (const score of allScores(person('not-known', 'not-known'))) {
    const open = score.items.filter(({ possible }) => possible.length > 1).map(({ id }) => id)
    assert.deepEqual(score.notKnown, open)
    assert.ok(score.lowest < score.highest && open.length > 0)
  }
})

test('answers of which one must be wrong are said, and only together', () => {
  const said = (yes: Parameters<typeof person>[2]) =>
    contradictions(person(70, 'male', yes)).map(
      ({ question, message }) => `${question}: ${message}`,
    )
  assert.deepEqual(said([]), [])
  assert.deepEqual(
    said(['uncontrolledHypertension', 'hypertension', 'severeRenal', 'egfrBelow60']),
    [],
  )
  assert.deepEqual(said(['hypertension', 'egfrBelow60']), [])
  assert.deepEqual(said(['uncontrolledHypertension', 'severeRenal']), [
    'uncontrolledHypertension: Uncontrolled hypertension, but no hypertension: one of the two is wrong.',
    'severeRenal: Creatinine above 200, dialysis or a transplant, but eGFR not below 60: check both answers.',
  ])
})
