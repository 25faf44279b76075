import { lastSentAt } from '#recall/sending.ts'
import type { ContactDetails } from '#register/contact-details.ts'
import { asMobile } from '#register/mobile-number.ts'
import { addMessage, addMessageEvent, textMessageOf } from '#store/outbox.ts'
import { act, type Done } from './act.ts'
import { type Finding, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { textToSend } from './text-to-send.ts'

const FIELDS = ['decisionId', 'number'] as const

/**
 * Puts the text of a dose into the outbox, as it reads now and to the number on record: from there it is given to the gateway
 * exactly once, or somebody telephones (H16). One message for each version of a dose, and none without a person who asks.
 */
export const sendText = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'send-text',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, actor, now, newId, sendsTexts }, fields) {
    if (!sendsTexts) return noGateway
    const text = await textToSend(tx, fields)
    if (text.kind === 'refused') return text
    const { decision, patient, messages } = text
    if ((await textMessageOf(tx, decision.id)) !== undefined) return sentAlready
    const against = againstText(patient.details)
    if (against !== undefined) return refused(422, against)

    const [id, at, by] = [newId(), new Date(now).toISOString(), actor.accountId]
    await addMessage(tx, {
      id,
      patientId: patient.id,
      episodeId: decision.episodeId,
      kind: 'dose',
      channel: 'text',
      recipient: 'patient',
      address: asMobile(patient.details.mobile),
      parts: messages,
      decisionId: decision.id,
      by,
      at,
      expiresAt: new Date(lastSentAt(now)).toISOString(),
    })
    await addMessageEvent(tx, { id: newId(), messageId: id, what: 'asked', note: null, by, at })
    return { kind: 'done', patientId: patient.id, subject: id, noted: { dose: decision.id } }
  },
})

/** Why no gateway sends a text to somebody, whatever it says; a person who copies one by hand looks for themselves. */
export function againstText({
  mobile,
  contactVerifiedOn,
  preferredChannel,
}: Pick<ContactDetails, 'mobile' | 'contactVerifiedOn' | 'preferredChannel'>): Finding | undefined {
  const finding = (code: string, message: string): Finding => ({ field: 'send', code, message })
  if (asMobile(mobile) === 'no-mobile') {
    return finding('no-mobile', 'No text can be sent to this number. Correct the mobile number.')
  }
  if (contactVerifiedOn === null) {
    return finding(
      'number-not-checked',
      'Nobody has checked this number with the patient. Check it, and record the day in their details; or tell them in another way.',
    )
  }
  if (preferredChannel === 'text-message' || preferredChannel === 'not-known') return undefined
  return finding(
    'prefers-another-way',
    'The patient has asked to be reached in another way. Tell them in that way, or change their details with them.',
  )
}

const noGateway = refused(409, {
  field: '',
  code: 'no-gateway',
  message: 'No gateway for texts is set up here. Copy the text, and record that you have sent it.',
})
const sentAlready = refused(409, {
  field: '',
  code: 'sent-already',
  message: 'The text of this dose has been given to be sent. Look below what became of it.',
})
