import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { resultsSince } from '#store/results.ts'
import { findTask, openTasksOf, taskEvents } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordTextSent } from '#workflow/record-text-sent.ts'
import { recordTold } from '#workflow/record-told.ts'
import { savedDose } from '#workflow/saved-dose.ts'
import { findUnansweredTexts } from '#workflow/unanswered-texts.ts'
import { worklist } from '#workflow/worklist.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// The text of a dose that a person has sent: sent is not told.

const START = '2026-11-22T09:00:00Z'
const MOBILE = '07700 900123'
let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

async function dosed(mobile = MOBILE) {
  clinic.clock.set(START)
  const who = await dosablePatient(clinic, {}, { mobile })
  const { patientId } = who
  const { decisionId } = done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  return { ...who, decisionId }
}

const send = (decisionId: string, number = MOBILE) =>
  recordTextSent.run(clinic.house, nurse(), freshKey(clinic), { decisionId, number })

/** A dose whose text was sent at 09:00. */
async function sent() {
  const dose = await dosed()
  done(await send(dose.decisionId))
  return dose
}

const tell = (decisionId: string, how: string) =>
  recordTold.run(clinic.house, nurse(), freshKey(clinic), { decisionId, how, readBack: 'yes' })

const kindsOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).map(({ kind }) => kind)

async function minutesLater(minutes: number): Promise<void> {
  clinic.clock.set(new Date(Date.parse(START) + minutes * 60_000).toISOString())
  await Promise.all([findUnansweredTexts(clinic.house), findUnansweredTexts(clinic.house)])
  await findUnansweredTexts(clinic.house)
}

async function whyNotTold(patientId: string): Promise<string | undefined> {
  const asked = { kind: 'not-told', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, nurse(), asked)
  assert.ok(list.kind === 'worklist')
  return list.lines.find((line) => line.patientId === patientId)?.why
}

const PHONE = ['text-not-answered']

test('H16: a text that was sent is not told: the dose stays among those not told until it is acknowledged', async () => {
  const { patientId, decisionId, episodeId } = await sent()
  assert.equal(
    await whyNotTold(patientId),
    'Dose decided; its text was sent 22-Nov-2026 09:00 and is not acknowledged',
  )
  done(await tell(decisionId, 'message'))
  assert.equal(await whyNotTold(patientId), undefined)
  await minutesLater(240)
  assert.deepEqual(await kindsOf(episodeId), [])
})

test('H16: no acknowledgement in 2 hours is one task to telephone the same day, of whoever sent the text, and it escalates', async () => {
  const { episodeId, decisionId } = await sent()
  await minutesLater(119)
  assert.deepEqual(await kindsOf(episodeId), [])
  done(await send(decisionId))
  await minutesLater(120)
  const [task, ...more] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.deepEqual(more, [])
  assert.ok(task !== undefined)
  assert.equal(task.kind, 'text-not-answered')
  assert.equal(task.takenBy, nurse().accountId)
  assert.equal(task.dueAt, Date.parse('2026-11-22T18:00:00Z'))
  const [opened] = await clinic.inTx((tx) => taskEvents(tx, task.id))
  assert.equal(opened?.note, 'The text was sent 22-Nov-2026 09:00; no answer is recorded.')

  await minutesLater(9 * 60)
  await escalateOverdue(clinic.house)
  assert.equal((await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt, null)
  await minutesLater(9 * 60 + 1)
  await escalateOverdue(clinic.house)
  assert.notEqual((await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt, null)
})

for (const how of ['message', 'read-back', 'handed-over', 'letter']) {
  test(`H16: the task to telephone closes when the dose is told: ${how}`, async () => {
    const { episodeId, decisionId } = await sent()
    await minutesLater(121)
    const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
    assert.equal(task?.kind, 'text-not-answered')
    done(await tell(decisionId, how))
    assert.deepEqual(await kindsOf(episodeId), [])
    assert.equal((await clinic.inTx((tx) => findTask(tx, task.id)))?.closingCode, 'told')
    await minutesLater(300)
    assert.deepEqual(await kindsOf(episodeId), [])
  })
}

test('H16: a newer dose closes it, and its text names the text that may still lie on the telephone', async () => {
  const { patientId, episodeId } = await sent()
  await minutesLater(121)
  assert.deepEqual(await kindsOf(episodeId), PHONE)
  clinic.clock.set('2026-11-29T09:00:00Z')
  const again = { ...ROUTINE, patientId, sampledOn: '2026-11-29' }
  const { decisionId } = done(await accepted(clinic, nurse(), again))
  assert.deepEqual(await kindsOf(episodeId), [])
  const saved = await savedDose(clinic.house, nurse(), { decisionId })
  assert.ok(saved.kind === 'saved-dose' && saved.text?.kind === 'messages')
  assert.match(saved.text.messages[0] ?? '', /\nReplaces the text of 22 Nov 2026\.\n/)
})

test('H16: a later INR that alarms closes it, and a dose that is not given any more is telephoned by nobody', async () => {
  const alarmed = await sent()
  await minutesLater(121)
  const high = { ...ROUTINE, patientId: alarmed.patientId, inr: '5.6', inrAgain: '5.6' }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  assert.deepEqual(await kindsOf(alarmed.episodeId), ['alarm'])

  const before = await sent()
  await voided(before.episodeId)
  await minutesLater(121)
  assert.deepEqual(await kindsOf(before.episodeId), ['result-corrected'])

  const after = await sent()
  await minutesLater(121)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, after.episodeId))
  await voided(after.episodeId)
  await minutesLater(122)
  assert.deepEqual(await kindsOf(after.episodeId), ['result-corrected'])
  const closed = await clinic.inTx((tx) => findTask(tx, task?.id ?? ''))
  assert.equal(closed?.closingCode, 'dose-not-given')
  assert.deepEqual(refusal(await send(after.decisionId)), [409, 'not-in-force'])
})

async function voided(episodeId: string): Promise<void> {
  const results = await clinic.inTx((tx) => resultsSince(tx, episodeId, '2026-11-22'))
  const fields: Fields = { resultId: results[0]?.id ?? '', how: 'void', reasonText: 'Not theirs' }
  done(await correctResult.run(clinic.house, nurse(), freshKey(clinic), fields))
}

test('H16: sent only to the number on record now, and not once the patient has been told', async () => {
  const { decisionId } = await dosed()
  for (const number of ['07700 900124', '', `${MOBILE} `]) {
    assert.deepEqual(refusal(await send(decisionId, number)), [422, 'number-changed'])
  }
  const without = await dosed('')
  assert.deepEqual(refusal(await send(without.decisionId, '')), [422, 'number-changed'])
  assert.deepEqual(refusal(await send(freshKey(clinic))), [404, 'not-found'])
  done(await tell(decisionId, 'handed-over'))
  assert.deepEqual(refusal(await send(decisionId)), [409, 'told-already'])
})
