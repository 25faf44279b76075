import { uuid } from '#base/ids.ts'
import { findMessage } from '#store/outbox.ts'
import { findPatient } from '#store/patients.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, refused, refusedField } from './outcome.ts'
import { confirmNotices } from './stop-notices.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['messageId', 'note'] as const

/** Records that a practice or a pharmacy has confirmed that a medicine is stopped: whom somebody spoke to, or which answer came (H18). */
export const confirmNotice = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'confirm-notice',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const id = uuid(fields.messageId)
    const asked = id && (await findMessage(desk.tx, id))
    if (asked === undefined || asked.kind !== 'stop-notice') return notHere('letter')
    await waitForVisit(desk.tx, asked.patientId)
    const message = await findMessage(desk.tx, asked.id)
    const patient = await findPatient(desk.tx, asked.patientId)
    if (message === undefined || patient === undefined) return notHere('letter')
    if (message.state !== 'to-confirm') return confirmedAlready
    const note = (fields.note ?? '').trim()
    if (note === '') return noteNeeded
    const findings = freeTextFindings({ note }, patient)
    if (findings.length > 0) return refused(422, ...findings)

    const trouble = await confirmNotices(desk, message.episodeId, { messageId: message.id, note })
    if (trouble !== undefined) return trouble
    const noted = { did: 'notice-confirmed', of: message.recipient }
    return { kind: 'done', patientId: message.patientId, subject: message.id, noted }
  },
})

const confirmedAlready = refused(409, {
  field: '',
  code: 'confirmed-already',
  message: 'This letter has been confirmed already. Open the page again.',
})
const noteNeeded = refusedField(
  'note',
  'required',
  'Write down who confirmed it, and how: the name, or the letter that came.',
)
