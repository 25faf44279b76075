import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findPatient } from '#store/patients.ts'
import { nextNhsNumber } from '#test/clinic.ts'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { done, dosablePatient, freshKey } from '#test/store/visit-desk.ts'
import { bringInResults } from '#workflow/bring-in-results.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const LETTER = {
  identity: 'MH 1942',
  inr: '2.2',
  method: 'laboratory',
  'sampledOn[day]': '16',
  'sampledOn[month]': '11',
  'sampledOn[year]': '2026',
  fromNote: 'Discharge letter of 18 November',
}

test('H05: an earlier result is added from the list of all visits, by whoever may enter results, and stands there undosed', async () => {
  const [assistant, desk] = [
    await signedInAs(clinic, 'healthcare-assistant'),
    await signedInAs(clinic, 'receptionist'),
  ]
  const { patientId } = await dosablePatient(clinic)
  const home = `/patients/${patientId}`
  const page = `${home}/earlier-result`
  assert.match((await assistant.get(home)).text, new RegExp(`${home}/visits`))
  assert.match((await assistant.get(`${home}/visits`)).text, new RegExp(`href="${page}"`))
  assert.doesNotMatch((await desk.get(`${home}/visits`)).text, new RegExp(`href="${page}"`))
  assert.equal((await desk.get(page)).status, 403)

  const form = formFields(await assistant.get(page), page)
  const once = await assistant.post(page, { ...form, ...LETTER })
  assert.equal(once.status, 422)
  assert.match(once.text, /Type the INR twice, the same both times/)
  assert.match(once.text, /Discharge letter of 18 November/, 'what was typed stays')
  const again = formFields(once, page)
  assert.deepEqual([again['identity'], again['inrAgain']], ['', ''], 'both are typed anew')
  for (const field of ['identity', 'inrAgain']) {
    assert.match(once.text, new RegExp(`<input[^>]*id="${field}"[^>]*data-no-paste`))
  }
  const saved = await assistant.post(page, {
    ...formFields(once, page),
    ...LETTER,
    inrAgain: '2.2',
  })
  assert.deepEqual([saved.status, saved.headers.get('location')], [303, `${home}/visits`])
  const visits = (await assistant.get(`${home}/visits`)).text
  assert.match(
    visits,
    /16-Nov-2026[\s\S]*2\.2[\s\S]*not dosed; Earlier result, from: Discharge letter/,
  )
})

test('H05: which of two hours it was stays answered when something else is refused', async () => {
  const assistant = await signedInAs(clinic, 'healthcare-assistant')
  const page = `/patients/${(await dosablePatient(clinic)).patientId}/earlier-result`
  const form = { ...formFields(await assistant.get(page), page), ...LETTER, inrAgain: '2.2' }
  const night = { 'sampledOn[day]': '25', 'sampledOn[month]': '10', sampledTime: '01:30' }
  assert.doesNotMatch((await assistant.get(page)).text, /Which of the two/)
  const asked = await assistant.post(page, { ...form, ...night })
  assert.match(asked.text, /Say whether it was the first/)
  const answered = { ...form, ...night, sampledHour: 'second', inrAgain: '2.3' }
  const refused = await assistant.post(page, answered)
  assert.equal(refused.status, 422)
  assert.equal(formFields(refused, page)['sampledHour'], 'second')
})

test('H05: a result that is new enough to dose on is sent to a visit, with the date to look at', async () => {
  const assistant = await signedInAs(clinic, 'healthcare-assistant')
  const page = `/patients/${(await dosablePatient(clinic)).patientId}/earlier-result`
  const form = { ...formFields(await assistant.get(page), page), ...LETTER, inrAgain: '2.2' }
  const fresh = await assistant.post(page, { ...form, 'sampledOn[day]': '21' })
  assert.equal(fresh.status, 422)
  assert.match(fresh.text, /href="#sampledOn-day"[^>]*>This result is new enough to dose on/)
  assert.match(fresh.text, /id="sampledOn-error"[\s\S]*?This result is new enough to dose on/)
})

