import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recordsOf, TODAY } from '#test/every-absence.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
} from '#test/http/served-clinic.ts'
import { NOTHING_AGAINST } from '#test/store/doac-desk.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const TYPED = {
  medicine: 'apixaban',
  doacMg: '5',
  doacTimes: '2',
  'stoppedOn[day]': '20',
  'stoppedOn[month]': '11',
  'stoppedOn[year]': '2026',
  homeRemoved: 'yes',
  weight: '80',
  'weightOn[day]': '20',
  'weightOn[month]': '11',
  'weightOn[year]': '2026',
  creatinine: '90',
  'bloodsOn[day]': '20',
  'bloodsOn[month]': '11',
  'bloodsOn[year]': '2026',
  bleeding: 'none',
  raisedBleedingRisk: 'no',
  pregnancy: 'not-applicable',
  breastFeeding: 'not-applicable',
  'takes-none': 'yes',
  'nextTestOn[day]': '20',
  'nextTestOn[month]': '12',
  'nextTestOn[year]': '2026',
}

test('H18: the page shows the INR and its limits, keeps what was typed, and changes the medicine once all is confirmed', async () => {
  const patientId = await clinic.addPatient(NOTHING_AGAINST)
  const episodeId = await clinic.addEpisode(patientId, { managementPlan: 'Bloods at each review' })
  await recordsOf(clinic).results({ patientId, episodeId }, { [TODAY]: 19 })
  const visitor = await signedInAs(clinic, 'prescriber')
  const plan = `/patients/${patientId}/plan`
  const address = `${plan}/${episodeId}/switch`
  assert.ok((await visitor.get(plan)).text.includes(address))

  const { text } = await visitor.get(address)
  assert.match(text, /1\.9, 22-Nov-2026/)
  assert.match(text, /2\.5 or below/)
  const guard = (page: string) => ({
    csrf: hiddenField(page, 'csrf'),
    'request-key': hiddenField(page, 'request-key'),
    version: hiddenField(page, 'version'),
  })
  const refused = await visitor.post(address, { ...guard(text), ...TYPED })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Confirm that the repeat prescription of warfarin is stopped/)
  assert.match(refused.text, /name="doacMg"[^>]*value="5"|value="5"[^>]*name="doacMg"/)

  const saved = await visitor.post(address, {
    ...guard(refused.text),
    ...TYPED,
    repeatStopped: 'yes',
  })
  assert.equal(saved.status, 303)
  const after = await visitor.get(plan)
  assert.match(after.text, /apixaban/)
  assert.match(after.text, /next review 20-Dec-2026/)

  const stopped = `/patients/${patientId}/stopped/${episodeId}`
  const letters = await visitor.get(stopped)
  assert.match(letters.text, /take every repeat prescription of warfarin off today/)
  const [pdf = ''] = /\/letters\/[0-9a-f-]+\/page\.pdf/.exec(letters.text) ?? []
  assert.match((await visitor.get(pdf)).text, /^%PDF/)
  const messageId = hiddenField(letters.text, 'messageId')
  const post = (from: string, note: string) => {
    const key = hiddenField(from, 'request-key')
    return visitor.post(stopped, {
      csrf: hiddenField(from, 'csrf'),
      'request-key': key,
      messageId,
      note,
    })
  }
  const unnamed = await post(letters.text, '')
  assert.equal(unnamed.status, 422)
  assert.match(unnamed.text, /Write down who confirmed it/)
  assert.equal((await post(unnamed.text, 'Sister Kay took it off')).location, stopped)
  assert.match((await visitor.get(stopped)).text, /<strong>Sister Kay took it off<\/strong>/)
})
