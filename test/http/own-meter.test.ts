import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { postVisit } from './visit-forms.ts'
import { answered, leavingNothing, pressed, suggestedPage, wordsAt } from './walked-page.ts'

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
