import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findEpisode } from '#store/episodes.ts'
import { findTask, taskEvents } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { closeTask } from '#workflow/close-task.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { taskPage } from '#workflow/task-page.ts'
import { done, dosablePatient, type Fields, freshKey, ROUTINE, refusal } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const pharmacist = () => clinic.callerOf('pharmacist')

/** Somebody who says that they took 4 mg yesterday, where the schedule says 5 mg. */
async function tookOther(taken = '4') {
  const who = await dosablePatient(clinic)
  const visit = {
    ...ROUTINE,
    nothingToReport: 'no',
    takenYesterday: taken,
    patientId: who.patientId,
  }
  const raised = raiseAlarm.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), {
    ...visit,
    ...NOTHING_ELSE,
  })
  return { ...who, taskId: done(await raised).taskId }
}

const NOTHING_ELSE = {
  missedDoses: '0',
  bleeding: 'none',
  illness: 'no',
  procedurePlanned: 'no',
  medicinesChanged: 'no',
  pregnancyPossible: 'no',
}

const seen = async (taskId: string, fields: Fields) => {
  const task = await clinic.inTx((tx) => findTask(tx, taskId))
  return { ...fields, taskId, version: `${task?.version}` }
}

const notesOf = async (taskId: string) =>
  (await clinic.inTx((tx) => taskEvents(tx, taskId))).map(({ note }) => note)

const OWN = {
  decision: 'own',
  dailyDose: '5',
  reasonCode: 'trend',
  reasonText: 'Goes on as before',
  slot: 'none',
}

const authorise = async (taskId: string, fields: Fields) =>
  authoriseDose.run(clinic.house, pharmacist(), freshKey(clinic), await seen(taskId, fields))
const close = async (taskId: string, fields: Fields) =>
  closeTask.run(clinic.house, pharmacist(), freshKey(clinic), await seen(taskId, fields))

test('H35: whoever took another dose is not dosed before somebody has found out why', async () => {
  const { taskId, episodeId } = await tookOther()
  for (const cause of [{}, { differenceBecause: '' }, { differenceBecause: 'because' }]) {
    assert.deepEqual(refusal(await authorise(taskId, { ...OWN, ...cause })), [
      422,
      'difference-not-settled',
    ])
  }
  done(await authorise(taskId, { ...OWN, differenceBecause: 'other-tablets' }))
  const notes = await notesOf(taskId)
  assert.match(notes.join(), /Taken otherwise than planned: Other tablets were taken/)
  assert.notEqual((await clinic.inTx((tx) => findEpisode(tx, episodeId)))?.lastDecisionId, null)
})

test('H35: nor is the alarm of it closed without a dose; a dose that nobody knows is a difference too', async () => {
  const { taskId } = await tookOther('not known')
  const action = { code: 'contacted-and-advised', note: 'Called', nextTestOn: '2026-11-24' }
  assert.deepEqual(refusal(await close(taskId, action)), [422, 'difference-not-settled'])
  done(await close(taskId, { ...action, closedDifference: 'not-found-out' }))
  const said = 'Called Taken otherwise than planned: It cannot be found out.'
  assert.ok((await notesOf(taskId)).includes(said))
})

test('H35: nobody is asked about a difference where the dose of the schedule was taken', async () => {
  const { patientId } = await dosablePatient(clinic)
  const high = { ...ROUTINE, inr: '5.6', inrAgain: '5.6', patientId }
  const nurse = clinic.callerOf('nurse')
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse, freshKey(clinic), high))
  const outcome = await authorise(taskId, { ...OWN, dailyDose: '4', omitDays: '1' })
  assert.notEqual(outcome.kind === 'refused' && outcome.findings[0]?.code, 'difference-not-settled')
  const page = await taskPage(clinic.house, pharmacist(), { taskId })
  assert.ok(page.kind === 'task-page')
})
