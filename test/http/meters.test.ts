import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addSettings } from '#store/settings.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { newestSiteRules, type SiteSettings } from '#workflow/site-rules.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, postVisit } from './visit-forms.ts'
import { answered, leavingNothing, pressed, suggestedPage, wordsAt } from './walked-page.ts'

// Meters, strips and controls as people meet them: the register, a control, the rule of the site, and a visit measured by each.

let clinic: ServedClinic
let nurse: Visitor
let lead: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  lead = await signedInAs(clinic, 'clinical-lead')
})
after(() => clinic.close())

const METERS = '/service/meters'
const LOTS = '/service/strip-lots'
const GTIN = '07613336121504'
const METER = { name: 'CoaguChek 4417', serial: 'UQ0012345', model: 'coaguchek-xs-plus' }
const ON_MONDAY = {
  'sampledOn[day]': '23',
  'sampledOn[month]': '11',
  'sampledOn[year]': '2026',
}
const ON_SUNDAY = { ...ON_MONDAY, 'sampledOn[day]': '22' }
const VIAL = { stripLot: 'L 62210', controlLot: 'C 9', low: '2.1', high: '3.1' }

/** Posts a form of a page as it is, with these fields typed over it. */
async function posted(who: Visitor, page: string, action: string, typed: Fields, step = '') {
  const form = formFields(await who.get(page), action, step)
  return who.post(action, { ...form, csrf: await who.csrf(), ...typed, ...(step && { step }) })
}

/** Beyond the minutes in which two results are of one visit, and in which nobody is asked to sign in again. */
async function later(): Promise<void> {
  clinic.clock.advance(11 * 60_000)
  await nurse.signIn(clinic.usernameOf('nurse'))
}
/** A lot for the register; the search above its form is another one. */
const added = async (typed: Fields) => nurse.post(LOTS, { csrf: await nurse.csrf(), ...typed })
const control = (typed: Fields) =>
  posted(nurse, METERS, `${METERS}/control`, { meter: 'COAGUCHEK4417', ...VIAL, ...typed })
const visitOf = async (typed: Fields = {}, who = nurse) =>
  postVisit(who, (await dosablePatient(clinic)).patientId, typed)
/** A visit of somebody who is there already that must be refused, and leaves nothing. */
async function refusedVisit(typed: Fields) {
  const { patientId } = await dosablePatient(clinic)
  const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, typed))
  answered(page, 422)
  return page
}

test('H06: what is not decided is a warning on the page of meters and a count for the clinical lead, and doses go on as before', async () => {
  answered(await visitOf(), 200)
  assert.match((await nurse.get(METERS)).text, /No control is asked for/)
  assert.match((await lead.get('/')).text, /rule for controls of meters not decided/)
  assert.doesNotMatch((await nurse.get('/')).text, /rule for controls of meters/)
})

test('H06: a meter comes into the register once, by its name and its serial number', async () => {
  const bare = await leavingNothing(clinic, () =>
    posted(nurse, `${METERS}/new`, `${METERS}/new`, {}),
  )
  assert.match(wordsAt(bare, 'serial'), /Enter the serial number/)
  answered(await posted(nurse, `${METERS}/new`, `${METERS}/new`, METER), 303)
  for (const twice of [{ name: 'coaguchek-4417' }, { serial: 'uq 0012345' }]) {
    const other = { ...METER, name: 'Other', serial: 'X 1', ...twice }
    const page = await leavingNothing(clinic, () =>
      posted(nurse, `${METERS}/new`, `${METERS}/new`, other),
    )
    assert.match(wordsAt(page, 'name'), /is in the register already/)
  }
})

test('H06: the rule has a source and a day, and is set by the clinical lead', async () => {
  const RULE = `${METERS}/control-rule`
  for (const [typed, field, words] of [
    [{ how: 'each-day' }, 'source', /Say where this comes from/],
    [{ source: 'Specification' }, 'how', /Choose how often/],
    [{ how: 'every', days: '0', source: 'x' }, 'days', /from 1 to 31/],
    [{ how: 'every', days: '1.5', source: 'x' }, 'days', /from 1 to 31/],
    [{ how: 'each-day', source: 'x', from: '2026-11-21' }, 'from', /from today or later/],
  ] as const) {
    const page = await leavingNothing(clinic, () => posted(lead, RULE, RULE, typed))
    answered(page, 422)
    assert.match(wordsAt(page, field), words)
  }
  const stale = await leavingNothing(clinic, () =>
    posted(lead, RULE, RULE, { how: 'each-day', source: 'x', version: '7' }),
  )
  answered(stale, 412)
  const slip = { how: 'every', days: '9', source: 'A slip', from: '2036-11-22' }
  answered(await posted(lead, RULE, RULE, slip), 303)
  assert.match((await nurse.get(METERS)).text, /To come: [^<]*22-Nov-2036/)
  answered(await posted(lead, RULE, RULE, { how: 'each-day', source: 'Specification 5.3' }), 303)
  const page = await nurse.get(METERS)
  assert.doesNotMatch(page.text, /2036/, 'a slip in the day bars no rule, and is replaced')
  assert.match(page.text, /on each day on which a meter is used, from 22-Nov-2026/)
  assert.match(page.text, /Control due/)
  assert.doesNotMatch((await lead.get('/')).text, /rule for controls of meters/)
})

