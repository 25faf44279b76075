import { day } from '#base/day.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { isOvertaken } from '#store/overtaken.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import { findResult, resultsSince } from '#store/results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { findVisit, waitingResult } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { type DosablePlan, dosingBlocks, isDosablePlan } from './dosing-blocks.ts'
import { meterRegister } from './meter-register.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { procedureBlocks } from './procedure-blocks.ts'
import { heldSince } from './result-to-enter.ts'
import type { SavedVisit } from './save-visit.ts'
import { rulesFor, type SiteRules, siteRules } from './site-rules.ts'
import { unsoundFindings } from './sound-device.ts'
import { dosedMeanwhile } from './suggestion-token.ts'
import type { SeenTask } from './task-fields.ts'
import { heldFirst, waitingFirst } from './visit-case.ts'
import type { VisitTaskDetails } from './visit-task.ts'

/** A saved visit that waits for a decision, with the case as it is now. */
export type WaitingVisit = {
  readonly kind: 'waiting'
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly plan: DosablePlan
  readonly saved: SavedVisit
  /** The instant of the sample, where somebody gave it. */
  readonly sampledAt: number | null
  readonly details: VisitTaskDetails
  readonly rules: RuleSet
  /** Why no dose rests on the meter or the strips that measured it, as they are known now; null where one may (H06). */
  readonly unsound: string | null
}

/**
 * Opens the visit of a task, if it can still be dosed on: the patient, the plan, the newest result and the newest dose. A
 * result that waited is nobody's measure any more once a later one is on record (H05).
 */
export async function openWaitingVisit(
  desk: Desk,
  { task }: Pick<SeenTask, 'task'>,
): Promise<WaitingVisit | Refused> {
  const { tx, today } = desk
  const details = task.details as VisitTaskDetails
  const patient = await findPatient(tx, task.patientId)
  const episode = await findEpisode(tx, task.episodeId)
  const visit = task.visitId === null ? undefined : await findVisit(tx, task.visitId)
  const result = visit && (await findResult(tx, details.resultId ?? visit.resultId))
  if (!patient || !episode || !visit || !result) return notHere('visit')
  const procedure = await openProcedurePlan(tx, episode.id)
  const blocks = [...dosingBlocks(patient, episode, today), ...procedureBlocks(procedure, today)]
  const { plan } = episode
  if (blocks.length > 0 || !isDosablePlan(plan)) return refused(409, ...blocks)
  if (result.replaced) return resultReplaced
  const overtaken = await laterThan(desk, visit, result)
  if (overtaken !== undefined) return overtaken
  if (details.lastDecisionId !== episode.lastDecisionId) return dosedMeanwhile

  const site = await siteRules(tx)
  const rules = rulesFor(site, plan.protocol)
  const unsound = await unsoundNow(desk, site, result)
  const saved = { visitId: visit.id, resultId: result.id }
  const { sampledAt } = result
  const waiting = { kind: 'waiting', patient, episode, plan, saved, sampledAt, details } as const
  return { ...waiting, rules, unsound }
}

/** Why no dose rests on a result that is on record, by what is known of its meter and its strips by now. */
async function unsoundNow(
  { tx, today }: Desk,
  site: SiteRules,
  { method, device, sampledOn, sampledAt }: NonNullable<Awaited<ReturnType<typeof findResult>>>,
): Promise<string | null> {
  const known = { site, register: await meterRegister(tx, today) }
  return (
    unsoundFindings(method, device, known, { on: day(sampledOn), at: sampledAt })[0]?.message ??
    null
  )
}

/** What has been measured, or has arrived, since this visit. */
async function laterThan(
  { tx }: Desk,
  { id: visitId, episodeId }: { readonly id: string; readonly episodeId: string },
  { sampledOn }: { readonly sampledOn: string },
): Promise<Refused | undefined> {
  const known = await resultsSince(tx, episodeId, sampledOn)
  const isLater = known.some((result) => result.sampledOn > sampledOn)
  if (isLater || (await isOvertaken(tx, { visitId }))) return laterResult
  const [held] = heldSince(await openTasksOf(tx, episodeId), sampledOn)
  if (held !== undefined) return heldFirst(held)
  const arrived = await waitingResult(tx, episodeId)
  return arrived && waitingFirst(day(arrived.sampledOn))
}

const resultReplaced = refused(409, {
  field: '',
  code: 'result-replaced',
  message:
    'The result has been corrected or voided since. Close this task with what was done, and enter the visit again.',
})

const laterResult = refused(409, {
  field: '',
  code: 'later-result',
  message:
    'A later INR of this patient is on record, so this one is not dosed on. Decide the dose on the later one, and close this task with what was done.',
})
