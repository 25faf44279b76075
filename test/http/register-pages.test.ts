import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { episodesOf } from '#store/episodes.ts'
import { openTasksOf } from '#store/tasks.ts'
import { nextNhsNumber } from '#test/clinic.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { accepted, done, dosablePatient, freshKey, ROUTINE } from '#test/store/visit-desk.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { newId } from '#workflow/new-id.ts'
import { proposeLink } from '#workflow/propose-link.ts'
import { reviewLink } from '#workflow/review-link.ts'
import { settleLink } from '#workflow/settle-link.ts'

// Without a script: each page is a form that is posted, and what was typed is never lost.

let clinic: ServedClinic
let nurse: Visitor
let pharmacist: Visitor
let prescriber: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  pharmacist = await signedInAs(clinic, 'pharmacist')
  prescriber = await signedInAs(clinic, 'prescriber')
})
after(() => clinic.close())

/** Opens a page, fills in its form as a person would, and sends it. */
async function fill(
  visitor: Visitor,
  path: string,
  typed: Readonly<Record<string, string>>,
  to = path,
) {
  const { text } = await visitor.get(path)
  return send(visitor, to, {
    version: hiddenField(text, 'version'),
    ...typed,
  })
}

async function send(visitor: Visitor, path: string, typed: Readonly<Record<string, string>>) {
  const csrf = await visitor.csrf('/register/new')
  return await visitor.post(path, { csrf, 'request-key': newId(Date.now()), ...typed })
}

/** Ids that stand more than once on a page: a label or an error would lead to the wrong field. */
function repeatedIds(html: string): readonly string[] {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? '')
  return ids.filter((id, nth) => ids.indexOf(id) !== nth)
}

const PERSON = {
  familyName: 'Achterberg',
  givenName: 'Wilhelmina',
  'dateOfBirth[day]': '2',
  'dateOfBirth[month]': '5',
  'dateOfBirth[year]': '1947',
  sex: 'female',
}

test('H02: the page shows who may be meant, and goes on only with the reason', async () => {
  const first = await send(nurse, '/register/new', { ...PERSON, nhsNumber: nextNhsNumber() })
  assert.equal(first.status, 303)
  const again = { ...PERSON, familyName: 'Achterburg', nhsNumber: nextNhsNumber() }
  const asked = await send(nurse, '/register/new', again)
  assert.equal(asked.status, 422)
  assert.match(asked.text, /ACHTERBERG, Wilhelmina/)
  assert.match(asked.text, /family name differs by one letter/)
  assert.match(asked.text, /value="Achterburg"/)
  const told = await send(nurse, '/register/new', {
    ...again,
    differentFrom: hiddenField(asked.text, 'differentFrom'),
    differentBecause: 'twin-or-relative',
  })
  assert.equal(told.status, 303)
})

test('H01: two of one name stand with a warning, and a name in an address is never needed', async () => {
  const found = await send(nurse, '/register/find', { who: 'achterberg' })
  assert.equal(found.status, 200)
  assert.match(found.text, /Same or similar names/)
  assert.doesNotMatch(found.text, /href="[^"]*(achterb|1947)/i)
})

test('H25: of two who change one record, the second is told, keeps what was typed, and sees both', async () => {
  const id = await clinic.addPatient({ familyName: 'Quist', givenName: 'Ola' })
  const path = `/patients/${id}/details`
  const { text } = await nurse.get(path)
  const typed = {
    ...PERSON,
    familyName: 'Quist',
    givenName: 'Ola',
    nhsNumber: hiddenField(text, 'nhsNumber'),
    version: hiddenField(text, 'version'),
    changeReason: 'Told by the patient',
  }
  const first = await send(pharmacist, path, { ...typed, telephone: '01632 960001' })
  assert.equal(first.location, `/patients/${id}/history`)

  const second = await send(nurse, path, { ...typed, telephone: '01632 960002' })
  assert.equal(second.status, 412)
  assert.match(second.text, /Changed by somebody else meanwhile/)
  assert.match(second.text, /01632 960001/)
  assert.match(second.text, /value="01632 960002"/)
  assert.equal(hiddenField(second.text, 'version'), '2')

  const saved = await send(nurse, path, { ...typed, telephone: '01632 960002', version: '2' })
  assert.equal(saved.status, 303)
  const history = await nurse.get(`/patients/${id}/history`)
  assert.match(history.text, /Told by the patient/)
  assert.match(history.text, /Version 3/)
  assert.match(history.text, /Test nurse/)
})

