import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { day } from '#base/day.ts'
import { type FoundMessage, messageEvents, textMessageOf } from '#store/outbox.ts'
import { openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type FakeGateway, fakeGateway, type Mood } from '#test/gateway.ts'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'
import { formFields } from '#test/http/visit-forms.ts'
import type { House } from '#workflow/desk.ts'
import { recordTold } from '#workflow/record-told.ts'
import { savedDose } from '#workflow/saved-dose.ts'
import { sendMessages } from '#workflow/send-messages.ts'
import { sendText } from '#workflow/send-text.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { gatewayAt } from '#workflow/text-gateway.ts'
import { findUnansweredTexts } from '#workflow/unanswered-texts.ts'
import { findUntoldDoses } from '#workflow/untold-doses.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// The texts that leave by a gateway: each version of a dose exactly once, or a task.

const MOBILE = '07700 900123'
const CONTACT = {
  mobile: MOBILE,
  contactVerifiedOn: day('2026-11-01'),
  preferredChannel: 'text-message',
} as const
const NOW = new AbortController().signal
/** So long a gateway is waited for that answers too late; any other is given all the time that a busy machine takes. */
const SOON_MS = 100

let clinic: TestClinic
let gateway: FakeGateway
let house: House
let served: ServedClinic
before(async () => {
  clinic = await testClinic()
  gateway = await fakeGateway()
  house = { ...clinic.house, gateway: gatewayAt(gateway) }
  served = await servedClinic({ clinic: { ...clinic, house } })
})
beforeEach(() => {
  clinic.clock.set('2026-11-22T09:00:00Z')
  gateway.mood = 'takes'
})
after(async () => {
  await gateway.close()
  await served.close()
})

const nurse = () => clinic.callerOf('nurse')

async function dosed(contact: Parameters<TestClinic['addPatient']>[0] = {}) {
  const who = await dosablePatient(
    clinic,
    { managementPlan: 'As before' },
    { ...CONTACT, ...contact },
  )
  return { ...who, ...(await dosedOn('2026-11-22', who.patientId)) }
}

async function dosedOn(on: string, patientId: string, fields: Fields = {}) {
  clinic.clock.set(`${on}T09:00:00Z`)
  const visit = { ...ROUTINE, patientId, sampledOn: on, ...fields }
  const { decisionId } = done(await accepted(clinic, nurse(), visit))
  return { decisionId }
}

const ask = (decisionId: string, number = MOBILE) =>
  sendText.run(house, nurse(), freshKey(clinic), { decisionId, number })

async function asked(contact: Parameters<TestClinic['addPatient']>[0] = {}) {
  const dose = await dosed(contact)
  done(await ask(dose.decisionId))
  return dose
}

/** The house whose gateway has little time. */
const hurried = (): House => ({
  ...house,
  gateway: gatewayAt({ url: gateway.url, token: gateway.token, timeoutMs: SOON_MS }),
})

/** What the product does by itself, so many minutes after 09:00 of a day, with two processes at once. */
async function minutesLater(minutes: number, on = '2026-11-22'): Promise<void> {
  clinic.clock.set(new Date(Date.parse(`${on}T09:00:00Z`) + minutes * 60_000).toISOString())
  const sender = gateway.mood === 'answers-late' ? hurried() : house
  await Promise.all([sendMessages(sender, NOW), sendMessages(sender, NOW)])
  await findUnansweredTexts(house)
  await findUntoldDoses(house)
}

async function messageOf(decisionId: string): Promise<FoundMessage> {
  const message = await clinic.inTx((tx) => textMessageOf(tx, decisionId))
  assert.ok(message !== undefined)
  return message
}

async function stateOf(decisionId: string): Promise<string> {
  return (await messageOf(decisionId)).state
}

const titlesOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).map(({ title }) => title)

const NOT_ARRIVED = ['Telephone today: the text of the dose did not arrive']
const NOT_KNOWN = ['Telephone today: nobody knows whether the text of the dose arrived']
const NOT_ANSWERED = ['Telephone today: the text of the dose was not answered']
const NOT_TOLD = ['Telephone today: nothing says that the patient was told the dose']

const sentTo = (key: string) => gateway.telephone.filter((sent) => sent.key === key)

async function shown(decisionId: string) {
  const saved = await savedDose(house, nurse(), { decisionId })
  assert.ok(saved.kind === 'saved-dose')
  return saved
}

const tell = (decisionId: string, how: string) => {
  const told = { decisionId, how, readBack: 'yes', answered: 'yes' }
  return recordTold.run(house, nurse(), freshKey(clinic), told)
}

