import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recordsOf } from '#test/every-absence.ts'
import {
  declineEventHref,
  EVENTS,
  eventMonthHref,
  newEventHref,
  patientEventsHref,
  withdrawEventHref,
} from '#web/events/addresses.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { escalateAnalyses } from '#workflow/escalate-second-looks.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, summaryOf, wordsAt } from './walked-page.ts'

// From a bleed on the clinic page to its analysis with the commissioner, and the statement of a month (S12, S28).

let clinic: ServedClinic
let nurse: Visitor
let manager: Visitor
let patientId: string
let contractId: string
before(async () => {
  clinic = await servedClinic()
  clinic.clock.set('2026-10-01T08:00:00.000Z')
  const agreed = {
    specification: 'sheffield-2020-21 1',
    reference: 'LCS-02/017',
    from: '2026-04-01',
    to: '2027-03-31',
    'level-4': 'yes',
    agreedWith: 'A. Winter',
    agreedOn: '2026-03-20',
  }
  const caller = clinic.callerOf('practice-manager')
  const outcome = await agreeContract.run(clinic.house, caller, newId(0), agreed)
  assert.ok(outcome.kind === 'done')
  contractId = outcome.subject ?? ''
  await comes('2026-10-13T08:00:00.000Z')
  patientId = await clinic.addPatient({ familyName: 'Quillfeather', givenName: 'Rosamund' })
  await clinic.addEpisode(patientId)
})
after(() => clinic.close())

async function comes(instant: string): Promise<void> {
  clinic.clock.set(instant)
  nurse = await signedInAs(clinic, 'nurse')
  manager = await signedInAs(clinic, 'practice-manager')
}

const words = (page: string) => unescaped(page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))
const text = async (who: Visitor, page: string) => words((await who.get(page)).text)

/** Sends the form of a page as it stands, with these fields typed over it. */
async function sent(who: Visitor, page: string, action: string, typed: Fields) {
  const form = formFields(await who.get(page), action)
  return who.post(action, { ...form, csrf: await who.csrf(), ...typed })
}

const day = (name: string, on: string) => ({
  [`${name}[day]`]: on.slice(8),
  [`${name}[month]`]: on.slice(5, 7),
  [`${name}[year]`]: on.slice(0, 4),
})
const BLEED = {
  kind: 'bleed',
  'criterion-transfused': 'yes',
  'criterion-intervention': 'yes',
  related: 'possibly',
  ...day('occurredOn', '2026-10-10'),
  ...day('awareOn', '2026-10-12'),
  note: 'Mrs Quillfeather bled from the gut and was given three units.',
}
const ANSWERS = {
  happened: 'The patient was given an antibiotic, and the INR went to 7.9.',
  why: 'Nobody told the clinic of the antibiotic.',
  learned: 'Ask at each contact, not at visits alone.',
  changed: 'The practice pharmacist tells the clinic of each antibiotic, from 1 November.',
  discussed: 'The clinical lead and two nurses, in the meeting of that week.',
}

const record = (who: Visitor, typed: Fields) =>
  sent(who, newEventHref(patientId), newEventHref(patientId), typed)

let event: string

test('H40, S12, S28: a bleed is recorded from the page of the patient, its class follows from what is true of it, and its clock runs from the day it was known', async () => {
  assert.ok((await nurse.get(`/patients/${patientId}`)).text.includes(patientEventsHref(patientId)))
  const answer = await record(nurse, BLEED)
  answered(answer, 303)
  event = answer.location ?? ''
  const page = await text(nurse, event)
  assert.match(page, /Major bleeding/)
  assert.match(page, /Not begun Due on 19-Oct-2026, 4 working days left/)
  const list = await text(manager, EVENTS)
  assert.match(
    list,
    /QUILLFEATHER, Rosamund .*Major bleeding Happened 10-Oct-2026 Known since 12-Oct-2026/,
  )
})