test('H06: once controls are asked for, a meter without one, one of no register and strips of no known expiry get no dose, and the next step is said', async () => {
  const due = await refusedVisit({ stripExpiry: '03/2027' })
  assert.match(
    wordsAt(due, 'meter'),
    /No control of this meter in date for 22-Nov-2026 has passed\. Record a control/,
  )
  const unknown = await refusedVisit({ meter: 'Meter 2' })
  assert.match(wordsAt(unknown, 'meter'), /not in the register of meters/)
  assert.match(wordsAt(unknown, 'stripExpiry'), /The expiry of these strips is not known/)
  answered(await visitOf({ method: 'laboratory', meter: '', stripLot: '' }), 200)
  assert.match(
    (await nurse.get('/worklists/meter-control-due')).text,
    /No control of it has ever passed/,
  )
})

for (const [what, typed, field, words] of [
  ['no meter', { meter: '' }, 'meter', /Choose which meter/],
  ['no value and no outcome', { low: '', high: '' }, 'measured', /Enter the range of the vial/],
  ['a range alone', {}, 'measured', /Enter the INR/],
  ['a range upside down', { low: '3.1', high: '2.1', measured: '2.5' }, 'high', /must be above/],
  ['a value of two decimals', { measured: '2.55' }, 'measured', /decimal|digit/],
  ['a value that says otherwise', { measured: '2.5', shown: 'failed' }, 'shown', /say otherwise/],
  ['a day to come', { measured: '2.5', doneOn: '2026-11-23' }, 'doneOn', /written down for today/],
  ['a day long ago', { measured: '2.5', doneOn: '2026-11-14' }, 'doneOn', /written down for today/],
  [
    'a bar code misread',
    { stripLot: `01${GTIN.slice(0, 13)}51727033110L1`, measured: '2.5' },
    'stripLot',
    /misread/,
  ],
  [
    'strips past their date',
    { stripLot: `01${GTIN}1726103110L1`, measured: '2.5' },
    'stripLot',
    /past their date/,
  ],
] as const) {
  test(`H06: a control with ${what} is refused at its field, and nothing is kept`, async () => {
    const page = await leavingNothing(clinic, () => control(typed))
    answered(page, 422)
    assert.match(wordsAt(page, field), words)
  })
}

test('H06: a control that passed lets the meter be dosed on that day and not the next; the lot and expiry come from the bar code', async () => {
  answered(await control({ measured: '2.1' }), 303)
  assert.match((await nurse.get(METERS)).text, /Passed 22-Nov-2026: 2\.1, range 2\.1 to 3\.1/)
  const { patientId } = await dosablePatient(clinic)
  const scanned = { stripLot: `(01)${GTIN}(17)270331(10)L62210` }
  const page = await suggestedPage(nurse, patientId, scanned)
  answered(page, 200)
  const filled = formFields(page, `/patients/${patientId}/visit`)
  assert.deepEqual([filled['stripLot'], filled['stripExpiry']], ['L62210', '31/03/2027'])
  answered(await pressed(nurse, patientId, page, { step: 'accept', slot: 'none' }), 303)
  const { rows } = await clinic.database.migratorPool.query(
    'select device from inr_result where patient_id = $1 and device is not null',
    [patientId],
  )
  const device = { meter: 'CoaguChek 4417', stripLot: 'L62210', model: 'coaguchek-xs-plus' }
  assert.deepEqual(rows, [{ device: { ...device, stripExpiresOn: '2027-03-31' } }])
  clinic.clock.advance(24 * 3_600_000)
  const tomorrow = await signedInAs(clinic, 'nurse')
  answered(await visitOf({ stripExpiry: '03/2027', ...ON_MONDAY }, tomorrow), 422)
  clinic.clock.advance(-24 * 3_600_000)
})

