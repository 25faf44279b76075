import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addPastResult, dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields, postVisit } from './visit-forms.ts'
import { answered, pressed, suggestedPage } from './walked-page.ts'

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

test('H08: six days after the last INR the page gives no dose, says why with its source, and a person decides', async () => {
  const who = await dosablePatient(clinic)
  await addPastResult(clinic, who, 24, 6)
  const page = await suggestedPage(nurse, who.patientId, { inr: '1.9' })
  answered(page, 200)
  assert.match(page.text, /This protocol gives no dose: 6 days between two INRs, and it needs 7/)
  assert.match(page.text, /Coventry only once the review interval is 7 days or more/)
  assert.doesNotMatch(page.text, /a day from tonight/)

  const saved = await pressed(nurse, who.patientId, page, { step: 'alarm' })
  answered(saved, 303)
  const task = saved.location ?? ''
  const prescriber = await signedInAs(clinic, 'prescriber')
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const own = {
    ...form,
    step: 'authorise',
    decision: 'own',
    dailyDose: '5',
    reasonCode: 'trend',
    reasonText: 'The dose stays until a week has passed',
    slot: 'other',
    'nextTestOn[day]': '27',
    'nextTestOn[month]': '11',
    'nextTestOn[year]': '2026',
  }
  const decided = await prescriber.post(task, own)
  answered(decided, 303)
})

test('H08, H12: after two doses left out the page says so at the next INR, in days', async () => {
  const who = await dosablePatient(clinic, { protocol: 're-ly' })
  await addPastResult(clinic, who, 56, 3, 2)
  const page = await postVisit(nurse, who.patientId, { inr: '1.9', inrAgain: '1.9' })
  assert.match(page.text, /A dose was left out or a larger one given 2 days before this INR/)
  assert.match(page.text, /not checked against a source/)
  assert.match(page.text, /test again within 7 days/)
  assert.doesNotMatch(page.text, /a day from tonight/)
})
