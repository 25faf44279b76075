import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findTask, openTasksOf, taskEvents } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { closeTask } from '#workflow/close-task.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { findUnsavedAlarms } from '#workflow/unsaved-alarms.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from './visit-desk.ts'

const START = '2026-11-22T09:00:00Z'
let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

/** An INR of 5.6 is typed for somebody, alarms, and the page is left. */
async function leftUnsaved() {
  clinic.clock.set(START)
  const who = await dosablePatient(clinic)
  const fields = { ...ROUTINE, patientId: who.patientId, inr: '5.6', inrAgain: '5.6' }
  await suggested(clinic, nurse(), fields)
  return { ...who, fields }
}

const tasksOf = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))

async function minutesLater(minutes: number): Promise<void> {
  clinic.clock.set(new Date(Date.parse(START) + minutes * 60_000 + 1).toISOString())
  await findUnsavedAlarms(clinic.house)
  await Promise.all([findUnsavedAlarms(clinic.house), findUnsavedAlarms(clinic.house)])
}

test('H17: an alarm that was typed and left unsaved for its own 30 minutes is a task, once, and escalates', async () => {
  const { episodeId } = await leftUnsaved()
  await minutesLater(29)
  assert.deepEqual(await tasksOf(episodeId), [])
  await minutesLater(30)
  const [task, ...more] = await tasksOf(episodeId)
  assert(task !== undefined)
  assert.deepEqual(more, [])
  assert.equal(task.kind, 'alarm-unsaved')
  const [opened] = await clinic.inTx((tx) => taskEvents(tx, task.id))
  assert.equal(opened?.note, 'INR 5.6 typed at 09:00 raised an alarm; nothing was saved.')
  await escalateOverdue(clinic.house)
  assert.notEqual((await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt, null)
})

test('H17: the result closes it when it is saved, and one that was saved in time is no task', async () => {
  const { episodeId, fields } = await leftUnsaved()
  await minutesLater(31)
  const [task] = await tasksOf(episodeId)
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), fields))
  assert.deepEqual(
    (await tasksOf(episodeId)).map(({ kind }) => kind),
    ['alarm'],
  )
  const closed = await clinic.inTx((tx) => findTask(tx, task?.id ?? ''))
  assert.equal(closed?.closingCode, 'saved')

  const slip = await leftUnsaved()
  const { patientId } = slip
  done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  await minutesLater(31)
  assert.deepEqual(await tasksOf(slip.episodeId), [], 'a mistyped INR that was put right')
})

test('H17: typed in error closes it without another test date, and nothing else does', async () => {
  const { episodeId } = await leftUnsaved()
  await minutesLater(31)
  const [task] = await tasksOf(episodeId)
  assert(task !== undefined)
  const close = (given: Fields) => {
    const fields = { taskId: task.id, version: `${task.version}`, note: 'Another page', ...given }
    const prescriber = clinic.callerOf('prescriber')
    return closeTask.run(clinic.house, prescriber, freshKey(clinic), fields)
  }
  assert.deepEqual(refusal(await close({ code: 'checked-no-harm' })), [422, 'required'])
  done(await close({ code: 'typed-in-error' }))
  assert.deepEqual(await tasksOf(episodeId), [])
})

test('H17: a second look at the same result while the task is open makes no second task', async () => {
  const { episodeId, fields } = await leftUnsaved()
  await minutesLater(31)
  await suggested(clinic, nurse(), fields)
  await minutesLater(62)
  assert.equal((await tasksOf(episodeId)).length, 1)
})
