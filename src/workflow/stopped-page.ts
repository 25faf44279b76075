import { permission } from '#access/policy.ts'
import { type Day, londonDay } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import { printStopLetter } from '#print/stop-letter.ts'
import { formatNhsNumber, type NhsNumber } from '#register/nhs-number.ts'
import { displayName } from '#register/person-name.ts'
import {
  type FoundMessage,
  findMessage,
  type MessageEvent,
  messageEvents,
  noticesOf,
} from '#store/outbox.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { thisProvider } from '#store/providers.ts'
import { notHere } from './outcome.ts'
import { view } from './view.ts'

/** A letter with what became of it. */
export type Notice = FoundMessage & { readonly events: readonly MessageEvent[] }

/** The letters of a course that was stopped: to the practice and to the pharmacy. */
export type StoppedPage = {
  readonly kind: 'stopped'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly notices: readonly Notice[]
  readonly mayConfirm: boolean
}

export const stoppedPage = view<{ readonly episodeId: string }, StoppedPage>(
  'see-patient',
  async ({ tx, actor, today }, asked) => {
    const episodeId = uuid(asked.episodeId)
    const found = episodeId === undefined ? [] : await noticesOf(tx, episodeId)
    const [first] = found
    const patient = first && (await patientOnScreen(tx, first.patientId))
    if (patient === undefined) return notHere('letter')
    const notices: Notice[] = []
    for (const notice of found.toReversed()) {
      notices.push({ ...notice, events: await messageEvents(tx, notice.id) })
    }
    const mayConfirm = permission('confirm-notice', actor, today).kind === 'allowed'
    return { kind: 'stopped', today, patient, notices, mayConfirm }
  },
  (_asked, { patient }) => patient.id,
)

export type PrintedLetter = {
  readonly kind: 'printed'
  readonly patientId: string
  readonly fileName: string
  readonly pdf: Uint8Array
}

/** Who a letter is to, as it stands on it. */
export const toWhom = ({
  recipient,
  address,
}: Pick<FoundMessage, 'recipient' | 'address'>): string =>
  recipient === 'practice' ? `The registered practice, ODS code ${address}` : address

/** One letter as it was written. */
export const stopLetter = view<{ readonly messageId: string }, PrintedLetter>(
  'confirm-notice',
  async ({ tx }, asked) => {
    const messageId = uuid(asked.messageId)
    const message = messageId && (await findMessage(tx, messageId))
    if (message === undefined || message.kind !== 'stop-notice') return notHere('letter')
    const patient = await patientOnScreen(tx, message.patientId)
    const provider = await thisProvider(tx)
    if (patient === undefined || provider === undefined) return notHere('letter')
    const { details } = patient
    const pdf = await printStopLetter({
      provider,
      patient: {
        name: displayName(details),
        dateOfBirth: details.dateOfBirth,
        nhsNumber:
          details.nhs.kind === 'number' ? formatNhsNumber(details.nhs.number as NhsNumber) : 'none',
      },
      to: toWhom(message),
      paragraphs: message.parts,
      madeOn: londonDay(message.askedAt),
      madeBy: message.byName,
      madeAt: message.askedAt,
    })
    const fileName = `stopped-${message.recipient}.pdf`
    return { kind: 'printed', patientId: patient.id, fileName, pdf }
  },
  (_asked, { patientId }) => patientId,
)
