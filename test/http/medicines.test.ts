import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, postAct, postVisit, ROUTINE, rowCounts } from './visit-forms.ts'

// A medicine started or stopped, from the page and from the API to the next visits.

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const ANSWERS = {
  nothingToReport: '',
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  illness: 'no',
  procedurePlanned: 'no',
  pregnancyPossible: 'no',
}
const CLARITHROMYCIN = {
  medicinesChanged: 'started',
  medicine: 'clarithromycin',
  medicineOn: '20/11/2026',
}

const visitOf = (patientId: string, fields: Fields) => ({
  ...ROUTINE,
  method: 'provider-meter',
  sampledOn: '2026-11-22',
  ...ANSWERS,
  patientId,
  ...fields,
})

test('H21: an interacting medicine is an alarm with its advice and its interval, and its task offers that test', async () => {
  const { patientId } = await dosablePatient(clinic)
  const page = await postVisit(nurse, patientId, { ...ANSWERS, ...CLARITHROMYCIN })
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, /No dose is calculated for this result/)
  assert.match(page.text, /Clarithromycin started 20-Nov-2026 \(raises the INR\)/)
  assert.match(page.text, /Test from 24-Nov-2026 to 27-Nov-2026/)
  assert.doesNotMatch(page.text, /Accept and save/)

  const ill = { ...CLARITHROMYCIN, illness: 'illness+diet' }
  const saved = await postAct(nurse, 'raise-alarm', visitOf(patientId, ill))
  assert.equal(saved.status, 200, saved.answer.text)
  const taskId = /"taskId":"([^"]*)"/.exec(saved.answer.text)?.[1] ?? ''
  const prescriber = await signedInAs(clinic, 'prescriber')
  const task = await prescriber.get(`/tasks/${taskId}`)
  assert.match(task.text, /Clarithromycin started 20-Nov-2026/)
  assert.match(task.text, /illness, alcohol or diet: illness and diet/)
  assert.match(task.text, /due 27-Nov-2026/)
})

test('H21: what was said is remembered on the page, in the next test and in the reasons of the next visit', async () => {
  // By Coventry an INR of the next day would go to a person.
  const { patientId } = await dosablePatient(clinic, { protocol: 're-ly' })
  const amiodarone = { ...CLARITHROMYCIN, medicinesChanged: 'stopped', medicine: 'Amiodarone' }
  await postAct(nurse, 'raise-alarm', visitOf(patientId, amiodarone))
  const record = await nurse.get(`/patients/${patientId}`)
  assert.match(record.text, /Acts on warfarin/)
  assert.match(record.text, /Amiodarone stopped 20-Nov-2026 \(raises the INR\)/)

  clinic.clock.advance(24 * 3_600_000)
  const next = { sampledOn: '2026-11-23', medicinesChanged: 'no' }
  const colleague = await signedInAs(clinic, 'nurse')
  const asked = await postAct(colleague, 'suggest-dose', visitOf(patientId, next))
  assert.equal(asked.status, 200, asked.answer.text)
  assert.match(asked.answer.text, /"kind":"dose"/)
  assert.match(asked.answer.text, /"latestOn":"2026-11-27"/)
  assert.match(asked.answer.text, /Amiodarone stopped 20-Nov-2026[^"]*its effect may last until/)
  clinic.clock.set('2026-11-22T09:00:00.000Z')
})

test('H21: a name on no list is asked about, stays as typed, and then shortens the recall', async () => {
  const { patientId } = await dosablePatient(clinic)
  const amlodipine = { ...CLARITHROMYCIN, medicine: 'Amlodipine' }
  const before = await rowCounts(clinic)
  const page = await postVisit(nurse, patientId, { ...ANSWERS, ...amlodipine })
  assert.equal(page.status, 422)
  assert.match(page.text, /<input(?=[^>]*name="medicine")(?=[^>]*value="Amlodipine")/)
  assert.match(page.text, /It is another medicine, spelled as above/)
  assert.deepEqual(await rowCounts(clinic), before)

  const sure = { ...ANSWERS, ...amlodipine, medicineOther: 'yes' }
  const shown = await postVisit(nurse, patientId, sure, page)
  assert.equal(shown.status, 200, shown.text)
  assert.match(shown.text, /Next test by 27-Nov-2026/)
  assert.match(shown.text, /Accept and save/)
})

test('H21: a misspelt interacting medicine does not pass as another one', async () => {
  const { patientId } = await dosablePatient(clinic)
  const typed = { ...CLARITHROMYCIN, medicine: 'Clarithromicin', medicineOther: 'yes' }
  const asked = await postAct(nurse, 'suggest-dose', visitOf(patientId, typed))
  assert.deepEqual([asked.status, asked.codes[0]], [422, 'alike'])
  assert.match(asked.answer.text, /Is it Clarithromycin\?/)
})

test("H01: another patient's NHS number in the name of a medicine is stopped", async () => {
  const { patientId } = await dosablePatient(clinic)
  const typed = { ...CLARITHROMYCIN, medicine: 'as 999 999 9980', medicineOther: 'yes' }
  const asked = await postAct(nurse, 'suggest-dose', visitOf(patientId, typed))
  assert.ok(asked.codes.includes('other-nhs-number'), asked.codes.join())
})

test('the list of medicines is on the page as a list that needs no script', async () => {
  const { patientId } = await dosablePatient(clinic)
  const { text } = await nurse.get(`/patients/${patientId}`)
  assert.match(text, /<input(?=[^>]*name="medicine")(?=[^>]*list="medicines")/)
  assert.match(text, /<datalist id="medicines">.*<option value="Amiodarone"/)
})

test('H35: the task of a dose taken otherwise asks why, and keeps what was typed until it is said', async () => {
  const { patientId } = await dosablePatient(clinic)
  const visit = visitOf(patientId, { takenYesterday: '4', medicinesChanged: 'no' })
  const saved = await postAct(nurse, 'raise-alarm', visit)
  const taskId = /"taskId":"([^"]*)"/.exec(saved.answer.text)?.[1] ?? ''
  const pharmacist = await signedInAs(clinic, 'pharmacist')
  const task = await pharmacist.get(`/tasks/${taskId}`)
  assert.match(task.text, /<select[^>]*name="differenceBecause"/)
  assert.match(task.text, /<select[^>]*name="closedDifference"/)
  const own = { decision: 'own', dailyDose: '4', reasonCode: 'trend', reasonText: 'As taken' }
  const fields = { csrf: await pharmacist.csrf(), version: '1', step: 'authorise', slot: 'none' }
  const asked = await pharmacist.post(`/tasks/${taskId}`, { ...fields, ...own })
  assert.equal(asked.status, 422)
  assert.match(asked.text, /href="#differenceBecause"/)
  assert.match(asked.text, /As taken/)
  const settled = { ...fields, ...own, differenceBecause: 'misunderstood' }
  const done = await pharmacist.post(`/tasks/${taskId}`, settled)
  assert.equal(done.status, 303, done.text)
})
