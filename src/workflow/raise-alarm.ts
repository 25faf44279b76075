import { permission } from '#access/policy.ts'
import { trimAscii } from '#base/typed-text.ts'
import { act } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { initiationStop } from './initiation-limits.ts'
import { openVisit } from './open-visit.ts'
import { openVisitTask } from './open-visit-task.ts'
import { refused } from './outcome.ts'
import type { TaskOpened } from './refer-visit.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { VISIT_FIELDS } from './visit-form.ts'
import { clockOfAlarms } from './visit-task.ts'

const FIELDS = [...VISIT_FIELDS, 'note'] as const

/**
 * Saves a result on which nothing may be calculated, as a task with the published action and its clock. Whoever
 * may decide it has it at once; else it waits on the list of those who may.
 */
export const raiseAlarm = act<TextFields<(typeof FIELDS)[number]>, TaskOpened>({
  name: 'raise-alarm',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const open = await openVisit(desk, fields, 'to-save')
    if (open.kind === 'refused') return open
    const { known, suggestion } = open
    if (suggestion.advice.kind !== 'alarm') return noAlarm
    const findings = freeTextFindings(fields, known.patient)
    if (findings.length > 0) return refused(422, ...findings)

    const mayDecide =
      permission('authorise-dose', desk.actor, desk.today).kind === 'allowed' &&
      initiationStop(desk, suggestion.inputs) === undefined
    const taskId = await openVisitTask(desk, open, {
      kind: 'alarm',
      ...clockOfAlarms(suggestion.advice.alarms),
      note: trimAscii(fields.note ?? ''),
      proposed: null,
      takenBy: mayDecide ? desk.actor.accountId : null,
    })
    return {
      kind: 'done',
      patientId: known.patient.id,
      subject: taskId,
      noted: { alarms: suggestion.advice.alarms.map(({ code }) => code) },
      taskId,
    }
  },
})

const noAlarm = refused(409, {
  field: '',
  code: 'no-alarm',
  message: 'Nothing about this result asks for an alarm. Accept the dose, change it or refer it.',
})
