import { indicationOf } from '#clinical/indications.ts'
import type { Target } from '#clinical/target.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { type PlanWarning, targetMisfits, type WarningReason } from '#register/plan-warnings.ts'
import { targetWords } from '#register/plan-words.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { FoundPatient } from '#store/patients.ts'
import {
  type AgreedStep,
  addTargetCheck,
  isTargetAgreed,
  openTargetCheck,
  settleTargetCheck,
} from '#store/target-checks.ts'
import { findTask } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { siteRules } from './site-rules.ts'
import { TREATED } from './target-doubt.ts'
import { openTask } from './visit-task.ts'

type Course = { readonly patient: FoundPatient; readonly episode: FoundEpisode }

/**
 * What is unusual about the target of a plan and nobody but its writer has agreed to; empty when it fits, when two people
 * have agreed to it, or when it is the one under which the patient is treated already (H07).
 */
export async function unagreed(
  { tx }: Pick<Desk, 'tx'>,
  { patient, episode }: Course,
  plan: EpisodePlan,
): Promise<readonly PlanWarning[]> {
  const misfits = targetMisfits(plan, patient.details)
  if (plan.target === null || misfits.length === 0 || isInForce(episode, plan)) return []
  return (await isTargetAgreed(tx, episode.id, plan.indication, plan.target)) ? [] : misfits
}

const isInForce = ({ phase, standing, plan: before }: FoundEpisode, plan: EpisodePlan): boolean =>
  standing === 'confirmed' &&
  TREATED.includes(phase) &&
  before.indication === plan.indication &&
  isSameTarget(before.target, plan.target)

export const isSameTarget = (one: Target | null, other: Target | null): boolean =>
  one?.valueTenths === other?.valueTenths &&
  one?.lowTenths === other?.lowTenths &&
  one?.highTenths === other?.highTenths

export type AskedTarget = {
  readonly plan: EpisodePlan
  readonly step: AgreedStep
  readonly misfits: readonly PlanWarning[]
  readonly reason: { readonly code: WarningReason; readonly note: string }
  readonly words: string
}

/** Puts a target before a second clinician, as a task with the clock of a referral; one that waited already is withdrawn. */
export async function askSecond(
  desk: Desk,
  episode: Pick<FoundEpisode, 'id' | 'patientId' | 'version'>,
  { plan, step, misfits, reason, words }: AskedTarget,
): Promise<string> {
  const { target, indication } = plan
  if (target === null || indication === null) throw new Error('only a target that is given waits')
  await withdrawTarget(desk, episode.id)
  const { referralMinutes } = await siteRules(desk.tx)
  const label = indicationOf(indication)?.label ?? indication
  const taskId = await openTask(desk, {
    kind: 'target-check',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    title: `A second clinician is needed: target ${targetWords(target)} for ${label}`,
    details: {},
    forWhom: 'authoriser',
    takenBy: null,
    withinMinutes: referralMinutes,
    note: words,
  })
  const id = desk.newId()
  await addTargetCheck(desk.tx, {
    id,
    patientId: episode.patientId,
    episodeId: episode.id,
    planVersion: episode.version,
    indication,
    target,
    step,
    warnings: misfits,
    reasonCode: reason.code,
    reasonNote: reason.note,
    words,
    taskId,
    proposedBy: desk.actor.accountId,
    proposedAt: new Date(desk.now).toISOString(),
  })
  return id
}

/** A target that waited is asked for no more: another plan has taken its place, unless something else is why. */
export async function withdrawTarget(
  desk: Desk,
  episodeId: string,
  note = 'Another plan was written',
): Promise<void> {
  const { tx, actor, now } = desk
  const open = await openTargetCheck(tx, episodeId)
  if (open === undefined) return
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  await settleTargetCheck(tx, { id: open.id, state: 'withdrawn', by, at, note })
  await closeTargetTask(desk, open.taskId, 'withdrawn', note)
}

/** Closes the task of a check, unless something else has closed it. */
export async function closeTargetTask(
  desk: Desk,
  taskId: string,
  code: string,
  note: string,
): Promise<void> {
  const task = await findTask(desk.tx, taskId)
  if (task === undefined || task.state === 'closed') return
  await finishTask(desk, { kind: 'seen', task, version: task.version, note }, code)
}