test('H06: a bar code that cannot be read in one way is refused in words, and what was scanned stays', async () => {
  const scan = `01${GTIN}10L6221017270331`
  const page = await refusedVisit({ stripLot: scan })
  assert.match(wordsAt(page, 'stripLot'), /not read whole\. Scan the square code/)
  assert.ok(page.text.includes(scan))
})

test('H06: an expiry is known from the register, and another one on the page is asked about', async () => {
  const odd = await leavingNothing(clinic, () => added({ stripLot: 'K 9' }))
  assert.match(wordsAt(odd, 'stripExpiry'), /Scan the box, or type the expiry/)
  answered(await added({ stripLot: `01${GTIN}1727033110K9` }), 303)
  answered(await visitOf({ stripLot: 'k-9', stripExpiry: '' }), 200)
  const other = await refusedVisit({ stripLot: 'K9', stripExpiry: '04/2027' })
  assert.match(
    wordsAt(other, 'stripExpiry'),
    /lot K9 expires on 31-Mar-2027, and here it is 30-Apr-2027/,
  )
  const twice = await leavingNothing(clinic, () =>
    added({ stripLot: 'K9', stripExpiry: '04/2027' }),
  )
  assert.match(wordsAt(twice, 'stripLot'), /in the register already/)
  answered(await visitOf({ stripLot: 'K9', stripExpiry: '28/03/2027' }), 200)
})

test('H06: a bar code that may have swallowed a serial number behind a lot of the register is refused at every door', async () => {
  const swallowed = { stripLot: `01${GTIN}1727033110K921A123` }
  for (const page of [
    await refusedVisit(swallowed),
    await leavingNothing(clinic, () => added(swallowed)),
    await leavingNothing(clinic, () => control({ ...swallowed, measured: '2.5' })),
  ]) {
    assert.match(wordsAt(page, 'stripLot'), /not read whole/)
    assert.ok(page.text.includes(swallowed.stripLot))
  }
})

test('H06, H17: an expiry that was written down wrongly is corrected and stays on record; until then the earlier one holds, and an alarming INR is taken', async () => {
  answered(await added({ stripLot: 'M 7', stripExpiry: '03/2026' }), 303)
  const bare = await refusedVisit({ stripLot: 'M7', stripExpiry: '' })
  assert.match(wordsAt(bare, 'stripExpiry'), /These strips expired on 31-Mar-2026/)
  const box = { stripLot: 'm7', stripExpiry: '03/2027' }
  assert.match(wordsAt(await refusedVisit(box), 'stripExpiry'), /or correct the register/)
  const { patientId } = await dosablePatient(clinic)
  const alarm = await postVisit(nurse, patientId, { ...box, inr: '5.6', inrAgain: '5.6' })
  answered(alarm, 200)
  answered(await pressed(nurse, patientId, alarm, { step: 'alarm' }), 303)
  assert.match((await nurse.get(`/patients/${patientId}`)).text, /no dose may rest on/)

  answered(await added({ ...box, version: '1' }), 303)
  const page = await nurse.get(`${LOTS}?lot=M7`)
  assert.match(page.text, /Expiry: 31-Mar-2027[\s\S]*may be used,\s*expires 31-Mar-2026/)
  answered(await visitOf(box), 200)
  const stale = await leavingNothing(clinic, () => added({ ...box, version: '1' }))
  answered(stale, 412)
  const same = await leavingNothing(clinic, () => added({ ...box, version: '2' }))
  assert.match(wordsAt(same, 'stripExpiry'), /the expiry that the register has/)
})

