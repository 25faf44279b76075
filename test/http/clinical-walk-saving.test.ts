import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { changeEpisode, findEpisode } from '#store/episodes.ts'
import { addSettings } from '#store/settings.ts'
import { changeStaff, findStaff } from '#store/staff.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import {
  type Answer,
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { type Fields, formFields, postAct, postVisit, ROUTINE } from './visit-forms.ts'
import {
  answered,
  leavingNothing,
  pressed,
  suggestedPage,
  summaryOf,
  wholeRecord,
  wordsAt,
} from './walked-page.ts'

// The cases of D4 about who saves a dose, when and of what: what stops it, what has moved since the suggestion, who
// may check it, what is printed. Each through the pages.

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const ACCEPT = { step: 'accept', slot: 'none' }

test('D4.47: on day 4 of treatment no maintenance dose is suggested', async () => {
  const { patientId } = await dosablePatient(clinic, {
    phase: 'initiating',
    startedOn: day('2026-11-19'),
  })
  await noDose(patientId, {}, /Still being started on warfarin.*Dose by the initiation regimen/s)
})

/** The published action stands in the place of the dose, and neither accepting nor changing gets round it. */
async function noDose(of: string, typed: Fields, action: RegExp): Promise<void> {
  const alarm = await suggestedPage(nurse, of, typed)
  answered(alarm, 200)
  assert.match(alarm.text, /No dose is calculated for this result/)
  assert.match(alarm.text, action)
  assert.doesNotMatch(alarm.text, /Accept and save|name="dailyDose"/)
  for (const fields of [
    ACCEPT,
    { ...ACCEPT, step: 'change', dailyDose: '5', reasonCode: 'trend', reasonText: 'x' },
  ]) {
    const refused = await leavingNothing(clinic, () => pressed(nurse, of, alarm, fields))
    answered(refused, 409)
  }
}

test('D4.48: a plan without indication or target gets no dose from anybody, and the page says what is missing', async () => {
  const gaps = { standing: 'unverified', target: null, indication: null } as const
  const { patientId } = await dosablePatient(clinic, gaps)
  await blocked(
    patientId,
    /The plan has no indication, no target INR\. Complete it before dosing\./,
  )
})

test('D4.66: nobody is dosed while treatment is paused for a procedure', async () => {
  const { patientId } = await dosablePatient(clinic, {
    phase: 'suspended',
    suspendedFrom: '2026-11-20',
    suspendedUntil: '2026-11-30',
  })
  await blocked(patientId, /Treatment is suspended until 30-Nov-2026\. Resume it before dosing\./)
})

async function blocked(of: string, words: RegExp): Promise<void> {
  for (const role of ['nurse', 'clinical-lead'] as const) {
    const by = await signedInAs(clinic, role)
    const page = await leavingNothing(clinic, () => postVisit(by, of, {}))
    answered(page, 409)
    assert.match(summaryOf(page).join(' '), words)
    assert.doesNotMatch((await by.get(`/patients/${of}`)).text, /name="inr"/)
  }
}

const ANSWERS = {
  nothingToReport: '',
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'no',
  procedurePlanned: 'no',
  pregnancyPossible: 'no',
}

for (const [id, answer, action] of [
  ['D4.63', { bleeding: 'minor' }, /Minor bleeding.*authorised clinician|bleeding/is],
  [
    'D4.64',
    { pregnancyPossible: 'yes' },
    /Offer a pregnancy test now and speak to the obstetric haematology/,
  ],
  ['D4.67', { takenYesterday: '4' }, /Find out what was taken over the last days/],
] as const) {
  test(`${id}: ${JSON.stringify(answer)} stops the dose and shows the way`, async () => {
    const { patientId } = await dosablePatient(clinic)
    await noDose(patientId, { ...ANSWERS, ...answer }, action)
  })
}

test('D4.68: nine missed doses of seven days are refused at their field', async () => {
  const { patientId } = await dosablePatient(clinic)
  const page = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { ...ANSWERS, missedDoses: '9' }),
  )
  answered(page, 422)
  assert.match(wordsAt(page, 'missedDoses'), /0 to 7/)
  assert.equal(formFields(page, `/patients/${patientId}/visit`)['missedDoses'], '9')
})