test('an event is refused with everything that is wrong at once, and nothing is written', async () => {
  for (const [typed, field, says] of [
    [{ kind: '' }, 'kind', /Choose what happened/],
    [{ kind: 'death' }, 'kind', /true of a bleed/],
    [day('awareOn', '2026-10-09'), 'awareOn', /before it happened/],
    [day('awareOn', '2026-10-14'), 'awareOn', /in the future/],
    [day('occurredOn', '2026-02-30'), 'occurredOn', /does not exist/],
    [{ related: '' }, 'related', /Choose whether anticoagulation/],
    [{ note: ' ' }, 'note', /Write in a sentence/],
    [{ note: 'As of 943 476 5919' }, 'note', /another patient's NHS number/],
  ] as const) {
    const refused = await leavingNothing(clinic, () => record(nurse, { ...BLEED, ...typed }))
    answered(refused, 422)
    assert.match(wordsAt(refused, field), says)
    assert.ok(refused.text.includes('three units') || 'note' in typed, 'what was typed is gone')
  }
  const twice = await leavingNothing(clinic, () => record(nurse, BLEED))
  answered(twice, 409)
  assert.match(summaryOf(twice).join(' '), /on record for 10-Oct-2026 already/)
})

const analysis = (who: Visitor, step: string, typed: Fields) =>
  sent(who, event, event, { step, ...typed })

test('H40, S28: a draft is kept for everybody, and nobody writes over what another has written since', async () => {
  const form = formFields(await manager.get(event), event)
  answered(await analysis(nurse, 'keep', { why: ANSWERS.why }), 303)
  assert.match(await text(manager, event), /Kept 13-Oct-2026.* by Test nurse/)
  const late = await manager.post(event, { ...form, csrf: await manager.csrf(), step: 'keep' })
  answered(late, 412)
  assert.equal(formFields(await nurse.get(event), event)['why'], ANSWERS.why)
})

test('H36: an analysis that says who it is is refused with the words that were found, and what was typed stays', async () => {
  const typed = {
    ...ANSWERS,
    happened: 'Rosamund Quillfeather, born 04/09/1942, bled.',
    why: 'See 943 476 5919.',
  }
  const refused = await leavingNothing(clinic, () => analysis(manager, 'submit', typed))
  answered(refused, 422)
  assert.match(
    wordsAt(refused, 'happened'),
    /"Rosamund" \(name\), "Quillfeather" \(name\), "04\/09\/1942" \(date of birth\)/,
  )
  assert.match(wordsAt(refused, 'why'), /"943 476 5919" \(NHS number\)/)
  assert.equal(formFields(refused, event)['happened'], typed.happened)
})

test('H40, S28: an analysis is submitted whole, by a manager, once; it has a number and a fingerprint and stays', async () => {
  answered(await analysis(nurse, 'submit', ANSWERS), 403)
  const open = await leavingNothing(clinic, () =>
    analysis(manager, 'submit', { ...ANSWERS, learned: '' }),
  )
  answered(open, 422)
  assert.match(wordsAt(open, 'learned'), /before you submit/)
  answered(await analysis(manager, 'submit', ANSWERS), 303)
  const page = await text(nurse, event)
  assert.match(page, /SEA 2026-27\/1 Submitted 13-Oct-2026, in time/)
  assert.match(page, /Fingerprint [0-9a-f]{64}/)
  const again = { ...ANSWERS, csrf: await manager.csrf(), 'request-key': newId(Date.now()) }
  const refused = await leavingNothing(clinic, () =>
    manager.post(event, { ...again, version: '1', step: 'submit' }),
  )
  answered(refused, 409)
})

test('H36: what the commissioner may read of it holds neither the patient nor the day', async () => {
  const { rows } = await clinic.database.migratorPool.query('select * from event_analysis')
  const kept = JSON.stringify(rows)
  assert.equal(rows.length, 1)
  assert.doesNotMatch(kept, /Quillfeather|2026-10-10|three units/)
  assert.ok(!kept.includes(patientId))
  assert.match(kept, /"month_on":"2026-10-01"/)
})

test('H40, S28: what the record knows is asked after until somebody records it or says why it is none', async () => {
  const records = recordsOf(clinic)
  const somebody = await records.person({ nextTestOn: '2026-12-20' })
  await records.results(somebody, { '2026-10-09': 84, '2026-08-01': 91, '2026-10-02': 80 })
  const asked = await text(nurse, '/worklists/event-not-recorded')
  assert.match(asked, /INR 8\.4: an event, or why it is none/)
  assert.doesNotMatch(asked, /INR 9\.1|INR 8\.0/)
  const page = await nurse.get(patientEventsHref(somebody.patientId))
  const source = formFields(page, declineEventHref(somebody.patientId))['source'] ?? ''
  const form = await nurse.get(newEventHref(somebody.patientId, source))
  const filled = formFields(form, newEventHref(somebody.patientId))
  assert.equal(filled['kind'], 'inr-above-8')
  assert.equal(filled['occurredOn[day]'], '9')

  const decline = (typed: Fields) =>
    sent(nurse, patientEventsHref(somebody.patientId), declineEventHref(somebody.patientId), typed)
  const refused = await leavingNothing(clinic, () => decline({ reason: '' }))
  answered(refused, 422)
  answered(await decline({ reason: 'entry-wrong' }), 303)
  assert.doesNotMatch(await text(nurse, '/worklists/event-not-recorded'), /INR 8\.4/)
})

test('H40, S28: bleeding said at a visit, a pause for bleeding or in hospital, a death and an end by an event are asked after too', async () => {
  const records = recordsOf(clinic)
  const at = records.at()
  const later = { nextTestOn: '2026-12-20' }
  const visited = await records.person({ ...later, lastTestedOn: '2026-10-12' })
  const visit = await records.undosedResult(visited)
  const { migratorPool } = clinic.database
  await migratorPool.query(
    `update visit set answers = '{"bleeding": "minor"}', on_date = '2026-10-12' where id = $1`,
    [visit],
  )
  const paused = await records.person(later)
  const inHospital = await records.person(later)
  for (const [who, reason] of [
    [paused, 'Suspended until 20-Oct-2026. Bleeding. From the nose'],
    [inHospital, 'Suspended until 20-Oct-2026. In hospital, dosed there'],
    [await records.person(later), 'Suspended until 20-Oct-2026. Operation or procedure. Bleeding'],
  ] as const) {
    await migratorPool.query(
      `insert into episode_version (provider_id, episode_id, version, phase, standing, plan, reason, recorded_by, recorded_at)
       values ($1, $2, 2, 'suspended', 'confirmed', '{}', $3, $4, $5)`,
      [clinic.providerId, who.episodeId, reason, records.by, at],
    )
  }
  const died = await records.person()
  await migratorPool.query(
    `update patient set standing = 'deceased', died_on = '2026-10-11' where id = $1`,
    [died.patientId],
  )
  await records.person({
    phase: 'ended',
    endedOn: '2026-10-11',
    endedReason: 'adverse-event',
    nextTestOn: null,
  })
  const asked = await text(nurse, '/worklists/event-not-recorded')
  for (const fact of [
    /Asked at the visit: bleeding, minor/,
    /Treatment was paused for bleeding/,
    /Treatment was paused: in hospital/,
    /Death is on record/,
    /Treatment ended: bleed or other adverse event/,
  ]) {
    assert.equal(asked.split(fact).length, 2, `${fact}`)
  }
  assert.equal(asked.match(/an event, or why it is none/g)?.length, 5)
})

const october = () => eventMonthHref(contractId, '2026-10')

test('H40, S28: a month is not stated while something of it is unanswered; then it names its events, and an event that comes to be known later asks for it again', async () => {
  await comes('2026-11-02T09:00:00.000Z')
  const page = await text(manager, october())
  assert.match(page, /The record knows 5 things of this month or earlier/)
  assert.doesNotMatch(page, /State it to the commissioner/)
  const early = { signed: 'yes', csrf: await manager.csrf(), 'request-key': newId(Date.now()) }
  const refused = await leavingNothing(clinic, () => manager.post(october(), early))
  answered(refused, 409)
  await declineEverything()

  const unsigned = await leavingNothing(clinic, () => sent(manager, october(), october(), {}))
  answered(unsigned, 422)
  answered(await sent(manager, october(), october(), { signed: 'yes' }), 303)
  assert.match(await text(manager, october()), /Stated 1 event, stated 02-Nov-2026.*SEA 2026-27\/1/)
  const known = { ...BLEED, kind: 'thrombosis', 'criterion-transfused': '' }
  const fields = { ...known, 'criterion-intervention': '', ...day('awareOn', '2026-10-30') }
  answered(await record(nurse, fields), 303)
  assert.match(await text(manager, october()), /Stated, counts otherwise now/)
  answered(await sent(manager, october(), october(), { signed: 'yes' }), 303)
  assert.match(await text(manager, october()), /Stated 2 events/)
})

async function declineEverything(): Promise<void> {
  const list = (await nurse.get('/worklists/event-not-recorded')).text
  const people = new Set(
    [...list.matchAll(/\/patients\/([0-9a-f-]{36})\/events/g)].map(([, id]) => id ?? ''),
  )
  for (const id of people) {
    const typed = { reason: 'same-event' }
    answered(await sent(nurse, patientEventsHref(id), declineEventHref(id), typed), 303)
  }
}

test('H40, S28: a month without an event is stated as that, and until then it stands on the list from the tenth working day', async () => {
  const september = eventMonthHref(contractId, '2026-09')
  assert.match(
    await text(manager, '/worklists/events-not-stated'),
    /Events of September 2026 .*Late/,
  )
  assert.match(await text(manager, september), /This service came to know of no event/)
  answered(await sent(manager, september, september, { signed: 'yes' }), 303)
  assert.match(await text(manager, september), /Stated No event to report, stated 02-Nov-2026/)
  assert.doesNotMatch(await text(manager, '/worklists/events-not-stated'), /September/)
  assert.equal((await manager.get(eventMonthHref(contractId, '2026-12'))).status, 404)
  const form = { signed: 'yes', csrf: await manager.csrf(), 'request-key': newId(Date.now()) }
  const going = await leavingNothing(clinic, () =>
    manager.post(eventMonthHref(contractId, '2026-11'), form),
  )
  answered(going, 409)
  assert.match(summaryOf(going).join(' '), /has not ended/)
})

test('H17, H40, S28: a late analysis climbs the ladder of the site, is called for on the front page, and stops when it is submitted or taken back', async () => {
  const late = (await text(nurse, '/worklists/analysis-due')).match(/Clot: .*due 06-Nov-2026/)
  assert.ok(late, 'the clot waits for its analysis')
  clinic.clock.set('2026-11-06T20:00:00.000Z')
  await escalateAnalyses(clinic.house)
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.doesNotMatch(await text(lead, '/worklists/escalated'), /Clot/)
  await comes('2026-11-07T09:00:00.000Z')
  await escalateAnalyses(clinic.house)
  await escalateAnalyses(clinic.house)
  const clinicalLead = await signedInAs(clinic, 'clinical-lead')
  assert.match(await text(clinicalLead, '/'), /1 open task has been escalated to you/)
  const list = await clinicalLead.get('/worklists/escalated')
  assert.match(
    words(list.text),
    /Clot: .* its analysis was due 06-Nov-2026\. Called: the clinical lead/,
  )
  const clot =
    /href="(\/patients\/[0-9a-f-]{36}\/events\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? ''
  assert.match(await text(nurse, clot), /Late: it was due on 06-Nov-2026/)

  const [, , id = '', , eventId = ''] = clot.split('/')
  const withdraw = withdrawEventHref(id, eventId)
  const silent = await leavingNothing(clinic, () => sent(nurse, clot, withdraw, { reason: '' }))
  answered(silent, 422)
  answered(await sent(nurse, clot, withdraw, { reason: 'Another patient' }), 303)
  assert.match(await text(nurse, clot), /Taken back Another patient/)
  assert.doesNotMatch(await text(clinicalLead, '/worklists/escalated'), /Clot/)
  assert.match(await text(manager, october()), /Stated, counts otherwise now/)
  await comes('2026-11-16T09:00:00.000Z')
  assert.match(await text(manager, '/worklists/events-not-stated'), /Events of October 2026/)
})
