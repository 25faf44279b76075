import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed } from '#test/store/contract-desk.ts'
import { eventHref } from '#web/events/addresses.ts'
import {
  analysisHref,
  breachHref,
  decideHref,
  OWN_QUALITY,
  ownBreachHref,
  planUpdateHref,
  QUALITY,
} from '#web/quality/addresses.ts'
import { newId } from '#workflow/new-id.ts'
import { recordEvent } from '#workflow/record-event.ts'
import { submitAnalysis } from '#workflow/submit-analysis.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, summaryOf, wholeRecord, wordsAt } from './walked-page.ts'

// A bleed from the clinic to the comment of its commissioner, and a late analysis from the breach to the closed action plan (S28, S29, C3).

let clinic: ServedClinic
let rivers: TestCommissioner
let moors: TestCommissioner
let analyst: Visitor
let decider: Visitor
let stranger: Visitor
let manager: Visitor
let patientId: string
let contractId: string
before(async () => {
  clinic = await servedClinic()
  rivers = await testCommissioner(clinic)
  moors = await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  clinic.clock.set('2026-10-01T08:00:00.000Z')
  contractId = await agreed(clinic, { commissioner: rivers.id })
  patientId = await clinic.addPatient({ familyName: 'Quillfeather', givenName: 'Rosamund' })
  await clinic.addEpisode(patientId)
  await comes('2026-11-02T09:00:00.000Z')
})
after(() => clinic.close())

async function comes(instant: string): Promise<void> {
  clinic.clock.set(instant)
  const signIn = async (
    of: TestCommissioner,
    role: 'commissioner-analyst' | 'commissioner-manager',
  ) => {
    const visitor = new Visitor(clinic.url)
    await visitor.signIn(of.usernameOf(role), PASSWORD)
    return visitor
  }
  analyst = await signIn(rivers, 'commissioner-analyst')
  decider = await signIn(rivers, 'commissioner-manager')
  stranger = await signIn(moors, 'commissioner-manager')
  manager = await signedInAs(clinic, 'practice-manager')
}

const words = (page: string) => unescaped(page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))
const text = async (who: Visitor, page: string) => words((await who.get(page)).text)

async function sent(who: Visitor, page: string, typed: Fields, action = page) {
  const form = formFields(await who.get(page), action)
  return who.post(action, { ...form, csrf: await who.csrf(), ...typed })
}

/** Nothing is written anywhere; what a commissioner is refused stands in its own audit. */
async function unchanged<Answered>(walk: () => Promise<Answered>): Promise<Answered> {
  const before = await wholeRecord(clinic)
  const page = await walk()
  assert.deepEqual(await wholeRecord(clinic), before)
  return page
}

/** A bleed that was known on a day, and its analysis on this one. */
async function analysed(occurredOn: string, awareOn: string): Promise<string> {
  const event = {
    ...{ patientId, kind: 'bleed', related: 'yes', occurredOn, awareOn },
    'criterion-intervention': 'yes',
    note: 'Mrs Quillfeather bled.',
  }
  const recorded = await recordEvent.run(clinic.house, clinic.callerOf('nurse'), newId(0), event)
  assert.ok(recorded.kind === 'done', JSON.stringify(recorded))
  const eventId = recorded.subject ?? ''
  const answers = {
    happened: 'An antibiotic was given, and the patient bled.',
    why: 'Nobody told the clinic.',
    learned: 'Ask at each contact.',
    changed: 'The pharmacist tells the clinic.',
    discussed: 'The clinical lead, in the weekly meeting.',
  }
  const asked = { eventId, version: '0', ...answers }
  const outcome = await submitAnalysis.run(
    clinic.house,
    clinic.callerOf('clinical-lead'),
    newId(0),
    asked,
  )
  assert.ok(outcome.kind === 'done', JSON.stringify(outcome))
  return eventId
}

let inTime: string

test('S28: the commissioner reads an analysis and never whose it was, comments, and the provider reads the comment beside it', async () => {
  inTime = await analysed('2026-10-28', '2026-10-29')
  const list = await text(analyst, QUALITY)
  assert.match(list, /SEA 2026-27\/1 .*Hallam Surgery .*Clinically relevant bleeding, not major/)
  const page = await text(analyst, analysisHref(inTime))
  assert.match(page, /Happened in October 2026/)
  assert.match(page, /An antibiotic was given/)
  assert.doesNotMatch(list + page, /Quillfeather|28-Oct-2026/i)

  const empty = await unchanged(() => sent(analyst, analysisHref(inTime), { says: ' ' }))
  answered(empty, 422)
  assert.match(wordsAt(empty, 'says'), /Write what you have to say/)
  const says = 'Please share this with the other practices.'
  answered(await sent(analyst, analysisHref(inTime), { says }), 303)
  const own = await text(manager, eventHref(patientId, inTime))
  assert.match(
    own,
    /What the commissioner said of it .*Test commissioner-analyst, Five Rivers ICB .*Please share this/,
  )
  assert.equal((await stranger.get(analysisHref(inTime))).status, 404)
  assert.doesNotMatch(await text(stranger, QUALITY), /SEA 2026/)
})

test('S28: what is in time is no breach, and nobody can decide on one', async () => {
  assert.match(await text(decider, QUALITY), /No breach waits for a decision/)
  assert.match(await text(manager, OWN_QUALITY), /Each recorded bleeding episode .* Met/)
  assert.equal((await decider.get(decideHref(contractId, 'bleeding-reported'))).status, 404)
})

