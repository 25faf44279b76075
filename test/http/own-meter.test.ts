import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields, postVisit } from './visit-forms.ts'
import {
  answered,
  leavingNothing,
  pressed,
  suggestedPage,
  wholeRecord,
  wordsAt,
} from './walked-page.ts'

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const OWN = { method: 'own-meter' }

test('H35: an INR of an own meter that nobody has checked gets no dose, and the next step is said', async () => {
  const { patientId } = await dosablePatient(clinic)
  const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, OWN))
  answered(page, 422)
  assert.match(
    wordsAt(page, 'method'),
    /No check of this patient and of their own meter is recorded/,
  )
})

for (const [inr, tasks] of [
  ['>8.0', ['INR above 8.0, or at the top of what the meter measures', 'INR >8.0 on a meter']],
  ['7.4', ['INR 5.0 to 8.0', "INR 7.4 on the patient's own meter, which is not checked"]],
] as const) {
  test(`H35, H17: an INR of ${inr} on an own meter that nobody has checked is taken, goes to a person and waits for the laboratory`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const alarm = await suggestedPage(nurse, patientId, { ...OWN, inr })
    answered(alarm, 200)
    assert.match(alarm.text, /No dose is calculated for this result/)
    assert.doesNotMatch(alarm.text, /Accept and save/)
    answered(await pressed(nurse, patientId, alarm, { step: 'alarm' }), 303)
    const page = await nurse.get(`/patients/${patientId}`)
    for (const title of tasks) {
      assert.ok(page.text.includes(title.replaceAll('>', '&gt;').replaceAll("'", '&#x27;')), title)
    }
  })
}

test('H35: what a patient reports of an own meter leaves nothing in the record before a clinician accepts it, and stays the result of an own meter', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { migratorPool } = clinic.database
  await migratorPool.query("update patient set self_test_until = '2027-11-01' where id = $1", [
    patientId,
  ])
  const before = await wholeRecord(clinic)
  const page = await suggestedPage(nurse, patientId, OWN)
  answered(page, 200)
  assert.match(page.text, /5 mg a day from tonight/)
  assert.deepEqual(await wholeRecord(clinic), before)
  const receptionist = await signedInAs(clinic, 'receptionist')
  const typed = {
    ...formFields(page, `/patients/${patientId}/visit`),
    csrf: await receptionist.csrf(),
  }
  const refused = await leavingNothing(clinic, () =>
    receptionist.post(`/patients/${patientId}/visit`, { ...typed, step: 'accept', slot: 'none' }),
  )
  answered(refused, 403)
  answered(await pressed(nurse, patientId, page, { step: 'accept', slot: 'none' }), 303)
  const { rows } = await migratorPool.query(
    `select r.method, d.decided_by from dose_decision d
       join inr_result r on r.provider_id = d.provider_id and r.id = d.result_id where d.episode_id = $1`,
    [episodeId],
  )
  assert.deepEqual(rows, [{ method: 'own-meter', decided_by: clinic.callerOf('nurse').accountId }])
})

const SETTINGS = '/service/settings'

test('H06: the site writes each meter under its model, and none under two', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const form = formFields(await lead.get(SETTINGS), SETTINGS)
  const meters = { 'meters-lumiradx': 'Lumira 1', 'meters-coaguchek-xs': 'CoaguChek 4417' }
  const twice = { ...form, ...meters, 'meters-coaguchek-xs-plus': 'lumira-1\nXS Plus 2' }
  const refused = await lead.post(SETTINGS, twice)
  answered(refused, 422)
  assert.match(wordsAt(refused, 'meters-lumiradx'), /Lumira 1 is written under two models/)
  const set = await lead.post(SETTINGS, {
    ...form,
    ...meters,
    blockedLots: 'L-BAD',
    advisoryLots: 'L 272167',
  })
  answered(set, 303)
  const page = await lead.get(SETTINGS)
  assert.equal(formFields(page, SETTINGS)['meters-lumiradx'], 'Lumira 1')
  assert.match(page.text, /Measures 0\.8 to 7\.5/)
  assert.match(page.text, /from 7\.5 on a laboratory confirms its INR/)
})

