import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOPICS, topicField } from '#register/education.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf, TODAY } from '#test/every-absence.ts'
import { done, dosablePatient, ROUTINE, refusal } from '#test/store/visit-desk.ts'
import { checkSelfTesting } from '#workflow/check-self-testing.ts'
import { recordEducation } from '#workflow/record-education.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { worklist } from '#workflow/worklist.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

type Fields = Readonly<Record<string, string>>

const nurse = () => clinic.callerOf('nurse')
const key = () => crypto.randomUUID()
const PASSED = {
  checkedOn: TODAY,
  tester: 'patient',
  meter: 'CoaguChek INRange 1234',
  comparedWith: 'venous',
  own: '2.6',
  reference: '2.4',
  technique: 'yes',
  knowsRules: 'yes',
}
const ALL = Object.fromEntries(TOPICS.map((topic) => [topicField(topic), 'yes']))
const LESSON = {
  ...ALL,
  taughtOn: TODAY,
  taught: 'patient',
  taughtBy: 'Jo Whitfield',
  booklet: 'given',
  understood: 'yes',
}

const check = (patientId: string, fields: Fields = {}) =>
  checkSelfTesting.run(clinic.house, nurse(), key(), { ...PASSED, ...fields, patientId })
const teach = (patientId: string, fields: Fields = {}) =>
  recordEducation.run(clinic.house, nurse(), key(), { ...LESSON, ...fields, patientId })
const atHome = (patientId: string) =>
  suggestDose.run(clinic.house, nurse(), key(), { ...ROUTINE, patientId, method: 'own-meter' })

async function listed(kind: string): Promise<readonly (string | null)[]> {
  const question = { kind, risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, nurse(), question)
  if (list.kind === 'refused') throw new Error(JSON.stringify(list))
  return list.lines.map(({ patientId }) => patientId)
}

test('H35: an INR of an own meter is not dosed on before its check, nor after it failed or ran out', async () => {
  const { patientId } = await dosablePatient(clinic)
  assert.deepEqual(refusal(await atHome(patientId)), [422, 'self-test-not-current'])
  done(await check(patientId))
  done(await atHome(patientId))
  done(await check(patientId, { own: '3.4' }))
  assert.deepEqual(refusal(await atHome(patientId)), [422, 'self-test-not-current'])
  done(await check(patientId, { checkedOn: TODAY }))
  done(await atHome(patientId))
})

test('H35: a check lasts a year, and is listed a month before it ends', async () => {
  const { person } = recordsOf(clinic)
  const who = await person({ nextTestOn: '2026-12-20', method: 'own-meter' })
  assert((await listed('self-test-check-due')).includes(who.patientId))
  done(await check(who.patientId, { checkedOn: '2025-12-24' }))
  assert(!(await listed('self-test-check-due')).includes(who.patientId))
  clinic.clock.advance(2 * 86_400_000)
  assert((await listed('self-test-check-due')).includes(who.patientId))
  clinic.clock.advance(-2 * 86_400_000)
})

test('H35: a check of earlier than the last one does not stand in its place', async () => {
  const patientId = await clinic.addPatient()
  done(await check(patientId, { technique: 'no' }))
  const earlier = await check(patientId, { checkedOn: '2026-11-01' })
  assert.deepEqual(refusal(earlier), [422, 'older-than-last'])
})

test('H06: nobody with antiphospholipid syndrome tests with a meter at home', async () => {
  const patientId = await clinic.addPatient({ antiphospholipid: 'yes' })
  assert.deepEqual(refusal(await check(patientId)), [409, 'meter-unsuitable'])
})

test('education stands on its list until everything is taught and understood, over several lessons', async () => {
  const who = await recordsOf(clinic).person({ nextTestOn: '2026-12-20' })
  assert((await listed('education-due')).includes(who.patientId))
  done(await teach(who.patientId, { 'topic-bleeding': '', understood: 'partly', note: 'Doses' }))
  assert((await listed('education-due')).includes(who.patientId))
  done(await teach(who.patientId))
  assert(!(await listed('education-due')).includes(who.patientId))
})

test('everything that is wrong with a lesson is answered at once', async () => {
  const patientId = await clinic.addPatient()
  const [status, ...codes] = refusal(await teach(patientId, { taught: 'carer', booklet: '' }))
  assert.equal(status, 422)
  assert.deepEqual(codes, ['required', 'required'])
})
