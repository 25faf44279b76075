import { addTaskEvent, takeTaskRow } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import { DECIDED_HERE } from './decided-here.ts'
import { seeTask, TASK_FIELDS, type TaskFields, taskChanged } from './task-fields.ts'
import { readTextFields } from './text-fields.ts'

/** Takes a task: from here it is this person's, until it is closed or sent back. */
export const takeTask = act<TaskFields, Done>({
  name: 'take-task',
  parse: (input) => readTextFields(input, TASK_FIELDS),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, DECIDED_HERE)
    if (seen.kind === 'refused') return seen
    const { tx, actor, now } = desk
    const { task, version } = seen
    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    if (!(await takeTaskRow(tx, { id: task.id, version, by, at }))) return taskChanged

    await addTaskEvent(tx, { id: desk.newId(), taskId: task.id, what: 'taken', note: null, by, at })
    return { kind: 'done', patientId: task.patientId, subject: task.id }
  },
})
