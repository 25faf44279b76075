import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agreed } from '#test/store/contract-desk.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { CONTACT_CODES } from '#web/contact-codes/contact-codes.tsx'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields, postVisit, unescaped } from './visit-forms.ts'
import { answered } from './walked-page.ts'

// The codes of a visit (S13): on its page, and in the file for the system of the practice.

let clinic: ServedClinic
let nurse: Visitor
let manager: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  manager = await signedInAs(clinic, 'practice-manager')
})
after(() => clinic.close())

/** A visit at home, from the page to its dose. */
async function seenAtHome(patientId: string): Promise<string> {
  const suggested = await postVisit(nurse, patientId, { place: 'home' })
  const action = `/patients/${patientId}/visit`
  const form = formFields(suggested, action)
  const saved = await nurse.post(action, { ...form, step: 'accept', slot: 'none' })
  answered(saved, 303)
  return saved.location ?? ''
}

const fileOf = (query: string) => manager.get(`${CONTACT_CODES}.csv?${query}`)

test('S13: without a contract a visit has no codes', async () => {
  const { patientId } = await dosablePatient(clinic)
  const dose = await seenAtHome(patientId)
  assert.doesNotMatch((await nurse.get(dose)).text, /For the record of the practice/)
})

test('S11, S13: under a contract the page of the dose and the file have the codes of each system, letter for letter', async () => {
  await agreed(clinic)
  const { patientId } = await dosablePatient(clinic, {}, { familyName: 'Hawthorn' })
  const dose = await seenAtHome(patientId)
  const page = unescaped((await nurse.get(dose)).text)
  assert.match(page, /EMIS Web 66QD\. and 9k27\., SystmOne XaMh8 and XaQyK\./)

  const file = await fileOf('system=emis-web&from=2026-11-22&until=2026-11-22')
  assert.equal(file.status, 200)
  const lines = file.text.split('\r\n').filter((line) => line.includes('Hawthorn'))
  assert.equal(lines.length, 2)
  assert.match(
    lines[0] ?? '',
    /"Read v2","66QD\.","Anticoagulation monitoring in primary care","268526009","2\.5"/,
  )
  assert.match(
    lines[1] ?? '',
    /"Read v2","9k27\.","Home visit for anticoagulation monitoring","","2\.5"/,
  )
  assert.doesNotMatch(file.text, /9K27/)
  const other = await fileOf('system=systm-one&from=2026-11-22')
  assert.match(other.text, /"CTV3","XaQyK"/)
})

test('S13: what is missing is said at its field, and whoever only treats people takes no file', async () => {
  const missing = await fileOf('from=&system=')
  answered(missing, 422)
  assert.match(missing.text, /Choose the system of the practice/)
  assert.match(missing.text, /Enter the first day/)
  answered(await fileOf('system=emis-web&from=2026-01-01&until=2026-11-22'), 422)
  answered(await nurse.get(CONTACT_CODES), 403)
  answered(await nurse.get(`${CONTACT_CODES}.csv?system=emis-web&from=2026-11-22`), 403)
})
