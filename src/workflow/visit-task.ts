import type { Alarm } from '#clinical/warfarin/advice.ts'
import type { Suggestion } from '#store/decisions.ts'
import type { SeenOpinion } from '#store/forecasts.ts'
import { addTask, addTaskEvent, type FoundTask, type NewTask } from '#store/tasks.ts'
import type { ReadChange } from './changed-dose.ts'
import type { Desk } from './desk.ts'

/** The dose that somebody proposes to a second clinician. */
export type ProposedDose = Omit<Extract<ReadChange, { kind: 'change' }>, 'kind'>

/** What a referred or alarmed visit carries: enough to decide on it as it was, however late it is taken. */
export type VisitTaskDetails = {
  readonly suggestion: Suggestion
  readonly proposed: ProposedDose | null
  readonly note: string
  /** The plan and the newest dose when the task was opened: a decision on others would be on another case. */
  readonly planVersion: number
  readonly lastDecisionId: string | null
  /** The correction that a decision is about, when it is not the result that the visit entered. */
  readonly resultId?: string
  /** The forecast that stood beside the suggestion when the visit was referred; absent where there was none. */
  readonly secondOpinion?: SeenOpinion
}

/** What a task carries of its visit; null for a task about something else. */
export const visitDetails = ({ visitId, details }: FoundTask): VisitTaskDetails | null =>
  visitId === null ? null : (details as VisitTaskDetails)

const MINUTE_MS = 60_000

export type VisitTask = {
  readonly kind: 'referral' | 'alarm' | 'venous-confirmation'
  readonly title: string
  readonly forWhom: NewTask['forWhom']
  readonly withinMinutes: number
  readonly note: string
  readonly proposed: ProposedDose | null
  readonly secondOpinion?: SeenOpinion | undefined
  /** Whose it is at once, when the person who saves it may decide it. */
  readonly takenBy: string | null
}

type TaskOrder = Omit<NewTask, 'id' | 'openedBy' | 'openedAt' | 'dueAt'> & {
  readonly withinMinutes: number
  readonly note: string
  /** The task in whose place it stands: the clock runs on from there. */
  readonly runsSince?: Pick<FoundTask, 'openedAt' | 'dueAt'>
}

/** Opens a task with its clock, and the first line of what happened to it. */
export async function openTask(desk: Desk, order: TaskOrder): Promise<string> {
  const { tx, actor, now } = desk
  const { withinMinutes, note, runsSince, ...task } = order
  const id = desk.newId()
  const at = new Date(now).toISOString()
  const due = Math.min(now + withinMinutes * MINUTE_MS, runsSince?.dueAt ?? Infinity)
  const openedAt = new Date(runsSince?.openedAt ?? now).toISOString()
  const dueAt = new Date(due).toISOString()
  await addTask(tx, { ...task, id, openedBy: actor.accountId, openedAt, dueAt })
  const event = { id: desk.newId(), taskId: id, what: 'opened', note: note || null }
  await addTaskEvent(tx, { ...event, by: actor.accountId, at })
  return id
}

/** The clock and the addressee of several alarms: the most urgent, and a prescriber if one of them asks for one. */
export function clockOfAlarms(
  alarms: readonly Alarm[],
): Pick<VisitTask, 'title' | 'forWhom' | 'withinMinutes'> {
  return {
    title: alarms.map(({ title }) => title).join('; '),
    forWhom: alarms.some(({ who }) => who === 'prescriber') ? 'prescriber' : 'authoriser',
    withinMinutes: Math.min(...alarms.map(({ withinMinutes }) => withinMinutes)),
  }
}
