import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { SCORE_QUESTIONS } from '#clinical/scores/answer.ts'
import { addMeasurements } from '#store/measurements.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { done, dosablePatient, type Fields, freshKey, refusal } from '#test/store/visit-desk.ts'
import { type PatientScores, patientScores } from '#workflow/patient-scores.ts'
import { recordScores } from '#workflow/record-scores.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

const answering = (answers: Fields = {}): Fields => ({
  ...Object.fromEntries(SCORE_QUESTIONS.map((question) => [question, 'no'])),
  ...answers,
})

const record = (patientId: string, answers: Fields) =>
  recordScores.run(clinic.house, nurse(), freshKey(clinic), { patientId, ...answers })

async function shown(patientId: string): Promise<PatientScores> {
  const scores = await patientScores(clinic.house, nurse(), { patientId })
  assert(scores.kind === 'scores')
  return scores
}

test('scores are kept with every answer, and what is recorded later stands beside them', async () => {
  const { patientId } = await dosablePatient(clinic, {}, { dateOfBirth: day('1950-01-01') })
  done(await record(patientId, answering({ hypertension: 'yes', diabetes: 'not-known' })))
  clinic.clock.advance(60_000)
  done(await record(patientId, answering({ hypertension: 'yes', diabetes: 'yes' })))

  const { history } = await shown(patientId)
  const ranges = history.map(({ scores }) => [scores[0]?.lowest, scores[0]?.highest])
  assert.deepEqual(ranges, [
    [5, 5],
    [4, 5],
  ])
  assert.deepEqual(
    history.map(({ facts }) => [facts.age, facts.sex, facts.answers.diabetes]),
    [
      [76, 'female', 'yes'],
      [76, 'female', 'not-known'],
    ],
  )
  assert.equal(history[0]?.byName, 'Test nurse')
})

test('a question that nobody answered is asked again, and nothing is recorded', async () => {
  const { patientId } = await dosablePatient(clinic)
  const { stroke: _unanswered, ...rest } = answering()
  assert.deepEqual(refusal(await record(patientId, rest)), [422, 'required'])
  assert.deepEqual(refusal(await record(patientId, answering({ stroke: 'perhaps' }))), [
    422,
    'required',
  ])
  assert.deepEqual((await shown(patientId)).history, [])
})

test('answers that contradict each other, an age from outside, and a patient who died are refused', async () => {
  const { patientId } = await dosablePatient(clinic)
  const against = answering({ uncontrolledHypertension: 'yes' })
  assert.deepEqual(refusal(await record(patientId, against)), [422, 'contradicts'])
  assert.deepEqual(refusal(await record(patientId, answering({ age: '50' }))), [
    422,
    'unknown-field',
  ])
  const dead = await clinic.addPatient({ standing: 'deceased', diedOn: '2026-11-01' })
  assert.deepEqual(refusal(await record(dead, answering())), [409, 'patient-died'])
  assert.equal((await shown(dead)).mayRecord, false)
})

test('the form knows what the record knows: a flag, a measurement, and nothing else', async () => {
  const { patientId } = await dosablePatient(clinic, {}, { antiplatelet: 'yes' })
  const measurement = {
    id: freshKey(clinic),
    patientId,
    kind: 'egfr',
    comparator: '=',
    value: 48,
    measuredOn: '2026-10-01',
    source: 'laboratory',
    status: 'final',
    replaces: null,
    reason: null,
    recordedBy: nurse().accountId,
    recordedAt: '2026-10-02T09:00:00Z',
  } as const
  await clinic.inTx((tx) => addMeasurements(tx, [measurement]))
  const { answers } = (await shown(patientId)).recorded.facts
  const answered = SCORE_QUESTIONS.filter((question) => answers[question] !== 'not-known')
  assert.deepEqual(answered, ['egfrBelow60', 'antiplatelet'])
})

test('the desk reads the scores and does not record them', async () => {
  const { patientId } = await dosablePatient(clinic)
  const desk = clinic.callerOf('receptionist')
  const fields = { patientId, ...answering() }
  const refused = await recordScores.run(clinic.house, desk, freshKey(clinic), fields)
  assert.deepEqual(refusal(refused), [403, 'not-permitted-role'])
  const read = await patientScores(clinic.house, desk, { patientId })
  assert(read.kind === 'scores' && !read.mayRecord)
})

test('evenkeel verify counts every recorded score again, and names one that is not what its answers give', async () => {
  const { patientId } = await dosablePatient(clinic)
  done(await record(patientId, answering({ stroke: 'yes' })))
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
  const { migratorPool } = clinic.database
  const { rows } = await migratorPool.query<{ readonly id: string }>(
    `update score_record set scores = jsonb_set(scores, '{0,lowest}', '0')
      where patient_id = $1 returning id`,
    [patientId],
  )
  const { faults } = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(
    faults.map(({ invariant, subject }) => [invariant, subject]),
    [['replay', rows[0]?.id]],
  )
})
