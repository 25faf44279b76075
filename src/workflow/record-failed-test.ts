import { day } from '#base/day.ts'
import { act, type Done } from './act.ts'
import { refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { openVisitCase, waitingFirst } from './visit-case.ts'
import { openTask } from './visit-task.ts'

const FIELDS = ['patientId', 'outcome'] as const

const OUTCOMES: Readonly<Record<string, string>> = {
  'test-failed': 'Test failed: no INR. Test again or take a venous sample today.',
  'sample-unsuitable': 'Sample unsuitable: no INR. Take another sample today.',
}

/** Minutes until a test without a result is brought to the clinical lead: the end of the clinic. @see docs/evidence.md#failed-test */
const REPEAT_WITHIN_MINUTES = 240

/** Records that a test gave no INR (D1.36, D1.37): no result is stored, and repeating it is an owned task. */
export const recordFailedTest = act<
  TextFields<(typeof FIELDS)[number]>,
  Done & { readonly taskId: string }
>({
  name: 'record-failed-test',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const known = await openVisitCase(desk, fields.patientId, 'to-save')
    if ('kind' in known) return known
    if (known.arrived !== null) return waitingFirst(day(known.arrived.sampledOn))
    const title = OUTCOMES[fields.outcome ?? '']
    if (title === undefined) {
      return refusedField('outcome', 'required', 'Say whether the test failed or the sample did.')
    }

    const taskId = await openTask(desk, {
      kind: 'test-failed',
      patientId: known.patient.id,
      episodeId: known.episode.id,
      visitId: null,
      title,
      details: { outcome: fields.outcome },
      forWhom: 'authoriser',
      takenBy: desk.actor.accountId,
      withinMinutes: REPEAT_WITHIN_MINUTES,
      note: '',
    })
    return { kind: 'done', patientId: known.patient.id, subject: taskId, taskId }
  },
})
