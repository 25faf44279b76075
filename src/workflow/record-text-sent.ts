import { addTextSent } from '#store/texts-sent.ts'
import { act, type Done } from './act.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { textToSend } from './text-to-send.ts'

const FIELDS = ['decisionId', 'number'] as const

/**
 * Records that the text of a dose was sent by hand, to the number on record and now. Sent is not told (H16): the dose stays among
 * those that nobody has told, and is telephoned when no answer is recorded in time.
 */
export const recordTextSent = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'record-told',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, actor, now, newId }, fields) {
    const text = await textToSend(tx, fields)
    if (text.kind === 'refused') return text
    const { decision, patient } = text
    const id = newId()
    const sent = {
      id,
      decisionId: decision.id,
      patientId: patient.id,
      number: patient.details.mobile,
    }
    await addTextSent(tx, { ...sent, by: actor.accountId, at: new Date(now).toISOString() })
    return { kind: 'done', patientId: patient.id, subject: id, noted: { dose: decision.id } }
  },
})
