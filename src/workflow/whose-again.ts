import { findEpisode } from '#store/episodes.ts'
import { type Misfiled, misfiledOf } from '#store/misfiled-results.ts'
import { findPatient } from '#store/patients.ts'
import { findResult } from '#store/results.ts'
import { type FoundTask, findTask } from '#store/tasks.ts'
import { waitForVisit } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { isSettled } from './name-right-patient.ts'
import { askToLook } from './record-wrong-patient.ts'
import { isToEnter, resultToEnter } from './result-to-enter.ts'

/**
 * A result that is not of whoever was named either belongs to nobody again: the record that it was taken out of has a task
 * until somebody says whose it is, and a new one where the first is closed already (H01). What was written of whoever was
 * named stays in that record: it is about another patient.
 */
export async function askWhoseAgain(desk: Desk, closed: FoundTask): Promise<void> {
  if (!isToEnter(closed.kind)) return
  const misfiled = await misfiledNow(desk, closed)
  if (misfiled === undefined || isSettled(misfiled)) return
  if ((await findTask(desk.tx, misfiled.taskId))?.state !== 'closed') return
  const result = await findResult(desk.tx, misfiled.resultId)
  const patient = await findPatient(desk.tx, misfiled.patientId)
  const episode = result && (await findEpisode(desk.tx, result.episodeId))
  if (result === undefined || patient === undefined || episode === undefined) return
  const { reason, decisionId } = misfiled
  const next = 'and not of whom it was said to be: say whose it is'
  const note =
    'The record that was named has answered that the result is not of its patient either.'
  await askToLook(desk, { result, patient, episode, reason, note }, { decisionId, next })
}

/** What is known of the result of a task, once nobody else is about to close the task of the other record. */
export async function misfiledNow(
  { tx }: Desk,
  { details }: FoundTask,
): Promise<Misfiled | undefined> {
  const { resultId } = details as { readonly resultId?: string }
  const misfiled = resultId === undefined ? undefined : await misfiledOf(tx, resultId)
  if (misfiled === undefined) return undefined
  await waitForVisit(tx, misfiled.patientId)
  return misfiledOf(tx, misfiled.resultId)
}

/**
 * Waits for whoever changes one of the records that the end of a task may touch, before any task is closed: the record of the
 * task, and that which a result was taken out of; always in the same order, so that no two wait for one another.
 */
export async function waitForRecords({ tx }: Desk, task: FoundTask): Promise<void> {
  const { patientId } = task
  const resultId = resultToEnter(task)?.resultId
  const other = resultId === undefined ? undefined : await misfiledOf(tx, resultId)
  const records = new Set([patientId, other?.patientId ?? patientId])
  for (const id of [...records].toSorted()) await waitForVisit(tx, id)
}
