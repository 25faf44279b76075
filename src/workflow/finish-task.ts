import { addTaskEvent, closeTaskRow } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import type { Refused } from './outcome.ts'
import { type SeenTask, taskChanged } from './task-fields.ts'

/** Closes a task with a code and a line of its history, unless somebody has moved it on meanwhile. */
export async function finishTask(
  desk: Desk,
  { task, version, note }: SeenTask,
  code: string,
): Promise<Refused | undefined> {
  const { tx, actor, now } = desk
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  if (!(await closeTaskRow(tx, { id: task.id, version, code, note, by, at }))) return taskChanged

  const event = { id: desk.newId(), taskId: task.id, what: code, note: note || null }
  await addTaskEvent(tx, { ...event, by, at })
  return undefined
}