const PLAN = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  'startedOn[day]': '20',
  'startedOn[month]': '11',
  'startedOn[year]': '2026',
  duration: 'long-term',
  'reviewOn[day]': '20',
  'reviewOn[month]': '11',
  'reviewOn[year]': '2027',
  protocol: 'coventry',
  'tablet-1000': 'yes',
  'tablet-3000': 'yes',
  method: 'provider-meter',
  howStarted: 'initiated-here',
  managementPlan: 'Yellow book given',
}

const dayBoxes = (field: string, [dayText, month, year]: readonly [string, string, string]) => ({
  [`${field}[day]`]: dayText,
  [`${field}[month]`]: month,
  [`${field}[year]`]: year,
})

test('a plan goes from written to active, paused and ended by its pages alone', async () => {
  const id = await clinic.addPatient({ familyName: 'Szabo', givenName: 'Ilona' })
  const plan = `/patients/${id}/plan`
  const warned = await send(pharmacist, `${plan}/new`, {
    ...PLAN,
    'tablet-500': 'yes',
    'tablet-5000': 'yes',
  })
  assert.equal(warned.status, 422)
  assert.match(warned.text, /taken for each other/)
  assert.equal(hiddenField(warned.text, 'warningsSeen'), 'look-alike-tablets')
  const written = await send(pharmacist, `${plan}/new`, PLAN)
  assert.equal(written.location, plan)

  const shown = await pharmacist.get(plan)
  const [, course] = new RegExp(`${plan}/([0-9a-f-]+)/start`).exec(shown.text) ?? []
  const step = (name: string) => `${plan}/${course}/${name}`
  const tooSoon = await fill(pharmacist, step('start'), {
    phase: 'maintaining',
    ...dayBoxes('nextTestOn', ['25', '11', '2026']),
  })
  assert.equal(tooSoon.status, 422)
  assert.match(tooSoon.text, /two INRs in range/)
  const started = await fill(pharmacist, step('start'), {
    phase: 'initiating',
    ...dayBoxes('nextTestOn', ['25', '11', '2026']),
  })
  assert.equal(started.location, plan)
  assert.match((await pharmacist.get(plan)).text, /Being started/)

  const endless = await fill(pharmacist, step('suspend'), { reason: 'procedure' })
  assert.equal(endless.status, 422)
  const paused = await fill(pharmacist, step('suspend'), {
    reason: 'procedure',
    ...dayBoxes('until', ['6', '12', '2026']),
  })
  assert.equal(paused.location, plan)
  assert.match((await pharmacist.get(plan)).text, /until 06-Dec-2026/)

  const ended = await fill(prescriber, step('end'), {
    reason: 'patient-choice',
    ...dayBoxes('endedOn', ['22', '11', '2026']),
  })
  assert.equal(ended.location, plan)
  assert.match((await pharmacist.get(plan)).text, /Ended 22-Nov-2026/)
})

test("H01: a patient's pages bear the banner, and a course of somebody else is not opened from here", async () => {
  const id = await clinic.addPatient({ familyName: 'Haddad', givenName: 'Rima' })
  const other = await clinic.addPatient({ familyName: 'Haddad', givenName: 'Rana' })
  const course = await clinic.addEpisode(other)
  const referred = { phase: 'referred', indication: null, nextTestOn: null } as const
  await clinic.addEpisode(id, { ...referred, indicationText: 'hole in heart' })
  for (const page of ['details', 'history', 'standing', 'nhs-number', 'same-person', 'plan']) {
    const answer = await nurse.get(`/patients/${id}/${page}`)
    assert.equal(answer.status, 200)
    const banner =
      /<section[^>]*aria-label="Patient"[\s\S]*?<\/section>/.exec(answer.text)?.[0] ?? ''
    assert.match(banner, /HADDAD, Rima[\s\S]*Warfarin, hole in heart, target 2.5, not started/)
  }
  assert.equal((await nurse.get(`/patients/${id}/plan/${course}/change`)).status, 404)
  const misplaced = await send(pharmacist, `/patients/${id}/plan/${course}/suspend`, {
    version: '1',
    reason: 'procedure',
    ...dayBoxes('until', ['6', '12', '2026']),
  })
  assert.equal(misplaced.status, 404)
  assert.doesNotMatch((await nurse.get(`/patients/${other}/plan`)).text, /Suspended/)
  assert.equal((await nurse.get('/patients/nobody/details')).status, 404)
})

