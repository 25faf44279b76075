import { type DecisionId, uuid } from '#base/ids.ts'
import { type FoundDecision, findDecision } from '#store/decisions.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { countsAsTold, toldOf } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { waitForVisit } from '#store/visits.ts'
import { textOfDose } from './dose-text.ts'
import { notHere, type Refused, refused, refusedField } from './outcome.ts'

/** The text of a dose that may be sent now, by hand or by a gateway, to the number that was shown. */
export type TextToSend = {
  readonly kind: 'text'
  readonly decision: FoundDecision
  readonly patient: FoundPatient
  readonly messages: readonly string[]
}

/** Reads what is to be sent, with the record of the patient in hand; or why nothing of it is. */
export async function textToSend(
  tx: Tx,
  asked: { readonly decisionId?: string; readonly number?: string },
): Promise<TextToSend | Refused> {
  const decisionId = uuid<DecisionId>(asked.decisionId)
  const decision = decisionId && (await findDecision(tx, decisionId))
  if (decision === undefined) return notHere('dose')
  await waitForVisit(tx, decision.patientId)
  const patient = await findPatient(tx, decision.patientId)
  if (patient === undefined) return notHere('dose')
  const text = await textOfDose(tx, decision, patient)
  if (text === null) return notInForce
  if (text.kind === 'letter') return asLetter
  if (countsAsTold(await toldOf(tx, decision.id))) return toldAlready
  const { mobile } = patient.details
  if (mobile === '' || asked.number !== mobile) return otherNumber
  return { kind: 'text', decision, patient, messages: text.messages }
}

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
