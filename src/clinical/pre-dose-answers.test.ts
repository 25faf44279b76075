import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_NOTES, TODAY } from '#test/clinical/a-visit.ts'
import { parsePreDoseAnswers } from './pre-dose-answers.ts'

const FORM = {
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'no',
  procedurePlanned: 'yes',
  pregnancyPossible: 'not-applicable',
  procedurePlannedNote: ' tooth out on Friday ',
}

test('seven answers are read, with what was said about them', () => {
  assert.deepEqual(parsePreDoseAnswers(FORM, TODAY), {
    kind: 'answers',
    answers: {
      answeredOn: TODAY,
      takenYesterdayUg: 5000,
      missedDoses: 0,
      bleeding: 'none',
      medicinesChanged: 'no',
      illness: false,
      procedurePlanned: true,
      pregnancyPossible: 'not-applicable',
      notes: { ...NO_NOTES, procedurePlanned: 'tooth out on Friday' },
    },
  })
})

test('H21: an empty form has no answers: all seven are asked for', () => {
  const parsed = parsePreDoseAnswers({}, TODAY)
  assert.deepEqual(
    parsed.kind === 'refused' && parsed.refusals.map(({ field, code }) => [field, code]),
    [
      ['takenYesterdayUg', 'required'],
      ['missedDoses', 'required'],
      ['bleeding', 'required'],
      ['medicinesChanged', 'required'],
      ['illness', 'required'],
      ['procedurePlanned', 'required'],
      ['pregnancyPossible', 'required'],
    ],
  )
})

const refused: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['D4.68: nine missed of seven', { missedDoses: '9' }, 'missedDoses'],
  ['a missed dose in words', { missedDoses: 'none' }, 'missedDoses'],
  ['a dose with its unit', { takenYesterday: '5mg' }, 'takenYesterdayUg'],
  ['an answer that is not offered', { bleeding: 'a bit' }, 'bleeding'],
  ['a yes that is not text', { illness: true }, 'illness'],
]
for (const [name, change, field] of refused) {
  test(`${name} is refused`, () => {
    const parsed = parsePreDoseAnswers({ ...FORM, ...change }, TODAY)
    assert.deepEqual(parsed.kind === 'refused' && parsed.refusals.map((refusal) => refusal.field), [
      field,
    ])
  })
}

test('not known is an answer about the dose taken', () => {
  const parsed = parsePreDoseAnswers({ ...FORM, takenYesterday: 'not-known' }, TODAY)
  assert.equal(parsed.kind === 'answers' && parsed.answers.takenYesterdayUg, 'not-known')
})