test('H02: two records of one person are joined from their page, one leads to the other, and they are taken apart again', async () => {
  const person = { familyName: 'Okonjo', givenName: 'Ada' }
  const keeps = await clinic.addPatient(person)
  const episodeId = await clinic.addEpisode(keeps)
  const closes = await clinic.addPatient({ ...person, nhs: { kind: 'none', reason: 'not-traced' } })
  const page = `/patients/${keeps}/same-person`
  const found = await send(nurse, page, { who: 'Okonjo', step: 'find' })
  assert.match(found.text, /The other record/)
  const bare = await send(nurse, page, { who: 'Okonjo', step: 'propose', note: 'Same passport' })
  assert.equal(bare.status, 422)
  assert.match(bare.text, /Choose the other record of this person[\s\S]*Same passport/)
  const proposal = { who: 'Okonjo', step: 'propose', note: 'Same passport', other: closes }
  const how = { keeps: 'this', reason: 'registered-twice' }
  assert.equal((await send(nurse, page, { ...proposal, ...how })).location, page)
  assert.match((await nurse.get(`/patients/${keeps}`)).text, /nothing is dosed on either/)
  assert.match((await nurse.get('/register')).text, /1 pair of records/)
  const opens = new RegExp(`href="${page}"`)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  const home = `/patients/${keeps}`
  const places = ['/register/same-person', home, `${home}/history`, `/tasks/${task?.id}`]
  const atDesk = await signedInAs(clinic, 'receptionist')
  assert.equal((await atDesk.get(page)).status, 403)
  for (const place of places) {
    assert.match((await nurse.get(place)).text, opens, place)
    const theirs = await atDesk.get(place)
    assert.equal(theirs.status, 200)
    assert.doesNotMatch(theirs.text, opens, 'a link that would be refused')
  }
  for (const visitor of [nurse, atDesk]) {
    assert.match((await visitor.get('/register/same-person')).text, /Compare and confirm/)
  }

  const step = async (visitor: Visitor, name: string, typed: Readonly<Record<string, string>>) => {
    const { text } = await visitor.get(page)
    const hidden = { linkId: hiddenField(text, 'linkId'), version: hiddenField(text, 'version') }
    return send(visitor, page, { ...hidden, ...typed, step: name })
  }
  const alone = await step(nurse, 'settle', { decision: 'confirmed' })
  assert.equal(alone.status, 403)
  assert.match(alone.text, /Another person must compare both records/)
  assert.equal((await step(pharmacist, 'settle', { decision: 'confirmed' })).location, page)
  assert.doesNotMatch((await pharmacist.get(page)).text, /Close one record/)
  assert.deepEqual(repeatedIds((await prescriber.get(page)).text), [])
  const wordless = (await step(prescriber, 'undo', { note: '' })).text
  assert.match(wordless, /<details[^>]* open=""[^>]*>(?:(?!<\/details>)[\s\S])*id="note-error"/)
  assert.match(wordless, /href="#note">Say how you know/)
  assert.deepEqual(repeatedIds(wordless), [])
  const stale = (await step(prescriber, 'undo', { note: 'Her sister', version: '1' })).text
  assert.match(
    stale,
    /<details[^>]* open=""[^>]*>(?:(?!<\/details>)[\s\S])*>Her sister<\/textarea>/,
  )
  assert.equal(stale.match(/Her sister/g)?.length, 1, 'in its own form alone')
  const read = { read: 'yes', note: 'Nothing follows' }
  assert.equal((await step(prescriber, 'review', read)).location, page)

  const closed = (await nurse.get(`/patients/${closes}`)).text
  assert.match(closed, /Closed record[\s\S]*Open the record in use/)
  assert.match(closed, new RegExp(`href="/patients/${keeps}"`))
  assert.doesNotMatch(closed, /name="identity"/)
  const inUse = (await nurse.get(`/patients/${keeps}`)).text
  assert.match(inUse, new RegExp(`href="/patients/${closes}/visits"`))
  assert.match(inUse, /name="identity"/)

  assert.equal((await step(prescriber, 'undo', { note: 'Her sister' })).location, page)
  assert.doesNotMatch((await nurse.get(`/patients/${closes}`)).text, /Closed record/)
})

