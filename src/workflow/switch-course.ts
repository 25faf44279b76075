import { type Day, day } from '#base/day.ts'
import { afterStep, type SwitchState, type SwitchStep } from '#register/switch-plan.ts'
import {
  addSwitchEvent,
  type FoundSwitch,
  moveSwitch,
  runningSwitch,
  type SwitchEvent,
  switchesOf,
} from '#store/switches.ts'
import { findTask } from '#store/tasks.ts'
import { type OpenCourse, openCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'
import { minutesUntilEvening } from './until-evening.ts'
import { openTask } from './visit-task.ts'

/** A change of medicine with the course of the old medicine, as its page had shown it. */
export type OpenSwitch = {
  readonly kind: 'switch'
  readonly found: FoundSwitch
  readonly old: OpenCourse
}

/** Opens the change that the course of the old medicine is in, if it is in one of these states. */
export async function openSwitch(
  desk: Desk,
  asked: { readonly episodeId?: string; readonly version?: string },
  states: readonly SwitchState[],
): Promise<OpenSwitch | Refused> {
  const old = await openCourse(desk, asked)
  if (old.kind === 'refused') return old
  const all = await switchesOf(desk.tx, old.patient.id)
  const found = all.find(
    ({ oldEpisodeId, state }) => oldEpisodeId === old.episode.id && states.includes(state),
  )
  return found === undefined ? NO_CHANGE : { kind: 'switch', found, old }
}

const NO_CHANGE = refused(409, {
  field: '',
  code: 'no-change-here',
  message: 'There is no change of medicine here at this step. Open the treatment plan.',
})

/** What becomes of a change: whatever is not named stays as it is. */
type Change = Partial<Pick<FoundSwitch, 'newEpisodeId' | 'fromOn' | 'untilOn' | 'taskId'>>

/** Takes a step of the plan and writes down what was done; the states allow it, or nothing is written. */
export async function stepOn(
  desk: Desk,
  found: FoundSwitch,
  step: SwitchStep,
  change: Change,
  details: SwitchEvent['details'],
): Promise<Refused | undefined> {
  const state = afterStep(found.state, step)
  if (state === undefined) return NO_CHANGE
  const { id, version, newEpisodeId, fromOn, untilOn, taskId } = found
  const kept = { id, version, newEpisodeId, fromOn, untilOn, taskId }
  const changedAt = new Date(desk.now).toISOString()
  const moved = await moveSwitch(desk.tx, { ...kept, ...change, state, changedAt })
  if (!moved) return changedMeanwhile('this change of medicine')
  await noteEvent(desk, id, { sequence: version + 1, what: step, state, details })
  return undefined
}

/** Appends what happened to a change. */
export const noteEvent = (
  { tx, actor, now, newId }: Desk,
  switchId: string,
  event: Pick<SwitchEvent, 'sequence' | 'what' | 'state' | 'details'>,
): Promise<void> =>
  addSwitchEvent(tx, {
    ...event,
    id: newId(),
    switchId,
    by: actor.accountId,
    at: new Date(now).toISOString(),
  })

/** Opens the task that a change is owned by until its next step; it escalates in the evening of its day. */
export const openSwitchTask = (
  desk: Desk,
  task: {
    readonly patientId: string
    readonly episodeId: string
    readonly title: string
    readonly dueOn: Day
    readonly note: string
  },
): Promise<string> => {
  const { dueOn, ...rest } = task
  return openTask(desk, {
    ...rest,
    kind: 'medicine-change',
    visitId: null,
    details: {},
    forWhom: 'prescriber',
    takenBy: desk.actor.accountId,
    withinMinutes: minutesUntilEvening(desk, dueOn),
  })
}

/** Closes the task of the step that was taken. */
export async function closeSwitchTask(
  desk: Desk,
  { taskId }: Pick<FoundSwitch, 'taskId'>,
  code: string,
  note: string,
): Promise<Refused | undefined> {
  const task = await findTask(desk.tx, taskId)
  if (task === undefined) return notHere('task')
  if (task.state === 'closed') return undefined
  return finishTask(desk, { kind: 'seen', task, version: task.version, note }, code)
}

/** Closes the task of one step and opens that of the next. */
export async function nextSwitchTask(
  desk: Desk,
  found: FoundSwitch,
  code: string,
  next: Parameters<typeof openSwitchTask>[1],
): Promise<string | Refused> {
  const trouble = await closeSwitchTask(desk, found, code, next.note)
  return trouble ?? openSwitchTask(desk, next)
}

/** Why a course is not touched while a change of medicine runs on it; undefined when none does. */
export async function runningChange(
  { tx }: Desk,
  { patientId, id }: { readonly patientId: string; readonly id: string },
): Promise<Refused | undefined> {
  const running = await runningSwitch(tx, patientId)
  return running === undefined || (running.oldEpisodeId !== id && running.newEpisodeId !== id)
    ? undefined
    : refused(409, {
        field: '',
        code: 'change-runs',
        message: `A change from ${running.oldMedicine} to ${running.newMedicine} is not finished. Finish it or give it up in the treatment plan first.`,
      })
}

/** Why warfarin that was stopped for a change is not resumed: undefined when it was not. */
export async function waitingChange(
  { tx }: Desk,
  { patientId, id }: { readonly patientId: string; readonly id: string },
): Promise<Refused | undefined> {
  const running = await runningSwitch(tx, patientId)
  if (running?.state !== 'waiting' || running.oldEpisodeId !== id) return undefined
  const message = `Warfarin is stopped for a change to ${running.newMedicine}. Give the change up in the treatment plan before it is resumed.`
  return refused(409, { field: '', code: 'change-runs', message })
}

/** A stored change as it is shown. */
export const shownSwitch = ({ fromOn, untilOn, ...found }: FoundSwitch) => ({
  ...found,
  fromOn: day(fromOn),
  untilOn: day(untilOn),
})