test('H03, H06: the range at the entry is that of the model of the meter, and its end asks for the vein', async () => {
  const { patientId } = await dosablePatient(clinic)
  const LUMIRA = { meter: 'lumira 1' }
  const over = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { ...LUMIRA, inr: '7.6' }),
  )
  assert.match(wordsAt(over, 'inr'), /above 7\.5, the highest this method reports/)
  assert.match(over.text, /Record &gt;7\.5/)
  const typed = { ...LUMIRA, inr: '7.5', inrAgain: '7.5' }
  const top = await postVisit(nurse, patientId, typed)
  assert.match(top.text, /Did the meter show exactly 7\.5, or above 7\.5\?/)
  const alarm = await postVisit(nurse, patientId, { ...typed, exactlyEight: 'exactly' }, top)
  answered(await pressed(nurse, patientId, alarm, { step: 'alarm' }), 303)
  assert.match(
    (await nurse.get(`/patients/${patientId}`)).text,
    /INR 7\.5 on a meter: take a venous/,
  )

  const other = await dosablePatient(clinic)
  const listed = await suggestedPage(nurse, other.patientId, { inr: '7.9' })
  answered(await pressed(nurse, other.patientId, listed, { step: 'alarm' }), 303)
  assert.doesNotMatch(
    (await nurse.get(`/patients/${other.patientId}`)).text,
    /take a venous sample and/,
  )
})

test('H06: strips beyond their date are refused; a date that is not known is asked of nobody', async () => {
  const { patientId } = await dosablePatient(clinic)
  const old = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { stripExpiry: '10/2026' }),
  )
  assert.match(wordsAt(old, 'stripExpiry'), /These strips expired on 31-Oct-2026\. Use another box/)
  assert.equal(formFields(old, `/patients/${patientId}/visit`)['stripExpiry'], '10/2026')
  const odd = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { stripExpiry: 'Mar' }),
  )
  assert.match(wordsAt(odd, 'stripExpiry'), /as it stands on the box/)
  answered(await postVisit(nurse, patientId, { stripExpiry: '' }), 200)
  clinic.clock.advance(60_000)
  const good = await suggestedPage(nurse, patientId, { stripExpiry: '11/2026', stripLot: 'K 77' })
  answered(await pressed(nurse, patientId, good, { step: 'accept', slot: 'none' }), 303)
  const next = await dosablePatient(clinic)
  const page = await nurse.get(`/patients/${next.patientId}`)
  assert.equal(formFields(page, `/patients/${next.patientId}/visit`)['stripExpiry'], '30/11/2026')
})

test('H06: a lot on the block-list is refused however it is written', async () => {
  const { patientId } = await dosablePatient(clinic)
  const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, { stripLot: 'lbad' }))
  assert.match(wordsAt(page, 'stripLot'), /This lot of strips may not be used/)
})

test('H06: a lot in, everybody tested with it out, for whoever may see people counted', async () => {
  const people = [await dosablePatient(clinic), await dosablePatient(clinic)]
  for (const { patientId } of people) {
    const page = await suggestedPage(nurse, patientId, { stripLot: 'R 4711' })
    answered(await pressed(nurse, patientId, page, { step: 'accept', slot: 'none' }), 303)
  }
  const found = await nurse.get('/service/strip-lots?lot=r4711')
  assert.match(found.text, /2 people, 2 results with lot r4711/)
  for (const { patientId } of people) assert.ok(found.text.includes(`/patients/${patientId}"`))
  assert.match((await nurse.get('/service/strip-lots?lot=NONE')).text, /No result that stands/)
  const receptionist = await signedInAs(clinic, 'receptionist')
  assert.equal((await receptionist.get('/service/strip-lots?lot=r4711')).status, 403)
})

test('H06: a high INR on a lot under advice gets no dose before the laboratory result, which is dosed on', async () => {
  const { patientId } = await dosablePatient(clinic)
  const typed = { inr: '4.2', inrAgain: '4.2', stripLot: 'l272167', venousTaken: 'yes' }
  const alarm = await postVisit(nurse, patientId, typed)
  answered(alarm, 200)
  assert.match(alarm.text, /High INR on strips that may read high/)
  assert.doesNotMatch(alarm.text, /Accept and save/)
  const task = (await pressed(nurse, patientId, alarm, { step: 'alarm' })).location ?? ''
  const prescriber = await signedInAs(clinic, 'prescriber')
  const own = {
    step: 'authorise',
    decision: 'own',
    dailyDose: '4',
    reasonCode: 'published-action',
    reasonText: 'Strips under advice',
    slot: 'other',
    'nextTestOn[day]': '23',
    'nextTestOn[month]': '11',
    'nextTestOn[year]': '2026',
  }
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const dosed = await leavingNothing(clinic, () =>
    prescriber.post(task, { ...form, ...own, omitDays: '0' }),
  )
  answered(dosed, 422)
  assert.match(wordsAt(dosed, 'omitDays'), /Enter the laboratory result and dose on that/)

  clinic.clock.advance(20 * 60_000)
  const laboratory = { method: 'laboratory', meter: '', stripLot: '', inr: '2.7' }
  const suggested = await suggestedPage(nurse, patientId, laboratory)
  answered(await pressed(nurse, patientId, suggested, { step: 'accept', slot: 'none' }), 303)
  clinic.clock.advance(-20 * 60_000)
})
