import { uuid } from '#base/ids.ts'
import { trimAscii } from '#base/typed-text.ts'
import { wordIn } from '#register/typed-fields.ts'
import { addSentStep, type FoundSent, findSent } from '#store/sent-results.ts'
import { openTasksAbout } from '#store/tasks.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** What may become of a result that is held. */
export const SENT_SETTLINGS = {
  'entered-by-hand': 'Entered by hand in the record of the patient',
  'another-service': 'Of a patient of another service, which has been told',
  'laboratory-asked': 'The laboratory has been asked and sends it again',
  'control-recorded': 'A control: recorded on the page of meters, where it counts',
  'not-needed': 'Not needed: the record is right without it',
} as const

/** Says what became of a result that is held, so that the list of them ends; it stays as it was sent. One that is a task of its patient is dealt with there first. */
export const settleSentResult = act<TextFields<'sentId' | 'how' | 'reasonText'>, Done>({
  name: 'settle-sent-result',
  parse: (input) => readTextFields(input, ['sentId', 'how', 'reasonText']),
  perform: async (desk, fields) => {
    const { tx, actor, now } = desk
    const id = uuid(fields.sentId)
    const sent = id && (await findSent(tx, id))
    if (sent === undefined) return notHere('result')
    if (sent.step !== 'held') return NOT_HELD
    if (await isAskedAbout(desk, sent)) return TASK_OPEN
    const how = wordIn(SENT_SETTLINGS, fields.how)
    const note = trimAscii(fields.reasonText ?? '')
    if (how === undefined) return refusedField('how', 'required', 'Choose what became of it.')
    if (note === '') return refusedField('reasonText', 'required', 'Write what was done, in words.')
    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    const step = {
      step: 'settled',
      code: how,
      says: note,
      patientId: null,
      resultId: null,
    } as const
    if (!(await addSentStep(tx, sent, { ...step, by, at }))) return changedMeanwhile('this result')
    return { kind: 'done', subject: sent.id, noted: { how } }
  },
})

/** Whether a held message is an open task of its patient, once nobody else changes that record. */
export async function isAskedAbout({ tx }: Desk, { id, patientId }: FoundSent): Promise<boolean> {
  if (patientId === null) return false
  await waitForVisit(tx, patientId)
  return (await openTasksAbout(tx, patientId, id)).length > 0
}

const TASK_OPEN = refused(409, {
  field: '',
  code: 'task-open',
  message:
    'This result is an open task of its patient. Close that task first, with what was done, and then settle this.',
})
const NOT_HELD = refused(409, {
  field: '',
  code: 'not-held',
  message: 'This result is not held, or somebody has settled it already.',
})