test('D4.62: answers of yesterday are asked again: in JSON refused, in a draft kept overnight not filled in', async () => {
  const { patientId } = await dosablePatient(clinic)
  const API = { ...ROUTINE, patientId, method: 'provider-meter', sampledOn: '2026-11-22' }
  const api = await postAct(nurse, 'suggest-dose', { ...API, answeredOn: '2026-11-21' })
  assert.deepEqual([api.status, api.codes[0]], [422, 'not-of-today'])
  const draft = { 'draft-patient': patientId, inr: '2.7', stripLot: 'L 62299' }
  await nurse.post('/drafts', { csrf: await nurse.csrf(), ...draft, nothingToReport: 'yes' })
  clinic.clock.advance(24 * 3_600_000)
  const tomorrow = await signedInAs(clinic, 'nurse')
  const fields = formFields(
    await tomorrow.get(`/patients/${patientId}`),
    `/patients/${patientId}/visit`,
  )
  assert.deepEqual(
    [fields['nothingToReport'], fields['inr'], fields['sampledOn[day]']],
    [undefined, '', '23'],
  )
  clinic.clock.advance(-24 * 3_600_000)
  nurse = await signedInAs(clinic, 'nurse')
})

test('D4.49: a plan that has changed since the suggestion is read again first, with what was typed still there', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId, { inr: '2.6' })
  await clinic.inTx(async (tx) => {
    const episode = await findEpisode(tx, episodeId)
    assert(episode !== undefined)
    const target = { valueTenths: 30, lowTenths: 25, highTenths: 35 }
    const by = {
      recordedBy: clinic.callerOf('nurse').accountId,
      recordedAt: new Date().toISOString(),
    }
    const plan = { ...episode.plan, target }
    await changeEpisode(tx, { ...episode, ...by, plan, version: episode.version + 1 }, 'New target')
  })
  const page = await leavingNothing(clinic, () => pressed(nurse, patientId, suggested, ACCEPT))
  answered(page, 412)
  assert.match(
    summaryOf(page).join(),
    /The treatment plan has changed since the suggestion\. Nothing is saved/,
  )
  assert.match(page.text, /target 3\.0 \(2\.5 to 3\.5\)/)
  assert.equal(formFields(page, `/patients/${patientId}/visit`)['inr'], '2.6')
})

test('D4.52: a suggestion for one patient saves nothing for another, and is noted as a security event', async () => {
  const [a, b] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  const [ofA, ofB] = [
    await suggestedPage(nurse, a.patientId),
    await suggestedPage(nurse, b.patientId),
  ]
  const token = hiddenField(ofA.text, 'token')
  const page = await leavingNothing(clinic, () =>
    pressed(nurse, b.patientId, ofB, { ...ACCEPT, token }),
  )
  answered(page, 409)
  assert.match(summaryOf(page).join(), /This suggestion was made for somebody else/)
  const { rows } = await clinic.database.migratorPool.query(
    `select 1 from audit_line where line like '%security-suggestion-of-another%'`,
  )
  assert.equal(rows.length, 1)
})

test('D4.53: a suggestion that is 31 minutes old is asked for again', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  for (let minutes = 0; minutes < 31; minutes += 1) {
    clinic.clock.advance(60_000)
    if (minutes % 5 === 0) await nurse.get('/')
  }
  const page = await leavingNothing(clinic, () => pressed(nurse, patientId, suggested, ACCEPT))
  answered(page, 409)
  assert.match(
    summaryOf(page).join(),
    /more than 30 minutes old\. Nothing is saved\. Ask for the suggestion again/,
  )
})

test('D4.54: a suggested dose that the browser sends is refused, and noted', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  const page = await leavingNothing(clinic, () =>
    pressed(nurse, patientId, suggested, { ...ACCEPT, suggestedDose: '9' }),
  )
  answered(page, 422)
})

const PROPOSED = { dailyDose: '4', reasonCode: 'trend', reasonText: 'Rising', step: 'refer' }

/** A dose that needs a second clinician, referred from the page by this person; answers its task. */
async function referredBy(by: Visitor): Promise<string> {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(by, patientId, { inr: '1.6' })
  const referred = await pressed(by, patientId, suggested, PROPOSED)
  answered(referred, 303)
  return referred.location ?? ''
}

async function decidesProposal(by: Visitor, task: string): Promise<Answer> {
  const form = formFields(await by.get(task), task, 'authorise')
  const csrf = await by.csrf()
  const version = form['version'] ?? '1'
  const fields = {
    csrf,
    ...form,
    version,
    step: 'authorise',
    decision: 'as-proposed',
    slot: 'none',
  }
  return leavingNothing(clinic, () => by.post(task, fields))
}

test('D4.57, D4.58: neither the proposer nor a second account of the same person is the second clinician', async () => {
  const pharmacist = await signedInAs(clinic, 'pharmacist')
  const task = await referredBy(pharmacist)
  const own = await decidesProposal(pharmacist, task)
  answered(own, 403)
  assert.match(summaryOf(own).join(), /You proposed this dose yourself/)
  await clinic.inTx(async (tx) => {
    const lead = await findStaff(tx, clinic.callerOf('clinical-lead').accountId)
    assert(lead !== undefined)
    const by = { changedBy: null, changedAt: new Date(clinic.clock.now()).toISOString() }
    await changeStaff(tx, { ...lead, ...by, name: 'TEST  Pharmacist' }, lead.version)
  })
  const twin = await decidesProposal(await signedInAs(clinic, 'clinical-lead'), task)
  answered(twin, 403)
  assert.match(summaryOf(twin).join(), /The person who proposed this dose has your name/)
  const { rows } = await clinic.database.migratorPool.query(
    `select 1 from audit_line where line like '%security-second-checker-same-person%'`,
  )
  assert.equal(rows.length, 1)
})

