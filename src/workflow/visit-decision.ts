import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { findResult } from '#store/results.ts'
import { findVisit } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { type DosablePlan, dosingBlocks, isDosablePlan } from './dosing-blocks.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import type { SavedVisit } from './save-visit.ts'
import { rulesFor, siteRules } from './site-rules.ts'
import { dosedMeanwhile } from './suggestion-token.ts'
import type { SeenTask } from './task-fields.ts'
import type { VisitTaskDetails } from './visit-task.ts'

/** A saved visit that waits for a decision, with the case as it is now. */
export type WaitingVisit = {
  readonly kind: 'waiting'
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly plan: DosablePlan
  readonly saved: SavedVisit
  readonly details: VisitTaskDetails
  readonly rules: RuleSet
}

/** Opens the visit of a task, if it can still be dosed on: the patient, the plan, the result, the newest dose. */
export async function openWaitingVisit(
  desk: Desk,
  { task }: SeenTask,
): Promise<WaitingVisit | Refused> {
  const { tx, today } = desk
  const details = task.details as VisitTaskDetails
  const patient = await findPatient(tx, task.patientId)
  const episode = await findEpisode(tx, task.episodeId)
  const visit = task.visitId === null ? undefined : await findVisit(tx, task.visitId)
  const result = visit && (await findResult(tx, details.resultId ?? visit.resultId))
  if (!patient || !episode || !visit || !result) return notHere('visit')
  const blocks = dosingBlocks(patient, episode, today)
  const { plan } = episode
  if (blocks.length > 0 || !isDosablePlan(plan)) return refused(409, ...blocks)
  if (result.replaced) return resultReplaced
  if (details.lastDecisionId !== episode.lastDecisionId) return dosedMeanwhile

  const rules = rulesFor(await siteRules(tx), plan.protocol)
  const saved = { visitId: visit.id, resultId: result.id }
  return { kind: 'waiting', patient, episode, plan, saved, details, rules }
}

const resultReplaced = refused(409, {
  field: '',
  code: 'result-replaced',
  message:
    'The result has been corrected or voided since. Close this task with what was done, and enter the visit again.',
})