test('H16: a person asks for the text of a dose once, and it is given to the network as it read then', async () => {
  const { decisionId } = await dosed()
  const { text } = await shown(decisionId)
  assert.ok(text?.kind === 'messages')
  await minutesLater(0)
  assert.equal((await shown(decisionId)).message, null, 'nothing goes without a person')
  done(await ask(decisionId))
  assert.deepEqual(refusal(await ask(decisionId)), [409, 'sent-already'])
  const message = await messageOf(decisionId)
  await minutesLater(1)
  const [sent, ...more] = sentTo(message.id)
  assert.deepEqual(more, [])
  assert.deepEqual(sent, {
    key: message.id,
    to: '+447700900123',
    sequence: 1,
    parts: text.messages,
  })
  const events = await clinic.inTx((tx) => messageEvents(tx, message.id))
  assert.deepEqual(
    events.map(({ what, byName }) => [what, byName]),
    [
      ['asked', 'Test nurse'],
      ['accepted', null],
    ],
  )
})

for (const [why, contact, code] of [
  ['it is no mobile', { mobile: '01632 960077' }, 'no-mobile'],
  ['nobody checked it', { contactVerifiedOn: null }, 'number-not-checked'],
  ['the patient asked for letters', { preferredChannel: 'letter' }, 'prefers-another-way'],
  ['the patient asked to be telephoned', { preferredChannel: 'telephone' }, 'prefers-another-way'],
] as const) {
  test(`H16: no text goes to a number when ${why}`, async () => {
    const { decisionId } = await dosed(contact)
    const number = 'mobile' in contact ? contact.mobile : MOBILE
    assert.deepEqual(refusal(await ask(decisionId, number)), [422, code])
  })
}

test('H16: no text goes to another number than the one on record, nor once told, nor without a gateway', async () => {
  const { decisionId } = await dosed()
  assert.deepEqual(refusal(await ask(decisionId, '07700 900124')), [422, 'number-changed'])
  const off = { decisionId, number: MOBILE }
  const without = await sendText.run(clinic.house, nurse(), freshKey(clinic), off)
  assert.deepEqual(refusal(without), [409, 'no-gateway'])
  done(await tell(decisionId, 'handed-over'))
  assert.deepEqual(refusal(await ask(decisionId)), [409, 'told-already'])
})

for (const mood of [
  'loses-the-answer',
  'cuts-the-line',
  'answers-late',
  'is-broken',
  'is-somebody-else',
] satisfies readonly Mood[]) {
  test(`H16: a network that ${mood} gets the message again with its key, and it is sent once`, async () => {
    const { decisionId } = await asked()
    const { id } = await messageOf(decisionId)
    gateway.mood = mood
    await minutesLater(0)
    await minutesLater(0.5)
    await minutesLater(1)
    assert.equal(await stateOf(decisionId), 'sending')
    gateway.mood = 'takes'
    await minutesLater(5)
    assert.equal(await stateOf(decisionId), 'accepted')
    assert.equal(sentTo(id).length, 1)
    assert.equal((await messageOf(decisionId)).attempts, 3, 'not before its time')
  })
}

test('H16: a gateway that is dead is left alone until the next round, and what cannot be sent in 2 hours is a task and never sent', async () => {
  const one = await asked()
  const other = await asked()
  gateway.mood = 'cuts-the-line'
  for (const minutes of [0, 30, 60, 119]) await minutesLater(minutes)
  const tried = [await messageOf(one.decisionId), await messageOf(other.decisionId)]
  assert.ok(
    tried.some(({ attempts }) => attempts === 0) || tried.every(({ attempts }) => attempts < 5),
  )
  gateway.mood = 'takes'
  clinic.clock.set('2026-11-22T11:00:00Z')
  await minutesLater(120)
  await minutesLater(130)
  for (const { decisionId, episodeId } of [one, other]) {
    const { id, state, attempts } = await messageOf(decisionId)
    assert.equal(state, 'expired')
    assert.deepEqual(sentTo(id), [])
    assert.deepEqual(await titlesOf(episodeId), attempts === 0 ? NOT_TOLD : NOT_KNOWN)
    const page = (
      await signedInAs(served, 'nurse').then((visitor) => visitor.get(`/doses/${decisionId}`))
    ).text
    assert.doesNotMatch(page, /did not arrive/)
    assert.match(
      page,
      attempts === 0
        ? /Telephone today: the text was not sent/
        : /Telephone today: nobody knows whether the text arrived/,
    )
  }
})