test('D4.59, D4.60: neither less competence nor a healthcare assistant authorises, and neither is offered to', async () => {
  const task = await referredBy(nurse)
  for (const role of ['nurse', 'healthcare-assistant'] as const) {
    const by = await signedInAs(clinic, role)
    assert.doesNotMatch((await by.get(task)).text, /value="authorise"/)
    answered(await decidesProposal(by, task), 403)
  }
})

test('D4.75: a save that is sent twice at once is one record and one answer', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  const before = await wholeRecord(clinic)
  const both = await Promise.all([1, 2].map(() => pressed(nurse, patientId, suggested, ACCEPT)))
  const again = await pressed(nurse, patientId, suggested, ACCEPT)
  assert.deepEqual(
    [...both, again].map(({ status }) => status),
    [303, 303, 303],
  )
  assert.equal(new Set([...both, again].map(({ location }) => location)).size, 1)
  const after = await wholeRecord(clinic)
  const doses = (counts: Readonly<Record<string, number>>) => counts['dose_decision'] ?? 0
  assert.equal(doses(after) - doses(before), 1)
})

test('D4.76: a page that was saved is not saved again with other content', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  answered(await pressed(nurse, patientId, suggested, ACCEPT), 303)
  const page = await leavingNothing(clinic, () =>
    pressed(nurse, patientId, suggested, { ...ACCEPT, comment: 'Once more' }),
  )
  answered(page, 422)
  assert.match(summaryOf(page).join(' '), /This page was saved before with other content/)
})

test('D4.77: of two clinicians the second is told, sees what the first decided, and changes nothing', async () => {
  const { patientId } = await dosablePatient(clinic)
  const pharmacist = await signedInAs(clinic, 'pharmacist')
  const [first, second] = [
    await suggestedPage(nurse, patientId),
    await suggestedPage(pharmacist, patientId, { inr: '2.7' }),
  ]
  answered(await pressed(nurse, patientId, first, ACCEPT), 303)
  const page = await leavingNothing(clinic, () => pressed(pharmacist, patientId, second, ACCEPT))
  answered(page, 412)
  assert.match(
    summaryOf(page).join(' '),
    /Somebody else has dosed this patient since you opened the page/,
  )
  assert.match(
    page.text,
    /Dose now<\/strong><span>5 mg a day<.*Next test<\/strong><span>03-Jan-2027/s,
  )
  assert.equal(formFields(page, `/patients/${patientId}/visit`)['inr'], '2.7')
})

test('D4.78, D4.79: a dose is printed only once saved; replaced, it is printed no more but as a marked copy', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  assert.doesNotMatch(suggested.text, /page\.pdf/)
  const draft = hiddenField(suggested.text, 'request-key')
  assert.equal((await nurse.get(`/doses/${draft}/page.pdf`)).status, 404)
  const dose = await pressed(nurse, patientId, suggested, ACCEPT)
  const pdf = `${dose.location}/page.pdf`
  assert.equal((await nurse.get(pdf)).status, 200)
  clinic.clock.advance(20 * 60_000)
  nurse = await signedInAs(clinic, 'nurse')
  const next = await suggestedPage(nurse, patientId, { inr: '2.6', secondResult: '' })
  answered(await pressed(nurse, patientId, next, ACCEPT), 303)
  const refused = await nurse.get(pdf)
  assert.equal(refused.status, 410)
  assert.match(refused.text, /A newer dose has replaced this one, so its page is not printed again/)
  assert.equal((await nurse.get(`${pdf}?copy=superseded`)).status, 200)
})

test('D4.51: rules that were activated since the suggestion are asked again first', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  await clinic.inTx((tx) =>
    addSettings(tx, {
      version: 1,
      settings: { ruleSet: { ...DEFAULT_RULE_SET, capPercent: 15 } },
      proposalId: null,
      setBy: clinic.callerOf('clinical-lead').accountId,
      setAt: new Date(clinic.clock.now()).toISOString(),
    }),
  )
  const page = await leavingNothing(clinic, () => pressed(nurse, patientId, suggested, ACCEPT))
  answered(page, 409)
  assert.match(summaryOf(page).join(), /The rules of this site have changed since the suggestion/)
})
