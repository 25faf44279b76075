import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { doacDose } from '#clinical/doac/doac.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { endEpisode } from '#workflow/end-episode.ts'

let clinic: ServedClinic
let desk: ReturnType<typeof doacDesk>
before(async () => {
  clinic = await servedClinic()
  desk = doacDesk(clinic)
})
after(() => clinic.close())

const ENTERED = {
  identity: 'MH 1942',
  nothingToReport: 'yes',
  weight: '80',
  'weightOn[day]': '22',
  'weightOn[month]': '11',
  'weightOn[year]': '2026',
  creatinine: '90',
  'bloodsOn[day]': '20',
  'bloodsOn[month]': '11',
  'bloodsOn[year]': '2026',
}

/** Posts as the form of a page does: with the token of the session and a key of its own. */
async function send(
  visitor: Visitor,
  action: string,
  fields: Readonly<Record<string, string>>,
  page = action.replace('/doac-review', ''),
) {
  const { text } = await visitor.get(page)
  const guard = {
    csrf: hiddenField(text, 'csrf'),
    'request-key': hiddenField(text, 'request-key'),
  }
  return visitor.post(action, { ...guard, ...fields })
}

const shownIn = (text: string): string => /name="shown" value="([^"]+)"/.exec(text)?.[1] ?? ''

test('the page of somebody on apixaban asks for a review, and for no INR', async () => {
  const who = await desk.person()
  const visitor = await signedInAs(clinic, 'nurse')
  const { status, text } = await visitor.get(`/patients/${who.patientId}`)
  assert.equal(status, 200)
  assert.match(text, /apixaban, 5 mg twice a day, Atrial fibrillation/)
  assert.match(text, /Creatinine clearance/)
  assert.match(text, /No creatinine is recorded/)
  assert.match(text, /Check the dose/)
  assert.doesNotMatch(text, /name="inr"/)
})

