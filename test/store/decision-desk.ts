import assert from 'node:assert/strict'
import { findTask } from '#store/tasks.ts'
import type { TestClinic } from '#test/clinic.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  suggested,
} from '#test/store/visit-desk.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { referVisit } from '#workflow/refer-visit.ts'

/** An uneventful visit of somebody on a day, at nine, when the clock of the clinic is moved to it. */
function visitOn(clinic: TestClinic, patientId: string, on: string, inr: string): Fields {
  clinic.clock.set(`${on}T09:00:00Z`)
  return { ...ROUTINE, patientId, sampledOn: on, inr, inrAgain: inr }
}

export async function acceptOn(clinic: TestClinic, patientId: string, on: string, inr: string) {
  const visit = visitOn(clinic, patientId, on, inr)
  return done(await accepted(clinic, clinic.callerOf('nurse'), visit)).decisionId
}

export const OTHER_DOSE = { dailyDose: '6', reasonCode: 'trend', reasonText: 'Falling' }

export async function changeOn(clinic: TestClinic, patientId: string, on: string, inr: string) {
  const visit = visitOn(clinic, patientId, on, inr)
  const nurse = clinic.callerOf('nurse')
  const { token } = await suggested(clinic, nurse, visit)
  const change = { ...visit, ...OTHER_DOSE, slot: 'none', token }
  return done(await changeDose.run(clinic.house, nurse, freshKey(clinic), change)).decisionId
}

export async function referOn(clinic: TestClinic, patientId: string, on: string, inr: string) {
  const visit = visitOn(clinic, patientId, on, inr)
  const assistant = clinic.callerOf('healthcare-assistant')
  return done(await referVisit.run(clinic.house, assistant, freshKey(clinic), visit)).taskId
}

export async function alarmOn(clinic: TestClinic, patientId: string, on: string, inr: string) {
  const visit = visitOn(clinic, patientId, on, inr)
  const assistant = clinic.callerOf('healthcare-assistant')
  return done(await raiseAlarm.run(clinic.house, assistant, freshKey(clinic), visit)).taskId
}

/** A pharmacist decides a task: as suggested, or with the words of a dose of their own. */
export async function authoriseTask(
  clinic: TestClinic,
  taskId: string,
  fields: Fields,
  by = clinic.callerOf('pharmacist'),
) {
  const task = await clinic.inTx((tx) => findTask(tx, taskId))
  assert.ok(task !== undefined)
  const asked = { taskId, version: `${task.version}`, slot: 'none', ...fields }
  return authoriseDose.run(clinic.house, by, freshKey(clinic), asked)
}

/** The same practice with one patient more: 5 mg a day, target 2.5, last INR 2.4. */
export const oneMore = async (clinic: TestClinic, familyName: string): Promise<string> =>
  (await dosablePatient(clinic, {}, { familyName })).patientId