test("H06: a lot is blocked in one step: new entries are refused, and every dose that rests on it is somebody's to look back at", async () => {
  const people = [await dosablePatient(clinic), await dosablePatient(clinic)] as const
  for (const { patientId } of people) {
    const page = await suggestedPage(nurse, patientId, { stripLot: 'K 9' })
    answered(await pressed(nurse, patientId, page, { step: 'accept', slot: 'none' }), 303)
  }
  await later()
  const again = people[1].patientId
  const since = await suggestedPage(nurse, again, { method: 'laboratory', meter: '', stripLot: '' })
  answered(await pressed(nurse, again, since, { step: 'accept', slot: 'none' }), 303)

  const found = `${LOTS}?lot=k9`
  const silent = await leavingNothing(clinic, () =>
    posted(nurse, found, `${LOTS}/standing`, {}, 'block'),
  )
  assert.match(wordsAt(silent, 'reason'), /Say why/)
  const blocked = await posted(nurse, found, `${LOTS}/standing`, { reason: 'MHRA recall' }, 'block')
  answered(blocked, 303)
  assert.match((await nurse.get(found)).text, /2 people, 2 results/)
  assert.match(
    (await nurse.get(`/patients/${people[0].patientId}`)).text,
    /measured with strip lot K9, which is blocked/,
  )
  assert.doesNotMatch((await nurse.get(`/patients/${again}`)).text, /which is blocked/)
  const refused = await refusedVisit({ stripLot: 'K 9' })
  assert.match(wordsAt(refused, 'stripLot'), /may not be used.*Why: MHRA recall/)
  const release = { stripLot: 'K9', version: '2', reason: 'Looked at', step: 'release' }
  const unsure = await leavingNothing(clinic, async () =>
    nurse.post(`${LOTS}/standing`, { ...release, csrf: await nurse.csrf() }),
  )
  assert.equal(unsure.status, 403, 'to let it be used again is for an authorised person')
})

test('H06, H17: an alarming INR of a blocked lot is taken and waits for the laboratory, and nobody doses on it', async () => {
  const { patientId } = await dosablePatient(clinic)
  const typed = { inr: '5.6', inrAgain: '5.6', stripLot: 'K 9' }
  const alarm = await postVisit(nurse, patientId, typed)
  answered(alarm, 200)
  assert.doesNotMatch(alarm.text, /Accept and save/)
  const task = (await pressed(nurse, patientId, alarm, { step: 'alarm' })).location ?? ''
  assert.match(
    (await nurse.get(`/patients/${patientId}`)).text,
    /no dose may rest on: take a venous sample/,
  )
  const prescriber = await signedInAs(clinic, 'prescriber')
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const own = {
    ...{ step: 'authorise', decision: 'own', dailyDose: '4', omitDays: '1', slot: 'other' },
    ...{ reasonCode: 'published-action', reasonText: 'As published' },
    ...{ 'nextTestOn[day]': '24', 'nextTestOn[month]': '11', 'nextTestOn[year]': '2026' },
  }
  const dosed = await leavingNothing(clinic, () => prescriber.post(task, { ...form, ...own }))
  answered(dosed, 422)
  assert.match(wordsAt(dosed, 'omitDays'), /may not be used.*Enter the laboratory result/)
})

test('H06: a control that failed stops the meter for a suggestion already shown too, and what it measured is looked back at until it is measured again', async () => {
  const shown = await dosablePatient(clinic)
  const page = await suggestedPage(nurse, shown.patientId, { stripExpiry: '03/2027' })
  answered(page, 200)
  const dosed = await dosablePatient(clinic)
  const saved = await suggestedPage(nurse, dosed.patientId, { stripExpiry: '03/2027' })
  answered(await pressed(nurse, dosed.patientId, saved, { step: 'accept', slot: 'none' }), 303)
  clinic.clock.advance(60_000)
  answered(await control({ measured: '2.4' }), 303)
  clinic.clock.advance(60_000)
  const failed = await control({ measured: '3.2' })
  assert.equal(failed.location, `${METERS}/COAGUCHEK4417`)
  assert.match(
    (await nurse.get(failed.location ?? '')).text,
    /Its last control failed, so no dose rests on it/,
  )
  const late = await leavingNothing(clinic, () =>
    pressed(nurse, shown.patientId, page, { step: 'accept', slot: 'none' }),
  )
  answered(late, 422)
  assert.match(wordsAt(late, 'meter'), /The last control of this meter failed/)
  const look = /whose control has failed/
  assert.match((await nurse.get(`/patients/${dosed.patientId}`)).text, look)

  await later()
  const laboratory = { method: 'laboratory', meter: '', stripLot: '' }
  const measured = await suggestedPage(nurse, dosed.patientId, laboratory)
  answered(await pressed(nurse, dosed.patientId, measured, { step: 'accept', slot: 'none' }), 303)
  assert.doesNotMatch((await nurse.get(`/patients/${dosed.patientId}`)).text, look)
  answered(await control({ measured: '2.6' }), 303)
  answered(await visitOf({ stripExpiry: '03/2027' }), 200)
})