test('H20: the dose is checked with its formula and sources, then saved, told and booked', async () => {
  const who = await desk.person()
  const visitor = await signedInAs(clinic, 'nurse')
  const seen = await desk.seen(who.episodeId)
  const action = `/patients/${who.patientId}/doac-review`
  const checked = await send(visitor, action, { ...ENTERED, ...seen, step: 'check' })
  assert.equal(checked.status, 200)
  assert.match(checked.text, /The dose matches: 5 mg twice a day/)
  assert.match(checked.text, /Eliquis SmPC/)
  assert.match(checked.text, /61\.2 mL\/min by Cockcroft-Gault/)
  assert.match(checked.text, /Next review by 22-Feb-2027/)

  const saved = await send(visitor, action, {
    ...ENTERED,
    ...seen,
    shown: shownIn(checked.text),
    slot: 'none',
    toldHow: 'handed-over',
    step: 'save',
  })
  assert.equal(saved.status, 303)
  assert.match(saved.location ?? '', /^\/doac-reviews\//)
  const page = await visitor.get(saved.location ?? '')
  assert.match(page.text, /Review saved/)
  assert.match(page.text, /rules evenkeel-doac 1/)
  const back = await visitor.get(`/patients/${who.patientId}`)
  assert.match(back.text, /22-Feb-2027/)
})

test('H20: the days of weight and creatinine stand beside each clearance: when checked, when saved, and at the patient', async () => {
  const who = await desk.person()
  const visitor = await signedInAs(clinic, 'nurse')
  const seen = await desk.seen(who.episodeId)
  const action = `/patients/${who.patientId}/doac-review`
  const weighed = { ...ENTERED, 'weightOn[day]': '13', ...seen }
  const checked = await send(visitor, action, { ...weighed, step: 'check' })
  assert.match(
    words(checked.text),
    /61\.2 mL\/min by Cockcroft-Gault at 84 years, from weight 80 kg of 13-Nov-2026 and creatinine 90 µmol\/L of 20-Nov-2026/,
  )
  const told = { slot: 'none', toldHow: 'handed-over', shown: shownIn(checked.text) }
  const saved = await send(visitor, action, { ...weighed, ...told, step: 'save' })
  const page = words((await visitor.get(saved.location ?? '')).text)
  assert.match(
    page,
    /Weight 80 kg of 13-Nov-2026 Creatinine 90 µmol\/L of 20-Nov-2026 Creatinine clearance 61\.2 mL\/min/,
  )
  const back = words((await visitor.get(`/patients/${who.patientId}`)).text)
  assert.match(
    back,
    /Creatinine clearance 61\.2 mL\/min Weight 80 kg of 13-Nov-2026 Creatinine 90 µmol\/L of 20-Nov-2026/,
  )
})

/** What a page says, as somebody reads it. */
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

test('what is wrong stands at its field and in the summary, and what was typed stays', async () => {
  const who = await desk.person()
  const visitor = await signedInAs(clinic, 'nurse')
  const { status, text } = await send(visitor, `/patients/${who.patientId}/doac-review`, {
    ...ENTERED,
    ...(await desk.seen(who.episodeId)),
    creatinine: '1.2',
    step: 'check',
  })
  assert.equal(status, 422)
  assert.match(text, /There is a problem/)
  assert.match(text, /value="1\.2"/)
  assert.match(text, /in mg\/dL/)
})

test('H19: a mechanical valve leads to a prescriber, who cannot decide it away', async () => {
  const valve = { mechanicalValve: { kind: 'valve', position: 'mitral', make: '' } } as const
  const who = await desk.person(valve)
  const nurse = await signedInAs(clinic, 'nurse')
  const seen = await desk.seen(who.episodeId)
  const action = `/patients/${who.patientId}/doac-review`
  const checked = await send(nurse, action, { ...ENTERED, ...seen, step: 'check' })
  assert.match(checked.text, /Apixaban may not be taken/)
  const entry = { ...ENTERED, ...seen, shown: shownIn(checked.text), step: 'save' }
  const saved = await send(nurse, action, entry)
  assert.match(saved.location ?? '', /^\/doac-tasks\//)
  assert.match((await nurse.get(saved.location ?? '')).text, /A prescriber must decide this/)

  const prescriber = await signedInAs(clinic, 'prescriber')
  const task = saved.location ?? ''
  assert.match((await prescriber.get(task)).text, /What is decided/)
  const decision = { version: '1', decision: 'dose-stands', note: 'Known for years' }
  const refused = await send(prescriber, task, { ...decision, 'nextReviewOn[day]': '1' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /is not decided away/)
})

test('overdue reviews and overdue tests stand in one list, and each can be shown by itself', async () => {
  await desk.person({}, { nextTestOn: '2026-11-10' })
  await clinic.addEpisode(await clinic.addPatient(), { nextTestOn: '2026-11-10' })
  const visitor = await signedInAs(clinic, 'nurse')
  const both = await visitor.get('/worklists/overdue')
  assert.match(both.text, /Review of apixaban was due 10-Nov-2026/)
  assert.match(both.text, /Test was due 10-Nov-2026, no result/)
  const doacs = await visitor.get('/worklists/overdue?medicine=doac')
  assert.match(doacs.text, /Review of apixaban/)
  assert.doesNotMatch(doacs.text, /Test was due/)
  const others = await visitor.get('/worklists/overdue?medicine=other')
  assert.doesNotMatch(others.text, /Review of apixaban/)
  assert.match(others.text, /Test was due/)
})

test('the plan of such a medicine has a form of its own, with a dose and without a target', async () => {
  const patientId = await clinic.addPatient()
  const visitor = await signedInAs(clinic, 'prescriber')
  const { text } = await visitor.get(`/patients/${patientId}/plan/new?kind=doac`)
  assert.match(text, /name="doacMg"/)
  assert.doesNotMatch(text, /name="rangeLow"/)
  const usual = await visitor.get(`/patients/${patientId}/plan/new`)
  assert.doesNotMatch(usual.text, /name="doacMg"/)
})

test('H18: the page on which a course starts says when the next dose of the one before is due, and asks for the evening', async () => {
  const old = await desk.person()
  const ended = await endEpisode.run(
    clinic.house,
    clinic.callerOf('prescriber'),
    crypto.randomUUID(),
    {
      episodeId: old.episodeId,
      version: '1',
      endedOn: '2026-11-22',
      reason: 'changed-medicine',
      note: 'To rivaroxaban',
    },
  )
  assert.equal(ended.kind, 'done')
  const plan = { medicine: 'rivaroxaban', startedOn: day('2026-11-22'), phase: 'accepted' } as const
  const dose = {
    dose: doacDose(20, 1),
    stage: null,
    treatedSince: null,
    highRecurrenceRisk: 'not-known',
  } as const
  const episodeId = await clinic.addEpisode(old.patientId, {
    ...plan,
    doac: dose,
    target: null,
    protocol: null,
    tabletSet: null,
    method: null,
    managementPlan: 'Bloods at each review',
  })
  const visitor = await signedInAs(clinic, 'prescriber')
  const action = `/patients/${old.patientId}/plan/${episodeId}/start`
  const { text } = await visitor.get(action)
  assert.match(
    text,
    /Apixaban was taken until 22-Nov-2026\. Rivaroxaban starts when the next dose of apixaban/,
  )
  const fields = { version: '1', phase: 'maintaining', nextTestOn: '2026-12-21' }
  const early = await send(visitor, action, fields, action)
  assert.equal(early.status, 422)
  assert.match(early.text, /href="#inPlaceOfEvening/)
  const evening = await send(visitor, action, { ...fields, inPlaceOfEvening: 'yes' }, action)
  assert.equal(evening.status, 303)
})
