import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PROTOCOL_CARDS } from '#clinical/protocols.ts'
import { addPastResult, dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'
import { formFields, postVisit } from './visit-forms.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

for (const { id, kind, name, tables } of PROTOCOL_CARDS) {
  test(`H10: ${id} has its page with its source, its tables and its graph, for a start a graph of steps for each table`, async () => {
    const visitor = await signedInAs(clinic, 'clinical-lead')
    const { status, text } = await visitor.get(`/service/protocols/${id}`)
    assert.equal(status, 200)
    assert.ok(text.includes(`<h1 class="nhsuk-heading-l">${name}</h1>`))
    assert.equal(text.includes('id="protocol-graph-title"'), kind === 'maintenance')
    const steps = text.match(/id="step-graph-\d+-title"/g) ?? []
    assert.equal(steps.length, kind === 'initiation' ? tables.length : 0)
  })
}

test('a protocol that there is not has no page', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  assert.equal((await visitor.get('/service/protocols/my-own')).status, 404)
})

const FORECAST = '/service/forecast'
const OPINION = /Second opinion: forecast of the next INR/

test('H41: once the lead has switched it on, the page says the second opinion in words after the dose and its reasons', async () => {
  const [nurse, lead] = [
    await signedInAs(clinic, 'nurse'),
    await signedInAs(clinic, 'clinical-lead'),
  ]
  const known = await dosablePatient(clinic)
  for (const daysAgo of [112, 84, 56]) await addPastResult(clinic, known, 25, daysAgo)
  const { patientId } = known
  assert.doesNotMatch((await postVisit(nurse, patientId, {})).text, /Second opinion|forecast/)
  assert.doesNotMatch((await nurse.get(FORECAST)).text, /<form[^>]*action="\/service\/forecast"/)

  const page = await lead.get(FORECAST)
  assert.match(page.text, />Off</)
  const check = {
    ...formFields(page, FORECAST),
    ...{ comparedWith: 'The paper, table 2', found: 'agrees', says: 'Compared', officer: 'yes' },
    ...{ 'checkedOn[day]': '20', 'checkedOn[month]': '11', 'checkedOn[year]': '2026' },
  }
  const empty = await lead.post(FORECAST, { ...check, says: '' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /value="The paper, table 2"/)
  assert.equal((await lead.post(FORECAST, check)).location, FORECAST)
  assert.match((await lead.get(FORECAST)).text, />On</)

  const { text } = await postVisit(nurse, patientId, {})
  const [why, opinion, accept] = ['>Why<', 'id="second-opinion"', 'Accept and save'].map((part) =>
    text.indexOf(part),
  )
  assert.ok(Number(why) < Number(opinion) && Number(opinion) < Number(accept), 'in this order')
  assert.match(
    text,
    /INR 2\.\d on \d\d-[A-Z][a-z]{2}-202\d, with a chance of 80 % between \d\.\d and \d\.\d, as counted in invented people\./,
  )
  assert.match(text, /genotype not known/)
  assert.match(text, /not known: \d+ forecasts? of the 10 that it takes/)
  assert.match(text, /<desc[^>]*>[^<]*Forecast for [^<]*, a second opinion/)
  assert.match(text, /The dose is the protocol’s and does not follow from this/)
  const ill = await postVisit(nurse, patientId, ILL)
  assert.match(ill.text, OPINION)
  assert.match(ill.text, /No forecast: (?:<!-- -->)?illness, alcohol or diet was reported/)
  assert.doesNotMatch(ill.text, />forecast</)

  const action = `/patients/${patientId}/visit`
  const fields = formFields({ ...(await postVisit(nurse, patientId, {})) }, action)
  const saved = await nurse.post(action, { ...fields, step: 'accept' })
  const decision = await lead.get(`/decisions/${saved.location?.split('/').at(-1)}`)
  assert.match(decision.text, /Second opinion beside it/)
  assert.match(decision.text, /The same answer now/)
  assert.match((await nurse.get(`/patients/${patientId}`)).text, />forecast</)

  const off = `${FORECAST}/withdraw`
  const withdrawal = 'It is not used'
  const form = formFields(await lead.get(FORECAST), off)
  assert.equal((await lead.post(off, { ...form, withdrawal })).location, FORECAST)
  assert.doesNotMatch((await nurse.get(`/patients/${patientId}`)).text, />forecast</)
})

const ILL = {
  nothingToReport: '',
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'illness',
  procedurePlanned: 'no',
  pregnancyPossible: 'no',
}
