import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ROLES } from '#access/policy.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { monitoringDesk } from '#test/store/monitoring-desk.ts'
import { done } from '#test/store/visit-desk.ts'

let clinic: ServedClinic
let desk: ReturnType<typeof monitoringDesk>
before(async () => {
  clinic = await servedClinic()
  desk = monitoringDesk(clinic)
})
after(() => clinic.close())

const MONITORING = '/service/monitoring'
const OLDER = `${MONITORING}/tables/older-ccg`

/** Posts as the form of a page does: with the token of the session and a key of its own. */
async function send(
  visitor: Visitor,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>>,
) {
  const { text } = await visitor.get(page)
  const guard = { csrf: await visitor.csrf(), 'request-key': hiddenField(text, 'request-key') }
  return visitor.post(action, {
    ...guard,
    'request-key': guard['request-key'] || crypto.randomUUID(),
    ...fields,
  })
}

test('H20: who sees the rules reads each table in words with its source; a page of none is not there', async () => {
  const receptionist = await signedInAs(clinic, 'receptionist')
  const { status, text } = await receptionist.get(MONITORING)
  assert.equal(status, 200)
  assert.match(text, /Specialist Pharmacy Service, version 1/)
  assert.match(text, /as shipped: this site has chosen no other/)
  assert.match(text, /Blood tests from 75 years/)
  const older = await receptionist.get(OLDER)
  assert.match(older.text, /Unverified, not in use/)
  assert.match(older.text, /of 60 mL\/min or less/)
  assert.doesNotMatch(older.text, /<form[^>]*tables/)
  assert.equal((await receptionist.get(`${MONITORING}/tables/my-own`)).status, 404)
})

test('H20: a table is checked, proposed and activated on the pages, and then names itself where an interval is shown', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const empty = await send(lead, OLDER, OLDER, { version: '1' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /clinical safety officer/)
  const checked = await send(lead, OLDER, OLDER, {
    version: '1',
    comparedWith: 'Formulary, p. 4',
    'checkedOn[day]': '20',
    'checkedOn[month]': '11',
    'checkedOn[year]': '2026',
    found: 'agrees',
    says: 'Every interval',
    officer: 'yes',
  })
  assert.equal(checked.location, OLDER)

  const form = `${MONITORING}/propose`
  const choice = { table: 'older-ccg', seen: '0', reason: 'The formulary says so' }
  const early = await send(lead, form, form, { ...choice, fromOn: '2026-11-01' })
  assert.equal(early.status, 422)
  assert.match(early.text, /href="#fromOn-day"/)
  assert.match(early.text, /The formulary says so/, 'what was typed stays')
  const proposed = await send(lead, form, form, { ...choice, fromOn: '2026-11-22' })
  assert.equal(proposed.location, MONITORING)

  const second = await signedInAs(clinic, 'prescriber')
  const waiting = await second.get(MONITORING)
  assert.match(waiting.text, /What changes/)
  const action = /action="(\/service\/monitoring\/choices\/[^"]+)"/.exec(waiting.text)?.[1] ?? ''
  const unread = await send(second, MONITORING, action, { step: 'activate' })
  assert.match(unread.text, /Tick that you have read/)
  const activated = await send(second, MONITORING, action, { step: 'activate', read: 'yes' })
  assert.equal(activated.location, MONITORING)
  assert.match((await second.get(MONITORING)).text, /in force here since 22-Nov-2026/)

  const reviews = doacDesk(clinic)
  const who = await reviews.person()
  assert.equal((await reviews.review(who)).kind, 'done')
  const nurse = await signedInAs(clinic, 'nurse')
  const person = await nurse.get(`/patients/${who.patientId}`)
  assert.match(person.text, /counts 6 months: Older rule of some commissioning groups, version 1/)
  const [review] = await reviews.reviews(who.episodeId)
  const saved = await nurse.get(`/doac-reviews/${review?.id}`)
  assert.match(saved.text, /Older rule of some commissioning groups, version 1/)

  const accepted = await reviews.person({}, { phase: 'accepted' })
  const start = await nurse.get(`/patients/${accepted.patientId}/plan/${accepted.episodeId}/start`)
  assert.match(start.text, /1 month after the start, then every 12 months \(Older rule/)

  const withdrawn = await send(lead, OLDER, `${OLDER}/withdraw`, { withdrawal: 'A new edition' })
  assert.equal(withdrawn.location, OLDER)
  assert.match((await nurse.get(MONITORING)).text, /its check does not stand any longer/)
})

test('a choice that waits can be declined or withdrawn with a reason, and what is no step changes nothing', async () => {
  done(await desk.check())
  await desk.choose({ table: 'sps' })
  const { subject } = done(await desk.propose())
  const action = `${MONITORING}/choices/${subject}`
  const prescriber = await signedInAs(clinic, 'prescriber')
  assert.equal((await send(prescriber, MONITORING, action, { step: 'x' })).location, MONITORING)
  const bare = await send(prescriber, MONITORING, action, { step: 'decline', why: '' })
  assert.equal(bare.status, 422)
  assert.match(bare.text, /Say why/)
  const lead = await signedInAs(clinic, 'clinical-lead')
  const own = await send(lead, MONITORING, action, { step: 'withdraw', why: 'A mistake' })
  assert.equal(own.location, MONITORING)
  assert.equal((await desk.shown()).history[0]?.state, 'withdrawn')
  const nowhere = `${MONITORING}/choices/${crypto.randomUUID()}`
  assert.equal((await send(lead, MONITORING, nowhere, { step: 'withdraw' })).status, 404)
})

for (const role of ROLES) {
  test(`H34: a ${role} is offered what this role may do with a choice, and is refused the rest`, async () => {
    const { subject } = done(await desk.propose())
    const visitor = await signedInAs(clinic, role)
    const { text, status } = await visitor.get(MONITORING)
    const may = (await desk.shown(role)).may
    assert.equal(status, 200)
    assert.equal(text.includes('value="activate"'), may.activate)
    assert.equal(text.includes('value="withdraw"'), may.withdraw)
    const action = `${MONITORING}/choices/${subject}`
    const asked = await send(visitor, MONITORING, action, { step: 'activate', read: 'yes' })
    if (!may.activate) assert.equal(asked.status, 403)
    else assert.equal(asked.location, MONITORING)
    if (!may.activate) done(await desk.decline(subject))
    else await desk.choose({ table: 'sps' })
  })
}
