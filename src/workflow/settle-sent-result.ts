import { uuid } from '#base/ids.ts'
import { trimAscii } from '#base/typed-text.ts'
import { wordIn } from '#register/typed-fields.ts'
import { addSentStep, findSent } from '#store/sent-results.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** What may become of a result that is held. */
export const SENT_SETTLINGS = {
  'entered-by-hand': 'Entered by hand in the record of the patient',
  'another-service': 'Of a patient of another service, which has been told',
  'laboratory-asked': 'The laboratory has been asked and sends it again',
  'not-needed': 'Not needed: the record is right without it',
} as const

/** Says what became of a result that is held, so that the list of them ends; it stays as it was sent. */
export const settleSentResult = act<TextFields<'sentId' | 'how' | 'reasonText'>, Done>({
  name: 'settle-sent-result',
  parse: (input) => readTextFields(input, ['sentId', 'how', 'reasonText']),
  perform: async ({ tx, actor, now }, fields) => {
    const id = uuid(fields.sentId)
    const sent = id && (await findSent(tx, id))
    if (sent === undefined) return notHere('result')
    if (sent.step !== 'held') return NOT_HELD
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

const NOT_HELD = refused(409, {
  field: '',
  code: 'not-held',
  message: 'This result is not held, or somebody has settled it already.',
})
