import { act } from './act.ts'
import { CHANGE_FIELDS, readChange } from './changed-dose.ts'
import { finishTask } from './finish-task.ts'
import { refused } from './outcome.ts'
import type { TaskOpened } from './refer-visit.ts'
import { siteRules } from './site-rules.ts'
import { seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { openWaitingVisit } from './visit-decision.ts'
import { openTask, type VisitTaskDetails } from './visit-task.ts'

const FIELDS = [...TASK_FIELDS, ...CHANGE_FIELDS] as const
type Proposal = TaskFields & TextFields<(typeof CHANGE_FIELDS)[number]>

/** Passes a dose that is beyond the limits to a second authorised clinician, who decides it. */
export const proposeDose = act<Proposal, TaskOpened>({
  name: 'authorise-dose',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, ['referral', 'alarm'])
    if (seen.kind === 'refused') return seen
    const waiting = await openWaitingVisit(desk, seen)
    if (waiting.kind === 'refused') return waiting
    const change = readChange(fields, desk.today)
    if (change.kind === 'refused') return refused(422, ...change.findings)

    const refusal = await finishTask(desk, seen, 'passed-to-second')
    if (refusal !== undefined) return refusal
    const { order, reason } = change
    const details: VisitTaskDetails = { ...waiting.details, proposed: { order, reason } }
    const { referralMinutes } = await siteRules(desk.tx)
    const { task, note } = seen
    const taskId = await openTask(desk, {
      kind: task.kind,
      patientId: task.patientId,
      episodeId: task.episodeId,
      visitId: task.visitId,
      title: `Second clinician needed: ${task.title}`,
      details,
      forWhom: task.forWhom,
      takenBy: null,
      withinMinutes: Math.min(referralMinutes, minutesLeft(task.dueAt, desk.now)),
      note,
    })
    return { kind: 'done', patientId: task.patientId, subject: taskId, taskId }
  },
})

const MINUTE_MS = 60_000

/** Passing a task on does not give it more time. */
const minutesLeft = (dueAt: number, now: number): number =>
  Math.max(1, Math.floor((dueAt - now) / MINUTE_MS))
