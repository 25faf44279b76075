import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { typedPlan } from '#register/plan-typed.ts'
import { findEpisode } from '#store/episodes.ts'
import { openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { closeTask } from '#workflow/close-task.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { accepted, done, dosablePatient, type Fields, freshKey, ROUTINE } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const pharmacist = () => clinic.callerOf('pharmacist')

async function edited(episodeId: string, fields: Fields) {
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert(episode !== undefined)
  const change = { ...typedPlan(episode.plan), episodeId, version: `${episode.version}`, ...fields }
  done(await editEpisode.run(clinic.house, pharmacist(), freshKey(clinic), change))
  return clinic.inTx((tx) => openTasksOf(tx, episodeId))
}

const HIGHER = {
  target: '3',
  rangeLow: '2.5',
  rangeHigh: '3.5',
  changeReason: '3.0 until the cardioversion, as the cardiologist asks',
}

test("H07: a new target makes the dose in force somebody's task, which closes with what was done and a next test", async () => {
  const { patientId, episodeId } = await dosablePatient(clinic, {
    managementPlan: 'Yellow book given',
    indication: 'cardioversion',
  })
  done(await accepted(clinic, clinic.callerOf('nurse'), { ...ROUTINE, patientId }))
  const [task, ...others] = await edited(episodeId, HIGHER)

  assert.deepEqual(others, [])
  assert.equal(task?.kind, 'target-changed')
  assert.equal(task.takenBy, pharmacist().accountId)
  assert.match(task.title, /^Target changed from 2\.5 .* to 3\.0 .*: look at the dose in force$/)
  const fields = {
    taskId: task.id,
    version: `${task.version}`,
    code: 'contacted-and-advised',
    note: 'Comes on Wednesday for an INR by the new target',
    nextTestOn: '2026-11-25',
  }
  done(await closeTask.run(clinic.house, pharmacist(), freshKey(clinic), fields))
  assert.deepEqual(await clinic.inTx((tx) => openTasksOf(tx, episodeId)), [])
})

test('H07: no task without a dose in force, nor when anything but the target is changed', async () => {
  const undosed = await dosablePatient(clinic, {
    managementPlan: 'Yellow book given',
    indication: 'cardioversion',
  })
  assert.deepEqual(await edited(undosed.episodeId, HIGHER), [])

  const { patientId, episodeId } = await dosablePatient(clinic, {
    managementPlan: 'Yellow book given',
    indication: 'cardioversion',
  })
  done(await accepted(clinic, clinic.callerOf('nurse'), { ...ROUTINE, patientId }))
  const protocol = { protocol: 're-ly', changeReason: 'Agreed with the clinical lead' }
  assert.deepEqual(await edited(episodeId, protocol), [])
})
