import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agreed } from '#test/store/contract-desk.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { LICENCES, licenceHref, meterHref, surveysHref } from '#web/meters/addresses.ts'
import { registerMeter } from '#workflow/keep-meters.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, postVisit, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, wordsAt } from './walked-page.ts'

// Licences that a level needs, and external quality assessment of the meters, as those who keep them and those who are kept by them see it.

let clinic: ServedClinic
let manager: Visitor
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  manager = await signedInAs(clinic, 'practice-manager')
  nurse = await signedInAs(clinic, 'nurse')
  await agreed(clinic)
  const meter = { name: 'Meter 9', serial: 'S 9', model: 'coaguchek-xs' }
  await registerMeter.run(clinic.house, clinic.callerOf('nurse'), newId(clinic.clock.now()), meter)
})
after(() => clinic.close())

const text = async (who: Visitor, page: string) => unescaped((await who.get(page)).text)

async function posted(page: string, action: string, typed: Fields, who = manager) {
  const { licenceId, version, ...form } = formFields(await who.get(page), action)
  const key = { 'request-key': form['request-key'] ?? '' }
  const which = licenceId === undefined ? {} : { licenceId, version: version ?? '' }
  const survey = typed['deed'] === 'action' ? { surveyId: form['surveyId'] ?? '' } : {}
  return who.post(action, { ...key, ...which, ...survey, csrf: await who.csrf(), ...typed })
}

const boxes = (name: string, iso: string): Fields => ({
  [`${name}[day]`]: iso.slice(8),
  [`${name}[month]`]: iso.slice(5, 7),
  [`${name}[year]`]: iso.slice(0, 4),
})

const NPT: Fields = {
  deed: 'record',
  kind: 'near-patient-testing',
  name: 'Near-patient testing, UKAS',
  'level-4': 'yes',
  ...boxes('from', '2025-11-01'),
  ...boxes('until', '2026-12-10'),
}

test('S15: what is missing of a licence is said at its field; one that ends within 30 days is on the front page', async () => {
  const empty = await leavingNothing(clinic, () => posted(LICENCES, LICENCES, { deed: 'record' }))
  answered(empty, 422)
  for (const [at, words] of [
    ['kind', /Choose what kind/],
    ['name', /what it is called/],
    ['from', /from which it holds/],
    ['until', /last day/],
  ] as const) {
    assert.match(wordsAt(empty, at), words)
  }
  answered(await posted(LICENCES, LICENCES, NPT, nurse), 403)
  answered(await posted(LICENCES, LICENCES, NPT), 303)
  assert.match(await text(nurse, LICENCES), /Near-patient testing, UKAS[\s\S]*In date/)
  assert.match(await text(manager, '/worklists/licence-expiring'), /Runs out on 10-Dec-2026/)
})

test('S15: after its end nobody is dosed on a meter of the site, a laboratory’s result is, and the contract says that level 4 is not provided', async () => {
  const { patientId } = await dosablePatient(clinic, { nextTestOn: '2026-12-11' })
  clinic.clock.set('2026-12-11T09:00:00.000Z')
  manager = await signedInAs(clinic, 'practice-manager')
  nurse = await signedInAs(clinic, 'nurse')
  const today = { sampledOn: '2026-12-11' }
  const refused = await postVisit(nurse, patientId, today)
  assert.match(
    unescaped(refused.text),
    /Near-patient testing, UKAS ran out on 10-Dec-2026.*Take a venous sample/,
  )
  const venous = { ...today, method: 'laboratory', meter: '', stripLot: '' }
  const suggested = await postVisit(nurse, patientId, venous)
  assert.doesNotMatch(unescaped(suggested.text), /ran out on/)
  assert.match(suggested.text, /name="token"/)
  assert.match(
    await text(manager, '/service/contract'),
    /Not provided today[\s\S]*Level 4: Near-patient testing, UKAS is not in date/,
  )
  assert.match(await text(manager, '/worklists/licence-expiring'), /Ran out on 10-Dec-2026/)
})

test('S15: renewed it holds again; a page that is out of date saves nothing', async () => {
  const { rows } = await clinic.database.migratorPool.query<{ id: string }>(
    'select id from licence_record',
  )
  const page = licenceHref(rows[0]?.id ?? '')
  const renew = { deed: 'renew', ...boxes('until', '2027-12-10') }
  const early = await leavingNothing(clinic, () =>
    posted(page, LICENCES, { ...renew, ...boxes('until', '2026-12-10') }),
  )
  answered(early, 422)
  assert.match(wordsAt(early, 'until'), /later than before/)
  answered(await posted(page, LICENCES, renew), 303)
  assert.doesNotMatch(await text(manager, '/service/contract'), /Not provided today/)
  answered(await posted(page, LICENCES, { ...renew, version: '1' }), 412)
})

test('S20: a meter without a survey for 122 days is listed; a survey out of consensus stays until it is said what was done', async () => {
  clinic.clock.set('2027-03-24T09:00:00.000Z')
  manager = await signedInAs(clinic, 'practice-manager')
  assert.match(await text(manager, '/worklists/survey-due'), /Meter 9[\s\S]*No survey/)
  const page = meterHref('METER9')
  const survey: Fields = {
    deed: 'survey',
    scheme: 'UK NEQAS',
    survey: '2027-1',
    ...boxes('doneOn', '2027-03-20'),
    isReturned: 'yes',
    'own-1': '3.0',
    'median-1': '2.5',
    'own-2': '2.6',
    'median-2': '2.5',
  }
  const bare = await leavingNothing(clinic, () =>
    posted(page, surveysHref('METER9'), { ...survey, 'median-1': 'x', isReturned: 'yes' }),
  )
  answered(bare, 422)
  assert.match(wordsAt(bare, 'median-1'), /one decimal place/)
  answered(await posted(page, surveysHref('METER9'), survey), 303)
  assert.match(
    await text(manager, page),
    /UK NEQAS, 2027-1[\s\S]*3\.0 \(2\.5\), 2\.6 \(2\.5\)[\s\S]*Out of consensus[\s\S]*Nothing is recorded yet/,
  )
  assert.match(await text(manager, '/worklists/survey-due'), /Survey out of consensus/)
  answered(await posted(page, surveysHref('METER9'), survey), 409)
  const action = {
    deed: 'action',
    what: 'New lot of strips, repeated in consensus',
    ...boxes('actionOn', '2027-03-23'),
  }
  answered(await posted(page, surveysHref('METER9'), action), 303)
  assert.match(await text(manager, page), /23-Mar-2027: New lot of strips/)
  assert.doesNotMatch(await text(manager, '/worklists/survey-due'), /METER9|Meter 9/)
})
