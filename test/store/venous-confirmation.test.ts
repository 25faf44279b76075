import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findTask, openTasksOf, taskEvents } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { closeTask } from '#workflow/close-task.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
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

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const pharmacist = () => clinic.callerOf('pharmacist')

async function alarmed(inr: string, more: Fields = {}) {
  const who = await dosablePatient(clinic)
  const fields = { ...ROUTINE, patientId: who.patientId, inr, inrAgain: inr, ...more }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), fields))
  return who
}

const confirmationOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).find(
    ({ kind }) => kind === 'venous-confirmation',
  )

const BEYOND: readonly (readonly [string, Fields, boolean])[] = [
  ['>8.0', {}, true],
  ['<0.8', {}, true],
  ['8.0', { exactlyEight: 'above' }, true],
  ['8.0', { exactlyEight: 'exactly' }, true],
  ['7.5', {}, true],
  ['7.4', {}, false],
  ['>20.0', { method: 'laboratory' }, false],
]
for (const [inr, more, isAsked] of BEYOND) {
  const how = more['exactlyEight'] ?? more['method'] ?? 'meter'
  test(`H04: ${inr} (${how}) ${isAsked ? 'asks' : 'does not ask'} for the vein`, async () => {
    const { episodeId } = await alarmed(inr, more)
    assert.equal((await confirmationOf(episodeId)) !== undefined, isAsked)
  })
}

async function close(taskId: string, code: string, version = '1') {
  const fields = { taskId, version, code, note: 'Spoke to the daughter', slot: '' }
  return closeTask.run(clinic.house, pharmacist(), freshKey(clinic), fields)
}

test('H04: the confirmation closes with a coded reason, and not with an action that leaves it open', async () => {
  const { episodeId } = await alarmed('>8.0')
  const task = await confirmationOf(episodeId)
  assert(task !== undefined)
  for (const code of ['venous-sample-taken', 'contacted-and-advised', 'checked-no-harm', '']) {
    assert.deepEqual(refusal(await close(task.id, code)), [422, 'required'])
  }
  done(await close(task.id, 'patient-declined'))
  assert.equal(await confirmationOf(episodeId), undefined)
})

test('H04: an alarm is not closed by a reason for which no sample came', async () => {
  const { episodeId } = await alarmed('>8.0')
  const tasks = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  const alarm = tasks.find(({ kind }) => kind === 'alarm')
  assert.deepEqual(refusal(await close(alarm?.id ?? '', 'patient-declined')), [422, 'required'])
})

test('H04: the laboratory result closes it by itself, and says which', async () => {
  const { patientId, episodeId } = await alarmed('>8.0')
  const task = await confirmationOf(episodeId)
  clinic.clock.advance(20 * 60_000)
  const { meter: _meter, stripLot: _lot, ...bare } = ROUTINE
  const laboratory = { ...bare, patientId, method: 'laboratory', inr: '2.6', inrAgain: '2.6' }
  done(await accepted(clinic, nurse(), laboratory))
  assert.equal(await confirmationOf(episodeId), undefined)
  const closed = await clinic.inTx((tx) => findTask(tx, task?.id ?? ''))
  assert.equal(closed?.closingCode, 'venous-result')
  const events = await clinic.inTx((tx) => taskEvents(tx, task?.id ?? ''))
  assert.equal(events.at(-1)?.note, 'Laboratory INR 2.6 of 22-Nov-2026')
  clinic.clock.advance(-20 * 60_000)
})

test('another meter result does not close it', async () => {
  const { patientId, episodeId } = await alarmed('>8.0')
  clinic.clock.advance(20 * 60_000)
  const again = { ...ROUTINE, patientId, inr: '>8.0', inrAgain: '>8.0' }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), again))
  assert.notEqual(await confirmationOf(episodeId), undefined)
  clinic.clock.advance(-20 * 60_000)
})

test('H17: it is listed as an alarm not actioned, and escalates when no result has come by the end of clinic', async () => {
  const { patientId, episodeId } = await alarmed('>8.0')
  const asked = { kind: 'alarm-not-actioned', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, pharmacist(), asked)
  assert(list.kind === 'worklist')
  assert.ok(list.lines.filter((line) => line.patientId === patientId).length >= 2)
  clinic.clock.advance(241 * 60_000)
  await escalateOverdue(clinic.house)
  assert.notEqual((await confirmationOf(episodeId))?.escalatedAt, null)
})
