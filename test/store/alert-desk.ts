import assert from 'node:assert/strict'
import { findTask } from '#store/tasks.ts'
import type { TestClinic } from '#test/clinic.ts'
import {
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  suggested,
} from '#test/store/visit-desk.ts'
import { alertReport } from '#workflow/alert-report.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { closeTask } from '#workflow/close-task.ts'

/** Somebody who is given every strength, so that some doses need tablets that look alike. */
export const alikePatient = async (clinic: TestClinic): Promise<string> =>
  (
    await dosablePatient(clinic, {
      tabletSet: { strengths: [500, 1000, 3000, 5000], halves: false },
    })
  ).patientId

/** A nurse changes the dose of a visit of today; 5.5 mg needs 5 mg and 0.5 mg tablets, and is asked about. */
export async function changeTo(clinic: TestClinic, patientId: string, more: Fields) {
  const nurse = clinic.callerOf('nurse')
  const sampledOn = new Date(clinic.clock.now()).toISOString().slice(0, 10)
  const visit = { ...ROUTINE, patientId, sampledOn, inr: '2.3', inrAgain: '2.3' }
  const { token } = await suggested(clinic, nurse, visit)
  const reason = { reasonCode: 'trend', reasonText: 'Falling' }
  const change = { ...visit, ...reason, slot: 'none', token, dailyDose: '5.5', ...more }
  return changeDose.run(clinic.house, nurse, freshKey(clinic), change)
}

export const YES = { 'because-look-alike-tablets': 'tells-apart' }

/** Somebody is asked about tablets that look alike, and says yes. */
export async function goPast(clinic: TestClinic): Promise<void> {
  const patientId = await alikePatient(clinic)
  assert.equal((await changeTo(clinic, patientId, {})).kind, 'refused')
  const saved = await changeTo(clinic, patientId, YES)
  assert.equal(saved.kind, 'done', JSON.stringify(saved))
}

/** A pharmacist closes a task without a dose. */
export async function closeWith(clinic: TestClinic, taskId: string, code: string) {
  const task = await clinic.inTx((tx) => findTask(tx, taskId))
  const fields = {
    taskId,
    version: `${task?.version}`,
    code,
    note: 'Looked at',
    nextTestOn: '2026-11-27',
  }
  return closeTask.run(clinic.house, clinic.callerOf('pharmacist'), freshKey(clinic), fields)
}

/** The report as a manager has it. */
export async function alertsOf(clinic: TestClinic, asked: Fields = {}) {
  const report = await alertReport(clinic.house, clinic.callerOf('practice-manager'), asked)
  assert.ok(report.kind === 'alerts', JSON.stringify(report))
  return report
}

/** What was counted of one alert: asked, gone past, acted on, not known. */
export async function countsOf(clinic: TestClinic, code: string): Promise<readonly number[]> {
  const { lately } = await alertsOf(clinic)
  const found = lately.figures.find((one) => one.code === code)
  return found === undefined ? [] : [found.asked, found.gonePast, found.actedOn, found.notKnown]
}
