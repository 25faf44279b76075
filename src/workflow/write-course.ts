import { changeEpisode, type EpisodeChange, type FoundEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { keepBridgeTask } from './bridge.ts'
import { closeCourseEnds, keepPauseOwner } from './course-ends.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, type Refused } from './outcome.ts'
import { withdrawTarget } from './target-check.ts'
import { keepTargetDoubts } from './target-doubt.ts'

/** A pause that this version begins or moves; nothing of it in a version that leaves the pause as it was. */
type PauseStep = { readonly suspendedUntil?: string | null; readonly pauseOwner?: string }

/**
 * Writes the next version of a course with everything that goes with one, whoever decides it: a pause has its owner, what
 * the version has answered is closed, and of a course that has ended nothing is left to agree to. Refused when somebody
 * was faster.
 */
export async function writeCourse(
  desk: Desk,
  before: FoundEpisode,
  after: EpisodeChange,
  step: PauseStep,
  reason: string,
): Promise<Refused | undefined> {
  if (!(await changeEpisode(desk.tx, after, reason))) return changedMeanwhile('this treatment plan')
  await keepPauseOwner(desk, after, step)
  if (after.phase === 'ended') await withdrawTarget(desk, after.id, 'Treatment has ended')
  const patient = await findPatient(desk.tx, before.patientId)
  if (patient !== undefined) await keepTargetDoubts(desk, patient.id, patient.details)
  const trouble = await closeCourseEnds(desk, after, reason)
  if (trouble !== undefined) return trouble
  const { plan, phase } = after
  return keepBridgeTask(desk, before, { ...before, plan, phase }, reason)
}
