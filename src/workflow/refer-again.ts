import { act } from './act.ts'
import { finishTask } from './finish-task.ts'
import { refusedField } from './outcome.ts'
import type { TaskOpened } from './refer-visit.ts'
import { siteRules } from './site-rules.ts'
import { seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { readTextFields } from './text-fields.ts'
import { openTask } from './visit-task.ts'

/** Answers what a result was sent back for, and refers it again as it was. */
export const referAgain = act<TaskFields, TaskOpened>({
  name: 'refer-visit',
  parse: (input) => readTextFields(input, TASK_FIELDS),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, ['sent-back'])
    if (seen.kind === 'refused') return seen
    const { task, note } = seen
    if (note === '') return refusedField('note', 'required', 'Say what you found out.')

    const refusal = await finishTask(desk, seen, 'referred-again')
    if (refusal !== undefined) return refusal
    const { referralMinutes } = await siteRules(desk.tx)
    const taskId = await openTask(desk, {
      kind: 'referral',
      patientId: task.patientId,
      episodeId: task.episodeId,
      visitId: task.visitId,
      title: `Referred again: ${note}`,
      details: task.details,
      forWhom: 'authoriser',
      takenBy: null,
      withinMinutes: referralMinutes,
      note,
    })
    return { kind: 'done', patientId: task.patientId, subject: taskId, taskId }
  },
})
