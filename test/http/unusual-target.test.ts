import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTasksOf } from '#store/tasks.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { doubtTargetsNightly } from '#workflow/doubt-targets-nightly.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'
import { suggestedPage } from './walked-page.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const HIGHER = { target: '3.5', rangeLow: '3.0', rangeHigh: '4.0', changeReason: 'Hospital letter' }

test('H07: an unusual target is typed by one clinician with a reason and is in force when another has looked at it', async () => {
  const [nurse, prescriber] = [
    await signedInAs(clinic, 'nurse'),
    await signedInAs(clinic, 'prescriber'),
  ]
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { managementPlan: 'Yellow book' })
  const plan = `/patients/${patientId}/plan`
  const change = `${plan}/${episodeId}/change`
  const warned = await nurse.post(change, {
    ...formFields(await nurse.get(change), change),
    ...HIGHER,
  })
  assert.equal(warned.status, 422, warned.text)
  const reason = { ...formFields(warned, change), warningReason: 'specialist-advice' }
  assert.equal((await nurse.post(change, reason)).status, 303)

  const waits = (await nurse.get(plan)).text
  assert.match(waits, /Target 3\.5 .*waits for a second clinician\. Test nurse\s+typed it/)
  assert.match(waits, /2\.5 \(2\.0 to 3\.0\)/, 'the plan in force is the one before')
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.match(
    (await prescriber.get('/worklists/not-picked-up')).text,
    /A second clinician is needed/,
  )
  const look = `${plan}/${episodeId}/target`
  const led = await prescriber.get(`/tasks/${task?.id}`)
  assert.deepEqual([led.status, led.headers.get('location')], [303, look])
  assert.equal((await nurse.get(look)).status, 403)

  const page = await prescriber.get(look)
  assert.match(
    page.text,
    /The target 3\.5 is unusual for Atrial fibrillation: the source gives 2\.5/,
  )
  assert.match(page.text, /Advice of a haematologist or cardiologist/)
  const form = formFields(page, look)
  assert.equal((await prescriber.post(look, form)).status, 422)
  const agreed = await prescriber.post(look, { ...form, decision: 'agreed', note: 'Letter read' })
  assert.equal(agreed.status, 303, agreed.text)
  const after = (await nurse.get(plan)).text
  assert.match(after, /3\.5 \(3\.0 to 4\.0\)/)
  assert.doesNotMatch(after, /waits for a second clinician/)
  assert.match(after, /Agreed to by Test prescriber: Letter read/)
})

test('H07: a dose for a target in doubt says so before it is accepted, and the plan page says what ends it', async () => {
  const target = { valueTenths: 35, lowTenths: 30, highTenths: 40 }
  const { patientId, episodeId } = await dosablePatient(clinic, {
    managementPlan: 'Yellow book',
    target,
  })
  await doubtTargetsNightly(clinic.house)
  const nurse = await signedInAs(clinic, 'nurse')
  const page = await suggestedPage(nurse, patientId, { inr: '3.4' })
  assert.match(
    page.text,
    /Target in force may be wrong: 3\.5 \(3\.0 to 4\.0\) for Atrial fibrillation\.<\/strong> This dose is for that target\./,
  )
  const [doubt] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  const led = await nurse.get(`/tasks/${doubt?.id}`)
  assert.equal(led.headers.get('location'), `/patients/${patientId}/plan`)
  assert.match(
    (await nurse.get(`/patients/${patientId}/plan`)).text,
    /Test clinical-lead\s+has this as a task/,
  )

  const change = `/patients/${patientId}/plan/${episodeId}/change`
  const warned = await nurse.post(change, formFields(await nurse.get(change), change))
  assert.equal(warned.status, 422, warned.text)
  const kept = { ...formFields(warned, change), warningReason: 'clinic-letter' }
  assert.equal((await nurse.post(change, kept)).status, 303)
  assert.match(
    (await nurse.get(`/patients/${patientId}/plan`)).text,
    /It is in force; an authorised clinician/,
  )
})