test('H06: the model of a meter is corrected; it is taken out of use with why, and comes back by an authorised person alone', async () => {
  const meter = `${METERS}/COAGUCHEK4417`
  const modelled = (typed: Fields) => posted(nurse, meter, meter, typed, 'model')
  const same = await leavingNothing(clinic, () => modelled({ model: METER.model }))
  assert.match(wordsAt(same, 'model'), /the model that the register has/)
  assert.match(wordsAt(same, 'modelReason'), /Say why/)
  answered(await modelled({ model: 'lumiradx', modelReason: 'Chosen wrongly' }), 303)
  assert.match((await nurse.get(meter)).text, /model corrected to LumiraDx.*Chosen wrongly/)
  const over = await refusedVisit({ inr: '7.6', stripExpiry: '03/2027' })
  assert.match(wordsAt(over, 'inr'), /above 7\.5, the highest/)
  answered(await modelled({ model: METER.model, modelReason: 'It was right' }), 303)

  const dosed = await dosablePatient(clinic)
  const saved = await suggestedPage(nurse, dosed.patientId, { stripExpiry: '03/2027' })
  answered(await pressed(nurse, dosed.patientId, saved, { step: 'accept', slot: 'none' }), 303)
  const silent = await leavingNothing(clinic, () => posted(nurse, meter, meter, {}, 'withdraw'))
  assert.match(wordsAt(silent, 'reason'), /Say why/)
  answered(await posted(nurse, meter, meter, { reason: 'Screen broken' }, 'withdraw'), 303)
  const refused = await refusedVisit({ stripExpiry: '03/2027' })
  assert.match(wordsAt(refused, 'meter'), /withdrawn \(Screen broken\)/)
  const passed = await leavingNothing(clinic, () => control({ measured: '2.5' }))
  assert.match(wordsAt(passed, 'meter'), /only a control that failed is recorded/)
  answered(await control({ stripLot: 'K 9', measured: '3.3' }), 303)
  assert.match(
    (await nurse.get(`/patients/${dosed.patientId}`)).text,
    /whose control has failed/,
    'a failed control is taken of a withdrawn meter and with strips that are blocked',
  )
  assert.doesNotMatch((await nurse.get(meter)).text, /Bring back into use/)
  const prescriber = await signedInAs(clinic, 'prescriber')
  answered(await posted(prescriber, meter, meter, { reason: 'New screen' }, 'return'), 303)
  clinic.clock.advance(60_000)
  answered(await control({ measured: '2.5' }), 303)
  answered(await visitOf({ stripExpiry: '03/2027' }), 200)
})

/** The lists that a site keeps beside its register. */
const listed = (patch: Partial<SiteSettings>) =>
  clinic.inTx(async (tx) => {
    const { version, stored } = await newestSiteRules(tx)
    const setBy = clinic.callerOf('clinical-lead').accountId
    const setAt = new Date(clinic.clock.now()).toISOString()
    const settings = { ...stored, ...patch }
    await addSettings(tx, { version: version + 1, settings, proposalId: null, setBy, setAt })
  })

test('H06: what the site lists in its settings is shown as stopped and blocked, and is in no control that passed', async () => {
  await listed({ stoppedMeters: ['UQ0012345'], blockedLots: ['m 7'] })
  const page = await nurse.get(METERS)
  assert.match(page.text, /Stopped by the site/)
  assert.match(page.text, />M 7<[\s\S]*?Blocked[\s\S]*?Listed in the settings of the site/)
  const passed = await leavingNothing(clinic, () => control({ stripLot: 'M7', measured: '2.5' }))
  assert.match(wordsAt(passed, 'stripLot'), /blocked or past their date/)
  await listed({ stoppedMeters: [], blockedLots: [] })
})

test('H06: a meter that the site has stopped by its serial number is stopped, whichever of its names is entered', async () => {
  await listed({ stoppedMeters: ['UQ0012345'] })
  for (const meter of ['uq 0012345', 'CoaguChek 4417']) {
    const page = await refusedVisit({ meter, stripExpiry: '03/2027' })
    assert.match(wordsAt(page, 'meter'), /internal control of this meter failed or is overdue/)
  }
  await listed({ stoppedMeters: [] })
})

test('H06: a sample of a day whose last control failed is not dosed on the day after, when a control has passed', async () => {
  const sunday = { ...ON_SUNDAY, sampledTime: '08:00', stripExpiry: '03/2027' }
  clinic.clock.advance(60_000)
  answered(await control({ measured: '3.3' }), 303)
  clinic.clock.advance(21 * 3_600_000)
  nurse = await signedInAs(clinic, 'nurse')
  answered(await control({ measured: '2.5' }), 303)
  const page = await refusedVisit(sunday)
  assert.match(wordsAt(page, 'meter'), /The last control of this meter failed/)
  answered(await visitOf({ ...ON_MONDAY, stripExpiry: '03/2027' }), 200)
})
