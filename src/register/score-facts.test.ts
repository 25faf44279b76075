import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import type { ScoreQuestion } from '#clinical/scores/answer.ts'
import { NOTHING_KNOWN } from './patient-flags.ts'
import { type RecordedMeasurement, recordedFacts, type ScoreRecord } from './score-facts.ts'

const TODAY = day('2026-11-27')

const DETAILS: ScoreRecord['details'] = {
  ...NOTHING_KNOWN,
  familyName: 'Hargreaves',
  givenName: 'Margaret',
  title: '',
  dateOfBirth: day('1950-11-28'),
  sex: 'female',
  nhs: { kind: 'none', reason: 'not-traced' },
  address: '',
  postcode: '',
  telephone: '',
  mobile: '',
  email: '',
  contactVerifiedOn: null,
  preferredChannel: 'not-known',
  mayLeaveMessageWith: '',
  carer: '',
  interpreter: '',
  language: 'not-known',
  housebound: 'not-known',
  registeredPractice: '',
  allergies: '',
  relevantHistory: '',
}

function known(
  details: Partial<ScoreRecord['details']> = {},
  measurements: readonly RecordedMeasurement[] = [],
  percentHundredths: ScoreRecord['percentHundredths'] = 'not-known',
) {
  const record = { details: { ...DETAILS, ...details }, measurements, percentHundredths }
  return recordedFacts(record, TODAY)
}

const measured = (
  kind: RecordedMeasurement['kind'],
  value: number,
  comparator: RecordedMeasurement['comparator'] = '=',
  measuredOn = '2026-11-01',
): RecordedMeasurement => ({ kind, value, comparator, measuredOn })

test('age and sex are those of the record on the day; a sex that is neither is not known', () => {
  const { age, sex } = known().facts
  assert.deepEqual([age, sex], [75, 'female'])
  assert.equal(known({ sex: 'indeterminate' }).facts.sex, 'not-known')
})

test('of a record that nobody has filled in nothing is answered, least of all with no', () => {
  const { facts, because } = known()
  assert.deepEqual([...new Set(Object.values(facts.answers))], ['not-known'])
  assert.deepEqual(because, {})
})

const FLAGS: readonly (readonly [Partial<ScoreRecord['details']>, ScoreQuestion, string])[] = [
  [{ antiplatelet: 'yes' }, 'antiplatelet', 'yes'],
  [{ antiplatelet: 'no' }, 'antiplatelet', 'no'],
  [{ alcohol: 'yes' }, 'alcohol', 'yes'],
  [{ alcohol: 'no' }, 'alcohol', 'not-known'],
  [{ liverDisease: 'no' }, 'liver', 'no'],
  [{ liverDisease: 'yes' }, 'liver', 'not-known'],
  [{ renalDisease: 'no' }, 'severeRenal', 'no'],
  [{ renalDisease: 'yes' }, 'severeRenal', 'not-known'],
]
for (const [details, question, answer] of FLAGS) {
  test(`the flag ${JSON.stringify(details)} answers ${question} with ${answer}`, () => {
    assert.equal(known(details).facts.answers[question], answer)
  })
}

const MEASURED: readonly (readonly [RecordedMeasurement, ScoreQuestion, string])[] = [
  [measured('egfr', 59), 'egfrBelow60', 'yes'],
  [measured('egfr', 60), 'egfrBelow60', 'no'],
  [measured('egfr', 90, '>'), 'egfrBelow60', 'no'],
  [measured('egfr', 45, '>'), 'egfrBelow60', 'not-known'],
  [measured('egfr', 15, '<'), 'egfrBelow60', 'yes'],
  [measured('egfr', 70, '<'), 'egfrBelow60', 'not-known'],
  [measured('haemoglobin', 119), 'anaemia', 'yes'],
  [measured('haemoglobin', 120), 'anaemia', 'no'],
  [measured('systolic-bp', 161), 'uncontrolledHypertension', 'yes'],
  [measured('systolic-bp', 160), 'uncontrolledHypertension', 'no'],
  [measured('creatinine', 201), 'severeRenal', 'yes'],
  [measured('creatinine', 90), 'severeRenal', 'not-known'],
  [measured('weight', 70_000), 'anaemia', 'not-known'],
  [measured('haemoglobin', 100, '=', '2025-11-27'), 'anaemia', 'yes'],
  [measured('haemoglobin', 100, '=', '2025-11-26'), 'anaemia', 'not-known'],
  [measured('haemoglobin', 100, '=', '2026-11-28'), 'anaemia', 'not-known'],
]
for (const [measurement, question, answer] of MEASURED) {
  const { kind, comparator, value, measuredOn } = measurement
  test(`${kind} ${comparator}${value} of ${measuredOn} answers ${question} with ${answer}`, () => {
    const { facts, because } = known({}, [measurement])
    assert.equal(facts.answers[question], answer)
    assert.equal(because[question] !== undefined, answer !== 'not-known')
  })
}

test('a high creatinine wins over a record that says no renal disease', () => {
  const { facts } = known({ renalDisease: 'no' }, [measured('creatinine', 250)])
  assert.equal(facts.answers.severeRenal, 'yes')
})

test('time in range below 60 % is a labile INR; what is insufficient stays not known', () => {
  assert.equal(known({}, [], 5999).facts.answers.labileInr, 'yes')
  assert.equal(known({}, [], 6000).facts.answers.labileInr, 'no')
  assert.equal(known({}, [], 'not-known').facts.answers.labileInr, 'not-known')
  assert.match(known({}, [], 5829).because.labileInr ?? '', /58\.2 %/)
})
