import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newestSettings } from '#store/settings.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

let clinic: ServedClinic
let lead: Visitor
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  lead = await signedInAs(clinic, 'clinical-lead')
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const TABLETS = '/service/tablets'

async function setTo(fields: Readonly<Record<string, string>>) {
  const form = formFields(await lead.get(TABLETS), TABLETS)
  const rest = Object.entries(form).filter(([name]) => !name.startsWith('tablet-'))
  return lead.post(TABLETS, { ...Object.fromEntries(rest), ...fields })
}

test('H11: a plan outside the tablets of the site needs a reason, and every plan page says what they are', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { managementPlan: 'Yellow book' })
  const page = `/patients/${patientId}/plan`
  assert.match((await nurse.get(page)).text, /has not decided which tablets/)

  const set = await setTo({ 'tablet-1000': 'yes', 'tablet-3000': 'yes' })
  assert.equal(set.status, 303, set.text)
  assert.match((await nurse.get(page)).text, /This site uses 1 and 3 mg, not halved/)

  const change = `${page}/${episodeId}/change`
  const shown = await nurse.get(change)
  assert.match(shown.text, /This site uses 1 and 3 mg/)
  const fields = { ...formFields(shown, change), 'tablet-5000': 'yes', changeReason: 'Hospital' }
  const warned = await nurse.post(change, fields)
  assert.equal(warned.status, 422, warned.text)
  assert.match(warned.text, /5 mg tablets are not used at this site/)

  const explained = { ...formFields(warned, change), warningReason: 'patient-has-these' }
  const saved = await nurse.post(change, explained)
  assert.equal(saved.status, 303, saved.text)
  assert.match((await nurse.get(page)).text, /5 mg tablets are not used at this site/)
})

test('the tablets of a site are at least one, and the rules of a dose stay as they are', async () => {
  const none = await setTo({})
  assert.equal(none.status, 422)
  assert.match(none.text, /Choose at least one strength/)
  const before = await clinic.inTx((tx) => newestSettings(tx))
  assert.equal((await setTo({ 'tablet-500': 'yes', halves: 'yes' })).status, 303)
  const after = await clinic.inTx((tx) => newestSettings(tx))
  assert.deepEqual(
    { ...(after?.settings as object), tabletPolicy: null },
    { ...(before?.settings as object), tabletPolicy: null },
  )
})

test('settings that somebody else has changed meanwhile are not overwritten', async () => {
  const form = formFields(await lead.get(TABLETS), TABLETS)
  assert.equal((await setTo({ 'tablet-1000': 'yes' })).status, 303)
  assert.equal((await lead.post(TABLETS, { ...form, 'tablet-3000': 'yes' })).status, 412)
})

test('H34: the tablets are set by the clinical lead alone', async () => {
  assert.equal((await nurse.get(TABLETS)).status, 403)
  const csrf = await nurse.csrf()
  assert.equal((await nurse.post(TABLETS, { csrf, version: '0', 'tablet-500': 'yes' })).status, 403)
})
