import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SCORE_QUESTIONS } from '#clinical/scores/answer.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { editPatient } from '#workflow/edit-patient.ts'
import { recordScores } from '#workflow/record-scores.ts'
import { done, dosablePatient, freshKey } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

/** The fields of a record as the page of its details posts them, with one change. */
async function edited(patientId: string, change: Readonly<Record<string, string>>) {
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert(patient !== undefined && patient.details.nhs.kind === 'number')
  const { details, version } = patient
  const fields = {
    patientId,
    version: `${version}`,
    changeReason: 'Letter from cardiology',
    familyName: details.familyName,
    givenName: details.givenName,
    title: details.title,
    sex: details.sex,
    dateOfBirth: details.dateOfBirth,
    nhsNumber: details.nhs.kind === 'number' ? details.nhs.number : '',
    address: details.address,
    postcode: details.postcode,
    telephone: details.telephone,
    preferredChannel: details.preferredChannel,
    housebound: details.housebound,
    registeredPractice: details.registeredPractice,
    allergies: details.allergies,
    mechanicalValve: 'no',
    antiphospholipid: 'no',
    ...change,
  }
  const caller = clinic.callerOf('receptionist')
  return editPatient.run(clinic.house, caller, freshKey(clinic), fields)
}

const riskOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => findEpisode(tx, episodeId)))?.risk

const FACTS: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
  ['a mechanical valve', { mechanicalValve: 'yes', valvePosition: 'mitral' }, 2],
  ['antiphospholipid syndrome', { antiphospholipid: 'yes' }, 2],
  ['mitral stenosis in AF', { mitralStenosis: 'yes' }, 2],
  ['a tissue valve in AF', { tissueValve: 'yes' }, 2],
  ['a stroke ten days ago in AF', { lastStroke: 'yes', lastStrokeOn: '2026-11-13' }, 2],
  ['a stroke on a day not known', { lastStroke: 'yes' }, 0],
  ['no word on a valve any more', { mechanicalValve: 'not-known' }, 1],
  ['a new telephone number', { telephone: '01632 960011' }, 0],
]
for (const [what, change, risk] of FACTS) {
  test(`H22: ${what}, recorded between visits, makes the risk of an overdue test ${risk} at once`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    assert.equal(await riskOf(episodeId), 0)
    done(await edited(patientId, change))
    assert.equal(await riskOf(episodeId), risk)
  })
}

test('H22: a fact that is taken back lowers no risk before the next dose', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await edited(patientId, { mechanicalValve: 'yes', valvePosition: 'aortic' }))
  done(await edited(patientId, { mechanicalValve: 'no' }))
  assert.equal(await riskOf(episodeId), 2)
})

test('an ended course stays as it was', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, {
    phase: 'ended',
    endedOn: '2026-11-01',
    endedReason: 'completed',
  })
  done(await edited(patientId, { mechanicalValve: 'yes', valvePosition: 'mitral' }))
  assert.equal(await riskOf(episodeId), 0)
})

test('H22: scores that put a person on the high-risk list make an overdue test urgent at once', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const scores = Object.fromEntries(SCORE_QUESTIONS.map((question) => [question, 'no']))
  const risky = { stroke: 'yes', heartFailure: 'yes', hypertension: 'yes', diabetes: 'yes' }
  const fields = { patientId, ...scores, ...risky }
  done(await recordScores.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), fields))
  assert.equal(await riskOf(episodeId), 2)
})

test('the day of a stroke is kept and shown; one in the future is refused', async () => {
  const { patientId } = await dosablePatient(clinic)
  const future = await edited(patientId, { lastStroke: 'yes', lastStrokeOn: '2027-01-01' })
  assert(future.kind === 'refused')
  assert.deepEqual(
    future.findings.map(({ field, code }) => [field, code]),
    [['lastStrokeOn', 'in-future']],
  )
  const unsaid = await edited(patientId, { lastStroke: 'no', lastStrokeOn: '2026-11-20' })
  assert(unsaid.kind === 'refused')
  assert.equal(unsaid.findings[0]?.code, 'day-without-answer')
  done(await edited(patientId, { lastStroke: 'yes', lastStrokeOn: '2026-11-20' }))
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert.deepEqual(patient?.details.lastStroke, { kind: 'had', on: '2026-11-20' })
})
