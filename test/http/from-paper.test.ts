import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { escalatePaper } from '#workflow/escalate-second-looks.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

// After a day without Evenkeel, as the people of the clinic see it: the queue of the day, the sheet, the check by somebody else.

let clinic: ServedClinic
let patientId: string
before(async () => {
  clinic = await servedClinic()
  ;({ patientId } = await dosablePatient(clinic))
  clinic.clock.set('2026-11-24T09:00:00.000Z')
})
after(() => clinic.close())

const QUEUE = '/service/from-paper?on=22/11/2026'
const form = () => `/patients/${patientId}/from-paper`

const typed = () => ({
  sheet: '2026-11-22-4',
  identity: 'MH 1942',
  'sampledOn[day]': '22',
  'sampledOn[month]': '11',
  'sampledOn[year]': '2026',
  sampledTime: '09:40',
  inr: '2.5',
  inrAgain: '2.5',
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'no',
  procedurePlanned: 'no',
  pregnancyPossible: 'no',
  dailyDose: '6',
  'nextTestOn[day]': '6',
  'nextTestOn[month]': '12',
  'nextTestOn[year]': '2026',
  decidedBy: clinic.callerOf('pharmacist').accountId,
  toldHow: 'read-back',
})

test('H29: a sheet goes from the queue of its day into the record, is asked about twice, and counts when somebody else has found that it stands', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const queue = await nurse.get(QUEUE)
  assert.equal(queue.status, 200)
  assert.match(queue.text, /Expected on 22-Nov-2026, with nothing on record since: 1/)
  assert.ok(queue.text.includes(`href="${form()}"`))

  const page = await nurse.get(form())
  const wrong = await nurse.post(form(), {
    ...formFields(page, form()),
    ...typed(),
    sampledTime: '',
  })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Enter the time of the sample as on the sheet/)
  assert.match(wrong.text, /value="2026-11-22-4"/, 'what was typed stays')
  const entered = await nurse.post(form(), { ...formFields(wrong, form()), ...typed() })
  assert.equal(entered.status, 303)
  const entry = entered.location ?? ''

  const again = await nurse.post(form(), {
    ...formFields(await nurse.get(form()), form()),
    ...typed(),
  })
  assert.equal(again.status, 409)
  assert.match(again.text, /was entered from sheet 2026-11-22-4 by Test nurse/)
  assert.match(again.text, /This is another test of that day/)

  const own = await nurse.get(entry)
  assert.match(own.text, /The dose is not what the rules propose/)
  assert.match(own.text, /Evenkeel, as of the sheet<\/dt><dd[^>]*>5 mg a day/)
  assert.match(own.text, /Told on paper<\/dt><dd[^>]*>6 mg a day/)
  assert.doesNotMatch(own.text, /name="outcome"/)
  assert.match((await nurse.get('/')).text, /entered from paper, not checked/)

  assert.match((await nurse.get(`/patients/${patientId}`)).text, /Told on paper, not checked/)

  const lead = await signedInAs(clinic, 'clinical-lead')
  const asked = await lead.get(entry)
  const checked = await lead.post(entry, {
    ...formFields(asked, entry),
    outcome: 'stands',
    reason: 'The sheet says so; rang the patient.',
  })
  assert.equal(checked.status, 303)
  const after = await lead.get(entry)
  assert.match(
    after.text,
    /It stands: the patient goes on with it\. The sheet says so; rang the patient\./,
  )
  const home = await lead.get(`/patients/${patientId}`)
  assert.match(home.text, /6 mg a day was told on paper, as Test pharmacist decided\. It stands/)
  assert.doesNotMatch((await lead.get('/')).text, /entered from paper, not checked/)
  assert.match(
    (await lead.get(QUEUE)).text,
    /Of everybody expected on 22-Nov-2026 something is on record/,
  )
})

test('H17, H29: an entry that nobody checks by the end of the next working day is late, and is brought to the clinical lead and on, each rung once', async () => {
  const told = await dosablePatient(clinic)
  const address = `/patients/${told.patientId}/from-paper`
  const nurse = await signedInAs(clinic, 'nurse')
  const fields = { ...formFields(await nurse.get(address), address), ...typed(), sheet: 'A 9' }
  const entry = (await nurse.post(address, fields)).location ?? assert.fail()
  assert.match((await nurse.get(entry)).text, /Not yet: due by 25-Nov-2026/)

  /** The work of a minute, by two processes at once; then whom the ladder has called. */
  const called = async (at: string) => {
    clinic.clock.set(at)
    await Promise.all([escalatePaper(clinic.house), escalatePaper(clinic.house)])
    const { rows } = await clinic.database.migratorPool.query<{ to: string }>(
      'select to_role as "to" from paper_escalation where entry_id = $1 order by rung',
      [entry.split('/').at(-1)],
    )
    return rows.map(({ to }) => to)
  }
  assert.deepEqual(await called('2026-11-25T23:59:00Z'), [])
  assert.doesNotMatch((await (await signedInAs(clinic, 'nurse')).get(QUEUE)).text, /Late/)
  assert.deepEqual(await called('2026-11-26T00:01:00Z'), ['clinical-lead'])
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.match((await lead.get('/')).text, /1 open task has been escalated to you/)
  assert.match((await lead.get(QUEUE)).text, /Late: (<!-- -->)?In doubt, not checked/)
  const list = (await lead.get('/worklists/escalated')).text
  assert.match(
    list,
    /Entered from paper, sheet A 9; the check by a second person was due 25-Nov-2026\. Called: the clinical lead/,
  )
  assert.ok(list.includes(`href="${entry}"`))
  const all = ['clinical-lead', 'prescriber', 'practice-manager']
  assert.deepEqual(await called('2026-11-28T09:00:00Z'), all)

  const again = await signedInAs(clinic, 'clinical-lead')
  const asked = formFields(await again.get(entry), entry)
  await again.post(entry, { ...asked, outcome: 'stands', reason: 'As on the sheet.' })
  assert.doesNotMatch((await again.get('/')).text, /escalated to you/)
  assert.doesNotMatch((await again.get('/worklists/escalated')).text, /Entered from paper/)
})