test('S28, C3: an analysis that comes late is a breach for whoever decides; a decision needs its reason, and is the manager’s', async () => {
  await comes('2026-11-20T09:00:00.000Z')
  await analysed('2026-11-09', '2026-11-10')
  const decide = decideHref(contractId, 'bleeding-reported')
  assert.match(await text(analyst, QUALITY), /Hallam Surgery .*Each recorded bleeding episode/)
  assert.match(await text(analyst, QUALITY), /A manager decides/)
  assert.equal((await sent(analyst, decide, { decision: 'notified', reason: 'Late' })).status, 403)
  const open = await unchanged(() => sent(decider, decide, { decision: 'notified' }))
  answered(open, 422)
  assert.match(wordsAt(open, 'reason'), /Write the reason/)
  const reason = 'One of two bleeds was told three days late.'
  answered(await sent(decider, decide, { decision: 'notified', reason }), 303)
  const list = await text(decider, QUALITY)
  assert.match(
    list,
    /Every decision, with its reason .*1 of 2 .*Action plan due .*One of two bleeds/,
  )
  assert.match(list, /No breach waits for a decision/, 'what is decided is not asked again')
})

let breachId: string
const breach = () => ownBreachHref(breachId)
const ACTION = {
  'action-1': 'Ring the hospital each Monday for admissions',
  'lead-1': 'The lead nurse',
  'by-1[day]': '4',
  'by-1[month]': '12',
  'by-1[year]': '2026',
}

test('S29: the provider is told with the reason and the day, has it on its front page, and no action goes without a lead and a day', async () => {
  const page = await manager.get(OWN_QUALITY)
  breachId = /href="\/service\/quality\/([0-9a-f-]{36})"/.exec(page.text)?.[1] ?? ''
  assert.match(await text(manager, breach()), /Action plan due 04-Dec-2026/)
  assert.match(
    await text(manager, '/worklists/action-plan-due'),
    /the action plan is due 04-Dec-2026/,
  )
  for (const [wrong, field, says] of [
    [{ ...ACTION, 'lead-1': '' }, 'lead-1', /who leads action 1/],
    [{ ...ACTION, 'by-1[year]': '2025' }, 'by-1', /done by today or a later day/],
    [{}, 'action-1', /at least one action/],
    [{ ...ACTION, 'action-1': 'Ring 943 476 5919' }, 'action-1', /NHS number/],
  ] as const) {
    const refused = await leavingNothing(clinic, () => sent(manager, breach(), wrong))
    answered(refused, 422)
    assert.match(wordsAt(refused, field), says)
  }
  const early = { decided: 'plan-accepted', reason: 'Good' }
  const none = await unchanged(() => sent(decider, breachHref(breachId), early))
  answered(none, 422)
  assert.match(wordsAt(none, 'decided'), /no action plan to decide on/)
})

test('S29: a plan is sent back with a reason, put right, accepted, told of and closed; each step stands for both', async () => {
  answered(await sent(manager, breach(), ACTION), 303)
  assert.doesNotMatch(await text(manager, '/worklists/action-plan-due'), /04-Dec-2026/)
  const step = (typed: Fields) => sent(decider, breachHref(breachId), typed)
  clinic.clock.advance(60_000)
  answered(await step({ decided: 'plan-returned', reason: 'Say who does it in holidays.' }), 303)
  assert.match(await text(manager, '/worklists/action-plan-due'), /04-Dec-2026/)
  clinic.clock.advance(60_000)
  answered(
    await sent(manager, breach(), { ...ACTION, 'lead-1': 'The lead nurse, or her deputy' }),
    303,
  )
  clinic.clock.advance(60_000)
  answered(await step({ decided: 'plan-accepted', reason: 'Clear.' }), 303)
  const update = planUpdateHref(breachId)
  answered(await sent(manager, breach(), { says: 'Rung on four Mondays.' }, update), 303)
  assert.match(await text(decider, breachHref(breachId)), /How far it is .*Rung on four Mondays/)
  clinic.clock.advance(60_000)
  answered(await step({ decided: 'closed', reason: 'Every bleed since was told in time.' }), 303)
  for (const page of [await text(manager, breach()), await text(decider, breachHref(breachId))]) {
    assert.match(page, /Stands Closed/)
    assert.match(
      page,
      /sent back .*Say who does it .*accepted\. Clear\. .*closed\. Every bleed since/,
    )
  }
  const form = { csrf: await decider.csrf(), 'request-key': newId(Date.now()), nth: '3' }
  const again = await unchanged(() =>
    decider.post(breachHref(breachId), { ...form, decided: 'closed', reason: 'Again' }),
  )
  answered(again, 409)
  assert.match(summaryOf(again).join(' '), /closed/)
  const late = { csrf: await manager.csrf(), 'request-key': newId(Date.now()), version: '2' }
  const ended = await leavingNothing(clinic, () => manager.post(breach(), { ...late, ...ACTION }))
  answered(ended, 404)
})

test('C3: the next late one is decided by itself, against notification too, and stands in the same list with its reason', async () => {
  await analysed('2026-11-01', '2026-11-03')
  const decide = decideHref(contractId, 'bleeding-reported')
  const reason = 'The hospital told the practice late; nothing to put right.'
  answered(await sent(decider, decide, { decision: 'not-notified', reason }), 303)
  assert.match(
    await text(analyst, QUALITY),
    /No notification .*The hospital told the practice late/,
  )
  assert.match(
    await text(manager, OWN_QUALITY),
    /No notification .*The hospital told the practice late/,
  )
  assert.equal((await stranger.get(breachHref(breachId))).status, 404)
  assert.doesNotMatch(await text(stranger, QUALITY), /Hallam Surgery/)
})
