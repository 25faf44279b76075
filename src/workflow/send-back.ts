import { act } from './act.ts'
import { finishTask } from './finish-task.ts'
import { refusedField } from './outcome.ts'
import type { TaskOpened } from './refer-visit.ts'
import { siteRules } from './site-rules.ts'
import { seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { readTextFields } from './text-fields.ts'
import { openTask } from './visit-task.ts'

/** Gives a referred result back to the person who referred it, with what is still to be found out. */
export const sendBack = act<TaskFields, TaskOpened>({
  name: 'send-back',
  parse: (input) => readTextFields(input, TASK_FIELDS),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, ['referral'])
    if (seen.kind === 'refused') return seen
    const { task, note } = seen
    if (note === '') return refusedField('note', 'required', 'Say what is still to be found out.')

    const refusal = await finishTask(desk, seen, 'sent-back')
    if (refusal !== undefined) return refusal
    const { referralMinutes } = await siteRules(desk.tx)
    const taskId = await openTask(desk, {
      kind: 'sent-back',
      patientId: task.patientId,
      episodeId: task.episodeId,
      visitId: task.visitId,
      title: `Sent back: ${note}`,
      details: task.details,
      forWhom: 'authoriser',
      takenBy: task.openedBy,
      withinMinutes: referralMinutes,
      note,
    })
    return { kind: 'done', patientId: task.patientId, subject: taskId, taskId }
  },
})
