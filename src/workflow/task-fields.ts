import { type TaskId, uuid } from '#base/ids.ts'
import { trimAscii } from '#base/typed-text.ts'
import { findPatient } from '#store/patients.ts'
import { type FoundTask, findTask, type TaskKind } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import type { TextFields } from './text-fields.ts'

/** What every act on a task is given: which task, as it was seen, and words about it. */
export const TASK_FIELDS = ['taskId', 'version', 'note'] as const
export type TaskFields = TextFields<(typeof TASK_FIELDS)[number]>

/** A task that is still open, as the person saw it. */
export type SeenTask = {
  readonly kind: 'seen'
  readonly task: FoundTask
  readonly version: number
  readonly note: string
}

/** Opens a task of one of these kinds, unless it is closed or somebody has moved it on meanwhile. */
export async function seeTask(
  { tx }: Desk,
  fields: TaskFields,
  kinds: readonly TaskKind[],
): Promise<SeenTask | Refused> {
  const taskId = uuid<TaskId>(fields.taskId)
  const task = taskId && (await findTask(tx, taskId))
  if (task === undefined || !kinds.includes(task.kind)) return notHere('task')
  const patient = await findPatient(tx, task.patientId)
  if (patient === undefined) return notHere('task')
  if (task.state === 'closed') return taskClosed
  if (fields.version !== `${task.version}`) return taskChanged
  const findings = freeTextFindings({ note: fields.note }, patient)
  if (findings.length > 0) return refused(422, ...findings)
  return { kind: 'seen', task, version: task.version, note: trimAscii(fields.note ?? '') }
}

const taskClosed = refused(409, {
  field: '',
  code: 'task-closed',
  message: 'Somebody has already closed this task. Nothing of yours is saved.',
})

export const taskChanged = refused(412, {
  field: '',
  code: 'changed-meanwhile',
  message:
    'Somebody else has moved this task on since you opened it. What you typed is still here: look at the task and save again.',
})