test('H02: a dose of a record that is closed says so, and not that two records wait to be read', async () => {
  const caller = (role: Role) => clinic.callerOf(role)
  const { patientId: keeps } = await dosablePatient(clinic)
  const closes = await dosablePatient(clinic, {}, { nhs: { kind: 'none', reason: 'not-traced' } })
  const visit = { ...ROUTINE, patientId: closes.patientId }
  const { decisionId } = done(await accepted(clinic, caller('nurse'), visit))
  const of = { patientId: keeps, other: closes.patientId, keeps: 'this', note: 'Same passport' }
  const proposal = { ...of, reason: 'registered-twice' }
  const key = () => freshKey(clinic)
  const { linkId } = done(await proposeLink.run(clinic.house, caller('nurse'), key(), proposal))
  const dose = `/doses/${decisionId}`
  assert.match((await nurse.get(dose)).text, /may have two records here/)

  const note = { linkId, note: 'Same passport' }
  const confirmed = { ...note, version: '1', decision: 'confirmed' }
  done(await settleLink.run(clinic.house, caller('pharmacist'), key(), confirmed))
  const [running] = await clinic.inTx((tx) => episodesOf(tx, closes.patientId))
  const ending = {
    episodeId: closes.episodeId,
    version: `${running?.version}`,
    'endedOn[day]': '22',
    'endedOn[month]': '11',
    'endedOn[year]': '2026',
    reason: 'transferred-out',
    note: 'Goes on in the other record',
  }
  done(await endEpisode.run(clinic.house, caller('prescriber'), key(), ending))
  const read = { ...note, version: '2', read: 'yes' }
  done(await reviewLink.run(clinic.house, caller('prescriber'), key(), read))
  const closed = (await nurse.get(dose)).text
  assert.match(closed, /This record is closed: another record of the same person is used/)
  assert.doesNotMatch(closed, /may have two records here|Handed over/)
})

test('H15: a leaflet that the lead adds is ticked on the education page of whoever reads its language, and shown as given', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const patientId = await clinic.addPatient({ language: 'pl' })
  await clinic.addEpisode(patientId)
  const education = `/patients/${patientId}/education`
  assert.match((await nurse.get(education)).text, /No leaflet about warfarin in Polish\. Explain/)

  const typed = { title: 'Warfaryna', publisher: 'Testham', indication: 'any', version: 'May 2026' }
  const refusedFirst = await send(lead, '/service/leaflets', { ...typed, language: 'pl' })
  assert.equal(refusedFirst.status, 422)
  assert.match(refusedFirst.text, /Tick each medicine.*value="Warfaryna"/s)
  const whole = { ...typed, language: 'pl', 'medicine-warfarin': 'yes' }
  assert.equal((await send(lead, '/service/leaflets', whole)).status, 303)

  const page = await nurse.get(education)
  const id = /name="leaflets"[^>]*value="([^"]*)"/.exec(page.text)?.[1] ?? ''
  assert.match(page.text, /Warfaryna, Testham, May 2026 \(Polish\)/)
  const lesson = {
    topics: 'doses',
    leaflets: id,
    taught: 'patient',
    booklet: 'not-given',
    understood: 'yes',
    taughtOn: '2026-11-20',
    taughtBy: 'Jo Whitfield',
  }
  const saved = await send(nurse, education, lesson)
  assert.equal(saved.status, 303, saved.text)
  assert.match((await nurse.get(education)).text, /For warfarin: Warfaryna, Testham, May 2026/)

  const gone = { leaflet: id, reasonText: 'A newer one' }
  assert.equal((await send(lead, '/service/leaflets/withdraw', gone)).status, 303)
  assert.match((await lead.get('/service/leaflets')).text, /withdrawn by .*: A newer one/)
  assert.match((await nurse.get(education)).text, /No leaflet about warfarin in Polish/)
})