for (const mood of ['unknown-number', 'refuses'] satisfies readonly Mood[]) {
  test(`H16: a message to a network that says ${mood} is a task to telephone at once, and is not offered again`, async () => {
    const { decisionId, episodeId } = await asked()
    gateway.mood = mood
    await minutesLater(0)
    assert.deepEqual(await titlesOf(episodeId), NOT_ARRIVED)
    gateway.mood = 'takes'
    await minutesLater(60)
    assert.deepEqual(sentTo((await messageOf(decisionId)).id), [])
    done(await tell(decisionId, 'read-back'))
    assert.deepEqual(await titlesOf(episodeId), [])
  })
}

for (const said of ['failed', 'unknown-number']) {
  test(`H16: a receipt that says ${said} is a task to telephone at once; what is said later changes nothing`, async () => {
    const { decisionId, episodeId } = await asked()
    const { id } = await messageOf(decisionId)
    await minutesLater(0)
    gateway.receipts.set(id, said)
    await minutesLater(1)
    assert.deepEqual([await stateOf(decisionId), await titlesOf(episodeId)], [said, NOT_ARRIVED])
    gateway.receipts.set(id, 'delivered')
    await minutesLater(30)
    assert.equal(await stateOf(decisionId), said)
    assert.equal((await shown(decisionId)).isTold, false)
  })
}

test('H16: no receipt in 2 hours is a task to telephone; a late one of a changed dose does not close it', async () => {
  const { decisionId, episodeId } = await asked()
  const { id } = await messageOf(decisionId)
  await minutesLater(0)
  await minutesLater(119)
  assert.deepEqual(await titlesOf(episodeId), [])
  await minutesLater(120)
  assert.deepEqual(await titlesOf(episodeId), NOT_ANSWERED)
  gateway.receipts.set(id, 'delivered')
  await minutesLater(180)
  assert.equal(await stateOf(decisionId), 'delivered')
  assert.equal((await shown(decisionId)).isTold, false, 'delivered is not told')
  assert.deepEqual(await titlesOf(episodeId), NOT_ANSWERED)
  done(await tell(decisionId, 'message'))
  assert.deepEqual(await titlesOf(episodeId), [])
})

/** A second dose that goes on as the first, which was handed over; its text was asked for. */
async function goingOn(fields: Fields = {}) {
  const first = await dosed()
  done(await tell(first.decisionId, 'handed-over'))
  const { decisionId } = await dosedOn('2026-12-20', first.patientId, fields)
  done(await ask(decisionId))
  await minutesLater(0, '2026-12-20')
  return { ...first, decisionId, id: (await messageOf(decisionId)).id }
}

test('H16: a text that was delivered tells a dose that goes on as it was, and no changed one', async () => {
  const same = await goingOn()
  gateway.receipts.set(same.id, 'delivered')
  await minutesLater(1, '2026-12-20')
  assert.deepEqual(
    (await shown(same.decisionId)).told.map(({ how }) => how),
    ['delivered'],
  )
  const other = await goingOn({ inr: '1.6', inrAgain: '1.6' })
  gateway.receipts.set(other.id, 'delivered')
  await minutesLater(1, '2026-12-20')
  assert.equal(await stateOf(other.decisionId), 'delivered')
  assert.equal((await shown(other.decisionId)).isTold, false)
  await minutesLater(120, '2026-12-20')
  assert.deepEqual(await titlesOf(same.episodeId), [])
  assert.deepEqual(await titlesOf(other.episodeId), NOT_ANSWERED)
})

test('H16: a receipt that comes once the dose is not to be given any more tells nobody', async () => {
  const { id, decisionId, episodeId } = await goingOn()
  await paused(episodeId)
  gateway.receipts.set(id, 'delivered')
  await minutesLater(30, '2026-12-20')
  assert.equal(await stateOf(decisionId), 'delivered')
  assert.equal((await shown(decisionId)).isTold, false)
})

test('H16: a receipt of a number that is on record no more tells nobody', async () => {
  const { id, decisionId, patientId } = await goingOn()
  await anotherNumber(patientId)
  gateway.receipts.set(id, 'delivered')
  await minutesLater(30, '2026-12-20')
  assert.equal(await stateOf(decisionId), 'delivered')
  assert.equal((await shown(decisionId)).isTold, false)
})

const anotherNumber = (patientId: string) =>
  clinic.inTx((tx) =>
    tx.query(
      `update patient set details = jsonb_set(details, '{mobile}', '"07700 900999"') where provider_id = $1 and id = $2`,
      [tx.providerId, patientId],
    ),
  )

async function paused(episodeId: string): Promise<void> {
  const until = { 'until[day]': '30', 'until[month]': '12', 'until[year]': '2026' }
  const pause = { episodeId, version: '1', reason: 'admission', ...until }
  done(await suspendEpisode.run(house, nurse(), freshKey(clinic), pause))
}

