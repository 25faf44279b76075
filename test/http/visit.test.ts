import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type Answer,
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

/** Every field of the first form that posts to this address, as a browser would send it. */
export function formFields(page: Answer, action: string): Record<string, string> {
  const form = page.text.split('<form').find((part) => part.includes(`action="${action}`)) ?? ''
  const fields: Record<string, string> = {}
  for (const [input] of form.matchAll(/<(?:input|select)[^>]*>(?:<option[^>]*selected="" value="[^"]*")?/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1]
    const isOff = /type="(?:radio|checkbox)"/.test(input) && !input.includes('checked=""')
    if (name === undefined || isOff) continue
    fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? ''
  }
  return fields
}

test('a routine visit goes through the pages without a script', async () => {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
  const page = await nurse.get(`/patients/${patientId}`)
  assert.equal(page.status, 200, page.text.slice(0, 2000))

  const visit = `/patients/${patientId}/visit`
  const suggested = await nurse.post(visit, {
    ...formFields(page, visit),
    identity: 'MH 1942',
    nothingToReport: 'yes',
    inr: '2.5',
    meter: 'CoaguChek 4417',
    stripLot: 'L 62210',
    step: 'suggest',
  })
  assert.equal(suggested.status, 200, suggested.text)
  assert.match(suggested.text, /5 mg a day from tonight/)

  const accepted = await nurse.post(visit, {
    ...formFields(suggested, visit),
    nothingToReport: 'yes',
    slot: 'none',
    step: 'accept',
  })
  assert.equal(accepted.status, 303, accepted.text)

  const told = await nurse.get(accepted.location ?? '')
  assert.equal(told.status, 200)
  const done = await nurse.post(`${accepted.location}/told`, {
    csrf: hiddenField(told.text, 'csrf'),
    'request-key': hiddenField(told.text, 'request-key'),
    how: 'handed-over',
  })
  assert.equal(done.status, 303, done.text)
})
