import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { typedPatient } from '#register/patient-typed.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { openTargetCheck } from '#store/target-checks.ts'
import { openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { closeTask } from '#workflow/close-task.ts'
import { doubtTargetsNightly } from '#workflow/doubt-targets-nightly.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { editPatient } from '#workflow/edit-patient.ts'
import { settleTarget } from '#workflow/settle-target.ts'
import { openTargetDoubt } from '#workflow/target-doubt.ts'
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

// A target that somebody is treated by, and that does not fit any more or never did.

const MISFIT = { target: { valueTenths: 35, lowTenths: 30, highTenths: 40 } }
const lead = () => clinic.callerOf('clinical-lead')
const kindsOpen = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).map(({ kind }) => kind)
const doubtOf = (episodeId: string) => clinic.inTx((tx) => openTargetDoubt(tx, episodeId))

async function corrected(patientId: string, fields: Fields) {
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert(patient !== undefined)
  const form = typedPatient(patient.details)
  const change = {
    ...form,
    patientId,
    version: `${patient.version}`,
    changeReason: 'Letter',
    ...fields,
  }
  return editPatient.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), change)
}

const VALVE = { mechanicalValve: 'yes', valvePosition: 'mitral', valveMake: 'bileaflet' }

test('H07: a valve that is put on record makes a target in force that it does not take the clinical lead’s task', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic, { managementPlan: 'Yellow book' })
  done(await corrected(patientId, VALVE))
  const doubt = await doubtOf(episodeId)
  assert.deepEqual([doubt?.takenBy, doubt?.state], [lead().accountId, 'taken'])
  assert.match(doubt?.title ?? '', /^Target in force may be wrong: 2\.5 .* for Atrial fibrillation/)
  done(await corrected(patientId, { telephone: '01632 960999', ...VALVE }))
  assert.deepEqual(await kindsOpen(episodeId), ['target-doubt'], 'once')

  done(await corrected(patientId, { mechanicalValve: 'no', valvePosition: '', valveMake: '' }))
  assert.deepEqual(await kindsOpen(episodeId), [], 'the valve was not theirs')
})

test('H07: each night a target that was in force before two people were asked is a task, opened once', async () => {
  const { episodeId } = await dosablePatient(clinic, { managementPlan: 'Yellow book', ...MISFIT })
  const fits = await dosablePatient(clinic, { managementPlan: 'Yellow book' })
  await doubtTargetsNightly(clinic.house)
  clinic.clock.advance(24 * 60 * 60_000)
  await doubtTargetsNightly(clinic.house)
  assert.deepEqual(await kindsOpen(episodeId), ['target-doubt'])
  assert.deepEqual(await kindsOpen(fits.episodeId), [])
  const doubt = await doubtOf(episodeId)
  const by = { taskId: doubt?.id ?? '', version: '1', code: 'checked-no-harm', note: 'Looked at' }
  const closed = await closeTask.run(clinic.house, lead(), freshKey(clinic), by)
  assert.deepEqual(refusal(closed), [404, 'not-found'], 'nobody closes it by hand')
})

test('H07: it ends with a coded reason to which a second clinician agrees, or with another plan, and with nothing less', async () => {
  const { episodeId } = await dosablePatient(clinic, { managementPlan: 'Yellow book', ...MISFIT })
  const other = await dosablePatient(clinic, { managementPlan: 'Yellow book', ...MISFIT })
  clinic.clock.advance(24 * 60 * 60_000)
  await doubtTargetsNightly(clinic.house)
  const reason = { warningReason: 'clinic-letter', warningsSeen: 'unusual-target' }
  const kept = await edited(episodeId, { ...reason, changeReason: 'As the letter of 12 November' })
  assert.deepEqual(kept.map(({ kind }) => kind).toSorted(), ['target-check', 'target-doubt'])
  const check = await clinic.inTx((tx) => openTargetCheck(tx, episodeId))
  assert.equal(check?.reasonCode, 'clinic-letter')
  const asked = { episodeId, version: '1', checkId: `${check?.id}`, note: 'Letter read' }
  const settled = (decision: string, by: Role) =>
    settleTarget.run(clinic.house, clinic.callerOf(by), freshKey(clinic), { ...asked, decision })
  assert.equal(refusal(await settled('agreed', 'pharmacist'))[0], 403)
  done(await settled('agreed', 'clinical-lead'))
  assert.deepEqual(await kindsOpen(episodeId), [])
  const plan = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.deepEqual(
    [plan?.version, plan?.plan.target],
    [1, MISFIT.target],
    'nothing else is written',
  )
  clinic.clock.advance(24 * 60 * 60_000)
  await doubtTargetsNightly(clinic.house)
  assert.deepEqual(await kindsOpen(episodeId), [], 'two people have agreed to it')

  const fits = { target: '2.5', rangeLow: '2', rangeHigh: '3', changeReason: 'Letter' }
  await edited(other.episodeId, fits)
  assert.deepEqual(await kindsOpen(other.episodeId), [])
})
