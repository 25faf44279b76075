// Heparin beside another anticoagulant: beside what it may go, who answers for it, and whose task its last day is (H18).
import { permission } from '#access/policy.ts'
import { clinicalDate, type Day } from '#base/day.ts'
import { againstBeside, isBridge, isLengthened } from '#register/bridging.ts'
import type { EpisodePlan, Medicine } from '#register/episode.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { runningSwitch } from '#store/switches.ts'
import { openTasksOf } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import type { Finding, Refused } from './outcome.ts'
import { minutesUntilEvening } from './until-evening.ts'
import { openTask } from './visit-task.ts'

/** Why this medicine does not go beside what the person takes, or is to take by a plan or a change that runs. */
export async function besideFindings(
  { tx }: Desk,
  patientId: string,
  medicine: Medicine | null,
  ownId?: string,
): Promise<readonly Finding[]> {
  const courses = await episodesOf(tx, patientId)
  const others = courses.filter(({ id, phase }) => id !== ownId && phase !== 'ended')
  const running = await runningSwitch(tx, patientId)
  const changing = running === undefined ? [] : [running.newMedicine]
  return againstBeside(medicine, [...others.map(({ plan }) => plan.medicine), ...changing])
}

/** Two anticoagulants at once are answered for by somebody who may end the one that goes beside. */
export function bridgeAuthority({ actor, today }: Desk, plan: EpisodePlan): readonly Finding[] {
  if (!isBridge(plan.medicine)) return []
  return permission('end-episode', actor, today).kind === 'allowed' ? [] : [BY_PRESCRIBER]
}

/** The same for a last day that is later than it was. */
export const lengthAuthority = (
  desk: Desk,
  before: EpisodePlan,
  plan: EpisodePlan,
): readonly Finding[] => (isLengthened(before, plan) ? bridgeAuthority(desk, plan) : [])

const BY_PRESCRIBER: Finding = {
  field: 'stopOn',
  code: 'bridge-by-prescriber',
  message:
    'Heparin beside another anticoagulant, and how long, is decided by a prescriber who may end treatment. Ask one to do this.',
}

const ACTIVE: readonly string[] = ['initiating', 'maintaining', 'suspended']

type Course = Pick<FoundEpisode, 'id' | 'patientId' | 'bridging' | 'phase' | 'plan'>

/** The last day of heparin while it is given beside another anticoagulant; undefined when it is not. */
function lastDayOf({ bridging, phase, plan }: Course): Day | undefined {
  if (!bridging || !isBridge(plan.medicine) || !ACTIVE.includes(phase)) return undefined
  return plan.duration?.kind === 'until' ? plan.duration.stopOn : undefined
}

/**
 * Keeps the task that heparin is owned by in step with its course: opened with the first day for whoever made it active,
 * due in the evening of the last day, moved with that day, and closed only when the course has ended. Every version of a
 * course passes here.
 */
export async function keepBridgeTask(
  desk: Desk,
  before: Course,
  after: Course,
  reason: string,
): Promise<Refused | undefined> {
  const [was, is] = [lastDayOf(before), lastDayOf(after)]
  if (was === is) return undefined
  if (was !== undefined) {
    const trouble = await closeBridgeTasks(
      desk,
      before.id,
      is === undefined ? 'ended' : 'moved',
      reason,
    )
    if (trouble !== undefined) return trouble
  }
  if (is !== undefined) await openBridgeTask(desk, after, is, reason)
  return undefined
}

async function closeBridgeTasks(
  desk: Desk,
  episodeId: string,
  code: string,
  note: string,
): Promise<Refused | undefined> {
  const open = await openTasksOf(desk.tx, episodeId)
  for (const task of open.filter(({ kind }) => kind === 'bridging')) {
    const seen = { kind: 'seen', task, version: task.version, note } as const
    const trouble = await finishTask(desk, seen, code)
    if (trouble !== undefined) return trouble
  }
  return undefined
}

const openBridgeTask = (
  desk: Desk,
  { id, patientId }: Course,
  lastOn: Day,
  note: string,
): Promise<string> =>
  openTask(desk, {
    kind: 'bridging',
    patientId,
    episodeId: id,
    visitId: null,
    title: `Two anticoagulants: heparin stops by ${clinicalDate(lastOn)}`,
    details: {},
    forWhom: 'prescriber',
    takenBy: desk.actor.accountId,
    withinMinutes: minutesUntilEvening(desk, lastOn),
    note,
  })