test('H17, H29: after a clinic on paper no clinic is closed until each sheet is entered or it is said why there was no visit; the page names them', async () => {
  clinic.clock.set('2026-12-08T09:00:00.000Z')
  const [seen, absent] = [
    await dosablePatient(clinic, { nextTestOn: '2026-12-07' }, { familyName: 'Seenonpaper' }),
    await dosablePatient(clinic, { nextTestOn: '2026-12-07' }, { familyName: 'Absentthen' }),
  ]
  const nurse = await signedInAs(clinic, 'nurse')
  const post = async (from: string, to: string, fields: Readonly<Record<string, string>>) =>
    nurse.post(to, { ...formFields(await nurse.get(from), to), ...fields })
  const [day, end] = ['/service/from-paper?on=2026-12-07', '/clinic/end?on=2026-12-08']
  assert.match(
    (await nurse.get(end)).text,
    /href="\/service\/from-paper\?on=2026-11-22">Say whether the clinic of/,
    'of the sheets entered above nobody has said how that clinic was held',
  )
  const single = { on: '2026-11-22', what: 'single-sheets' }
  await post('/service/from-paper?on=2026-11-22', '/service/from-paper/day', single)
  const before = formFields(await nurse.get(end), '/clinic/end')
  const closing = () => nurse.post('/clinic/end', { ...before, 'request-key': crypto.randomUUID() })
  const closedEarlier = await post('/clinic/end?on=2026-12-06', '/clinic/end', { what: 'closed' })
  assert.notEqual(closedEarlier.status, 409, 'a clinic before it is no question of it')

  const held = { on: '2026-12-07', what: 'held' }
  assert.equal((await post(day, '/service/from-paper/day', held)).status, 303)
  const open = await closing()
  assert.equal(open.status, 409)
  assert.match(open.text, /The clinic stays open: \d+ sheets of 07-Dec-2026 are not entered/)
  for (const { patientId } of [seen, absent]) {
    assert.ok(open.text.includes(`href="/patients/${patientId}/from-paper"`), 'enter it')
  }
  assert.match(open.text, /SEENONPAPER, Margaret/)
  assert.ok(open.text.includes('href="/service/from-paper?on=2026-12-07"'), 'or say why not')

  const form = `/patients/${seen.patientId}/from-paper`
  const sheet = { ...typed(), identity: 'MS 1942', sheet: '2026-12-07-1', dailyDose: '5' }
  const sampled = { 'sampledOn[day]': '7', 'sampledOn[month]': '12' }
  const entered = await post(form, form, {
    ...sheet,
    ...sampled,
    'nextTestOn[day]': '14',
    'nextTestOn[month]': '12',
  })
  assert.equal(entered.status, 303)
  const left = (await nurse.get(day)).text
  assert.doesNotMatch(left, /SEENONPAPER, Margaret, born/)

  const none = await post(day, '/service/from-paper/no-visit', {
    on: '2026-12-07',
    patients: absent.patientId,
    reason: '',
  })
  assert.equal(none.status, 422)
  assert.match(none.text, /Choose why there was no visit/)
  assert.match(none.text, new RegExp(`<input[^>]*checked=""[^>]*value="${absent.patientId}"`))
  const others = [...left.matchAll(/name="patients" value="([0-9a-f-]+)"/g)].map(([, id]) => id)
  assert.ok(others.includes(absent.patientId))
  const reason = 'did-not-come'
  for (const patients of others) {
    const said = { on: '2026-12-07', patients: patients ?? '', reason }
    assert.equal((await closing()).status, 409)
    assert.equal((await post(day, '/service/from-paper/no-visit', said)).status, 303)
  }
  assert.match(
    (await nurse.get(day)).text,
    /No visit: .*?ABSENTTHEN, Margaret<\/a>.*?Did not come/s,
  )
  const again = await post(day, '/service/from-paper/day', { ...held, version: '1' })
  assert.equal(again.status, 303)
  assert.equal((await closing()).status, 303)
  const stale = await post(day, '/service/from-paper/day', { ...held, version: '1' })
  assert.equal(stale.status, 412)
})

test('a receptionist enters no sheet', async () => {
  const receptionist = await signedInAs(clinic, 'receptionist')
  assert.equal((await receptionist.get(form())).status, 403)
  assert.equal((await receptionist.get(QUEUE)).status, 403)
})