test('H16: the unsent text of a dose that another replaced is never sent and kept; a sent one is followed by what it replaces', async () => {
  const { patientId, decisionId: first } = await asked()
  const { decisionId: second } = await dosedOn('2026-11-29', patientId)
  done(await ask(second))
  await minutesLater(1, '2026-11-29')
  const unsent = await messageOf(first)
  assert.equal(unsent.state, 'cancelled')
  assert.deepEqual(sentTo(unsent.id), [])
  const sent = await messageOf(second)
  assert.deepEqual([sent.sequence, sent.replaces], [2, null])
  assert.doesNotMatch(sent.parts.join(), /Replaces the text/)
  const { decisionId: third } = await dosedOn('2026-12-06', patientId)
  done(await ask(third))
  await minutesLater(1, '2026-12-06')
  const next = await messageOf(third)
  assert.deepEqual([next.sequence, next.replaces, next.state], [3, sent.id, 'accepted'])
  assert.match(next.parts.join(), /Replaces the text of 29 Nov 2026\./)
})

test('H16: a text that may have gone when its dose was replaced is not offered again, and the next one replaces it', async () => {
  const { patientId, decisionId: first } = await asked()
  gateway.mood = 'loses-the-answer'
  await minutesLater(0)
  gateway.mood = 'takes'
  const { decisionId: second } = await dosedOn('2026-11-29', patientId)
  done(await ask(second))
  await minutesLater(5, '2026-11-29')
  const lost = await messageOf(first)
  assert.deepEqual([lost.state, sentTo(lost.id).length], ['cancelled', 1])
  assert.equal(gateway.offers.filter((key) => key === lost.id).length, 1)
  assert.equal((await messageOf(second)).replaces, lost.id)
})

test('H16: a text is stopped, and told by telephone, where the dose, the number or the wish is another one by then', async () => {
  const stopped = await asked()
  await paused(stopped.episodeId)
  const told = await asked()
  done(await tell(told.decisionId, 'handed-over'))
  const moved = await asked()
  await anotherNumber(moved.patientId)
  await minutesLater(1)
  for (const { decisionId } of [stopped, told, moved]) {
    const { id, state } = await messageOf(decisionId)
    assert.deepEqual([state, sentTo(id)], ['cancelled', []])
  }
  await minutesLater(120)
  assert.deepEqual(await titlesOf(moved.episodeId), NOT_TOLD)
})

test('H16: the page of a dose gives its text to be sent to the number it shows, and says what became of it', async () => {
  const { decisionId } = await dosed()
  const visitor = await signedInAs(served, 'nurse')
  const [dose, send] = [`/doses/${decisionId}`, `/doses/${decisionId}/send-text`]
  const page = await visitor.get(dose)
  assert.match(page.text, /Send as a text to (?:<!-- -->)?07700 900123/)
  const form = formFields(page, send)
  const other = await visitor.post(send, { ...form, number: '07700 900124' })
  assert.equal(other.status, 422)
  assert.match(other.text, /This is not the mobile number on record now/)
  assert.equal((await visitor.post(send, form)).location, dose)
  const waiting = (await visitor.get(dose)).text
  assert.match(waiting, /Text (?:<!-- -->)?1(?:<!-- -->)? to this patient/)
  assert.match(waiting, /waits to be sent/)
  assert.doesNotMatch(waiting, /Send as a text/)
  await minutesLater(0)
  assert.match((await visitor.get(dose)).text, /Text sent, not acknowledged/)
  gateway.receipts.set((await messageOf(decisionId)).id, 'failed')
  await minutesLater(1)
  const lost = (await visitor.get(dose)).text
  assert.match(lost, /Telephone today: the text did not arrive/)
  assert.match(lost, /could not deliver it/)
})

test('H16: an application that is killed between giving a text and keeping the answer has sent it once', async () => {
  const { decisionId } = await asked()
  const { id } = await messageOf(decisionId)
  gateway.mood = 'answers-late'
  const program = join(import.meta.dirname, 'outbox-child.ts')
  const args = [...process.execArgv.filter((arg) => !arg.startsWith('--test')), program]
  const { url, token } = gateway
  const rest = [clinic.database.appUrl, url, token, '2026-11-22T09:00:30Z']
  const child = spawn(process.execPath, [...args, ...rest], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  while (!gateway.offers.includes(id)) await setTimeout(5)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  assert.equal(await stateOf(decisionId), 'sending')
  gateway.mood = 'takes'
  await minutesLater(10)
  assert.equal(await stateOf(decisionId), 'accepted')
  assert.equal(sentTo(id).length, 1)
  assert.equal(gateway.offers.filter((key) => key === id).length, 2)
})