test('H03: a file of the laboratory is brought in on its page: what is sure waits at the patient and in its form, what is not is shown with its reason', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const { patientId } = await dosablePatient(clinic)
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert(patient?.details.nhs.kind === 'number')
  const { number } = patient.details.nhs
  const stranger = sentObservation(nextNhsNumber(), { identifier: [{ system: 'lab', value: '2' }] })
  const send = async (text: string, key: string = crypto.randomUUID()) => {
    const body = new FormData()
    body.set('csrf', await nurse.csrf())
    body.set('request-key', key)
    body.set('file', new File([text], 'results.json', { type: 'application/json' }))
    return nurse.send('/service/results', {
      method: 'POST',
      body,
      headers: { origin: clinic.url, 'sec-fetch-site': 'same-origin' },
    })
  }
  const wrong = await send('{"resourceType":"Patient"}')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /The file is no FHIR Bundle/)

  const other = { resourceType: 'Observation', code: { text: 'Anticoag control' } }
  const nothing = await send(bundleOf(other))
  assert.equal(nothing.status, 422)
  assert.match(nothing.text, /The Bundle holds no INR\. Not taken: Anticoag control\./)

  const before = sentObservation(number, { effectiveDateTime: '2026-11-21T14:05:00+00:00' })
  const file = bundleOf(before, stranger, other)
  const sent = await send(file)
  assert.equal(sent.status, 200, sent.text)
  assert.match(sent.text, /The file has 2 INRs\.[\s\S]*Not taken[\s\S]*Anticoag control/)
  const next = formFields(sent, '/service/results')['request-key']
  const second = await send(`${file} `, next)
  assert.equal(second.status, 200, 'the page that answers is ready for another file')
  assert.match(second.text, /The file has 2 INRs, of which 2 brought in before\./)
  const page = await nurse.get('/service/results')
  assert.match(page.text, /Held: 1[\s\S]*Nobody of this register has this NHS number/)
  assert.match(page.text, /Waits to be entered at a visit, with its task/)
  const patientPage = await nurse.get(`/patients/${patientId}`)
  assert.match(patientPage.text, /has come from Northern Pathology/)
  assert.match(patientPage.text, /The laboratory&#x27;s INR 2\.6 of 21-Nov-2026 waits/)
  const { inr, method, ...visit } = formFields(patientPage, `/patients/${patientId}/visit`)
  assert.deepEqual([inr, method, visit['sampledOn[day]']], ['2.6', 'laboratory', '21'])
  assert.equal(
    visit['sampledTime'],
    '14:05',
    'its hours count from then, and not from its midnight',
  )

  const settle = '/service/results/settle'
  const form = formFields(page, settle)
  const unsaid = await nurse.post(settle, { ...form, how: 'another-service' })
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.text, /Write what was done, in words/)
  const kept = formFields(unsaid, settle)
  assert.equal(kept['how'], 'another-service', 'what was chosen stays')
  const again = { ...kept, reasonText: 'Told the hospital' }
  assert.equal((await nurse.post(settle, again)).status, 303)
  assert.match((await nurse.get('/service/results')).text, /Nothing is held/)
})

test('H03: a result that could not be read is settled, and nobody is asked to try it again in vain', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const file = async (changes: Readonly<Record<string, unknown>>) => {
    const text = bundleOf(sentObservation(nextNhsNumber(), changes))
    const sent = { file: { base64: Buffer.from(text).toString('base64') } }
    done(await bringInResults.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), sent))
    return (await nurse.get('/service/results')).text
  }
  const unread = await file({ status: 'preliminary' })
  assert.match(unread, /It could not be read[\s\S]*Settle this result/)
  assert.doesNotMatch(unread, /Try again/)
  assert.match(await file({}), /Try again/)
})
