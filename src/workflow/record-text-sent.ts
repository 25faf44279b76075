import { type DecisionId, uuid } from '#base/ids.ts'
import { findDecision } from '#store/decisions.ts'
import { findPatient } from '#store/patients.ts'
import { addTextSent } from '#store/texts-sent.ts'
import { countsAsTold, toldOf } from '#store/told.ts'
import { act, type Done } from './act.ts'
import { textOfDose } from './dose-text.ts'
import { notHere, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['decisionId', 'number'] as const

/**
 * Records that the text of a dose was sent, to the number on record and now. Sent is not told (H16): the dose stays among
 * those that nobody has told, and is telephoned when no answer is recorded in time.
 */
export const recordTextSent = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'record-told',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, actor, now, newId }, { decisionId, number = '' }) {
    const asked = uuid<DecisionId>(decisionId)
    const decision = asked && (await findDecision(tx, asked))
    const patient = decision && (await findPatient(tx, decision.patientId))
    if (decision === undefined || patient === undefined) return notHere('dose')
    const text = await textOfDose(tx, decision, patient)
    if (text === null) return notInForce
    if (text.kind === 'letter') return asLetter
    if (countsAsTold(await toldOf(tx, decision.id))) return toldAlready
    const { mobile } = patient.details
    if (mobile === '' || number !== mobile) return otherNumber

    const id = newId()
    const sent = { id, decisionId: decision.id, patientId: patient.id, number: mobile }
    await addTextSent(tx, { ...sent, by: actor.accountId, at: new Date(now).toISOString() })
    return { kind: 'done', patientId: patient.id, subject: id, noted: { dose: decision.id } }
  },
})

const notInForce = refused(409, {
  field: '',
  code: 'not-in-force',
  message:
    'This dose is not the one to be given now. If its text has been sent, telephone the patient and say that it does not count; open the patient for what is to be given.',
})
const asLetter = refused(409, {
  field: '',
  code: 'letter',
  message:
    'No text can say this dose safely. If one was sent, telephone the patient; then record how they were told.',
})
const toldAlready = refused(409, {
  field: '',
  code: 'told-already',
  message: 'It is recorded already that the patient was told this dose.',
})
const otherNumber = refusedField(
  'number',
  'number-changed',
  'This is not the mobile number on record now. Check with the patient which is right; if the text went to the wrong number, telephone the patient.',
)
