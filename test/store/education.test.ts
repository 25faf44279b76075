import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#base/day.ts'
import { TOPICS, topicField } from '#register/education.ts'
import { addLeafletWithdrawal } from '#store/leaflets.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf, TODAY } from '#test/every-absence.ts'
import { done, dosablePatient, ROUTINE, refusal } from '#test/store/visit-desk.ts'
import { checkSelfTesting } from '#workflow/check-self-testing.ts'
import { recordEducation } from '#workflow/record-education.ts'
import { addLeaflet, withdrawLeaflet } from '#workflow/site-leaflets.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { educationPage } from '#workflow/teaching-page.ts'
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

const OWN = {
  title: 'Warfaryna',
  publisher: 'Testham Hospital',
  'medicine-warfarin': 'yes',
  indication: 'any',
  language: 'pl',
  version: 'May 2026',
}
const lead = () => clinic.callerOf('clinical-lead')
const add = (fields: Fields = {}) =>
  addLeaflet.run(clinic.house, lead(), key(), { ...OWN, ...fields })
const withdraw = (leaflet: string) =>
  withdrawLeaflet.run(clinic.house, lead(), key(), { leaflet, reasonText: 'A newer one is out' })

async function educationOf(patientId: string) {
  const page = await educationPage(clinic.house, nurse(), { patientId })
  if (page.kind === 'refused') throw new Error(JSON.stringify(page))
  return page
}

const idsOf = (page: Awaited<ReturnType<typeof educationOf>>) =>
  page.offered.flatMap(({ offer }) =>
    offer.kind === 'none' ? [offer.because] : offer.leaflets.map(({ id }) => id),
  )

test('H15: the leaflets of a plan are those of its medicine in the language on record, and what is given is kept as it was', async () => {
  const patientId = await clinic.addPatient({ language: 'pl' })
  await clinic.addEpisode(patientId)
  assert.deepEqual(idsOf(await educationOf(patientId)), ['no-leaflet'])
  const added = await add()
  assert(added.kind === 'done' && added.subject !== undefined)
  assert.deepEqual(idsOf(await educationOf(patientId)), [added.subject])

  done(await teach(patientId, { leaflets: added.subject }))
  done(await withdraw(added.subject))
  const { given, offered, lessons } = await educationOf(patientId)
  assert.deepEqual(
    offered.map(({ offer }) => offer),
    [{ kind: 'none', because: 'no-leaflet' }],
  )
  assert.deepEqual(
    given.map(({ lessonId, medicine, leaflet }) => [lessonId, medicine, leaflet.version]),
    [[lessons[0]?.id, 'warfarin', 'May 2026']],
  )
})

test('H15: a leaflet of another medicine, of another language or withdrawn is refused, and nothing is recorded', async () => {
  const [english, unasked] = [
    await clinic.addPatient({ language: 'en' }),
    await clinic.addPatient(),
  ]
  await clinic.addEpisode(english)
  await clinic.addEpisode(unasked)
  const [doac, polish] = [
    await add({ 'medicine-warfarin': '', 'medicine-apixaban': 'yes', language: 'en' }),
    await add(),
  ]
  assert(doac.kind === 'done' && polish.kind === 'done')
  const old = await add({ language: 'en' })
  assert(old.kind === 'done' && old.subject !== undefined)
  done(await withdraw(old.subject))
  for (const leaflet of [doac.subject, polish.subject, old.subject, 'yellow-book-doac']) {
    const refusedNow = await teach(english, { leaflets: `yellow-book-vka ${leaflet}` })
    assert.deepEqual(refusal(refusedNow), [422, 'not-offered'])
  }
  assert.deepEqual(refusal(await teach(unasked, { leaflets: 'yellow-book-vka' })), [
    422,
    'not-offered',
  ])
  const { given, lessons } = await educationOf(english)
  assert.deepEqual([given, lessons], [[], []])
  done(await teach(english, { leaflets: 'yellow-book-vka anticoagulation-card' }))
  assert.equal((await educationOf(english)).given.length, 2)
})

test('a leaflet is withdrawn once, with a reason, and a leaflet that is not there cannot be', async () => {
  const run = (leaflet: string, reasonText: string) =>
    withdrawLeaflet.run(clinic.house, lead(), key(), { leaflet, reasonText })
  assert.deepEqual(refusal(await run('yellow-book-doac', ' ')), [422, 'required'])
  assert.deepEqual(refusal(await run('no-such-leaflet', 'Old')), [404, 'not-found'])
  done(await run('yellow-book-doac', 'Old'))
  assert.deepEqual(refusal(await run('yellow-book-doac', 'Old')), [409, 'withdrawn-already'])
})

test('H15: a leaflet whose earlier edition was withdrawn is offered and withdrawn as it is now; before editions were kept, every one was', async () => {
  const patientId = await clinic.addPatient({ language: 'en' })
  await clinic.addEpisode(patientId)
  const offered = async () => idsOf(await educationOf(patientId)).includes('yellow-book-vka')
  const at = new Date(clinic.clock.now()).toISOString()
  const { accountId: by } = lead()
  const earlier = { leafletId: 'yellow-book-vka', reason: 'Misprint', by, at }
  const isNew = (version: string) =>
    clinic.inTx((tx) => addLeafletWithdrawal(tx, { ...earlier, version }))
  assert.equal(await isNew('an edition of before'), true)
  assert.equal(await offered(), true)
  done(await withdraw('yellow-book-vka'))
  assert.equal(await offered(), false)

  await clinic.database.migratorPool.query(
    'delete from leaflet_withdrawal where provider_id = $1',
    [clinic.providerId],
  )
  assert.equal(await offered(), true)
  assert.equal(await isNew(''), true)
  assert.equal(await offered(), false)
})

test('whoever comes from another service is listed since they are here, not since treatment began elsewhere', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const set = (days: number) =>
    clinic.database.migratorPool.query(
      'update episode set started_on = $2::date - $3::int where id = $1',
      [episodeId, TODAY, days],
    )
  for (const kind of ['education-due', 'first-review-due']) {
    const question = { kind, risk: null, owner: null, page: null }
    const sinceOf = async () => {
      const list = await worklist(clinic.house, nurse(), question)
      assert.ok(list.kind === 'worklist')
      return list.lines.find((line) => line.patientId === patientId)?.sinceOn
    }
    await set(464)
    assert.equal(await sinceOf(), TODAY)
    await set(-1)
    assert.equal(await sinceOf(), addDays(TODAY, 1), 'planned, and not begun before tomorrow')
  }
})
