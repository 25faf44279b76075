import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addResults, type NewResult, resultsSince } from '#store/results.ts'
import { findTask, openTasksOf, taskEvents } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { committedImport } from '#test/every-absence.ts'
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

test('H17: what saves nothing of the alarm leaves it to be a task; the same result without a visit saves it', async () => {
  const written = async (
    more: Partial<NewResult>,
    ofPast: (episodeId: string) => Promise<string | null> = async () => null,
  ) => {
    const { patientId, episodeId } = await leftUnsaved()
    const replaces = await ofPast(episodeId)
    const reason = replaces === null ? null : 'Misread'
    const result = { ...RESULT, ...more, replaces, reason, patientId, episodeId }
    const enteredBy = nurse().accountId
    await clinic.inTx((tx) => addResults(tx, [{ ...result, id: freshKey(clinic), enteredBy }]))
    await minutesLater(31)
    return (await tasksOf(episodeId)).map(({ kind }) => kind)
  }
  const past = async (episodeId: string) => {
    const [old] = await clinic.inTx((tx) => resultsSince(tx, episodeId, '2026-01-01'))
    return old?.id ?? null
  }
  const isTask = ['alarm-unsaved']
  const sampledOn = '2026-10-25'
  assert.deepEqual(await written({ status: 'void', sampledOn }, past), isTask, 'an old one is void')
  assert.deepEqual(await written({ status: 'corrected', sampledOn }, past), isTask, 'or corrected')
  assert.deepEqual(await written({ status: 'preliminary' }), isTask, 'one that waits')
  assert.deepEqual(await written({ inr: { comparator: '=', tenths: 24 } }), isTask, 'another INR')
  assert.deepEqual(await written({ inr: { comparator: '>', tenths: 56 } }), isTask, 'above it')
  const importBatchId = await committedImport(clinic)
  assert.deepEqual(await written({ importBatchId }), isTask, 'of an import')
  assert.deepEqual(await written({}), [], 'the same, entered as an earlier result')
})

const RESULT: Omit<NewResult, 'id' | 'patientId' | 'episodeId' | 'enteredBy'> = {
  inr: { comparator: '=', tenths: 56 },
  raw: '5.6',
  sampledOn: '2026-11-22',
  sampledAt: null,
  method: 'laboratory',
  device: null,
  status: 'final',
  replaces: null,
  reason: null,
  doseBeforeUg: null,
  omitDays: null,
  plannedNextOn: null,
  comment: null,
  importBatchId: null,
  enteredAt: '2026-11-22T09:05:00Z',
}

test('H17: a second look at the same result while the task is open makes no second task', async () => {
  const { episodeId, fields } = await leftUnsaved()
  await minutesLater(31)
  await suggested(clinic, nurse(), fields)
  await minutesLater(62)
  assert.equal((await tasksOf(episodeId)).length, 1)
})

test('H17: what was typed is known by its value, however it was written', async () => {
  for (const [inr, comparator, tenths, kinds] of [
    ['> 8', '>', 80, []],
    ['>8.0', '>', 80, []],
    ['> 8', '>', 81, ['alarm-unsaved']],
    ['6', '=', 60, []],
    ['6', '>', 60, ['alarm-unsaved']],
  ] as const) {
    clinic.clock.set(START)
    const who = await dosablePatient(clinic)
    await suggested(clinic, nurse(), { ...ROUTINE, patientId: who.patientId, inr, inrAgain: inr })
    const result = { ...RESULT, inr: { comparator, tenths }, ...who, id: freshKey(clinic) }
    const enteredBy = nurse().accountId
    await clinic.inTx((tx) => addResults(tx, [{ ...result, enteredBy }]))
    await minutesLater(31)
    const open = (await tasksOf(who.episodeId)).map(({ kind }) => kind)
    assert.deepEqual(open, kinds, `${inr} and ${comparator}${tenths}`)
  }
})
