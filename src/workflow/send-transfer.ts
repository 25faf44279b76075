import { type ProviderId, uuid } from '#base/ids.ts'
import { missingOfPackage } from '#register/transfer.ts'
import { type Findings, typedNote } from '#register/typed-fields.ts'
import { thisProvider } from '#store/providers.ts'
import { providerNamed } from '#store/service-offers.ts'
import { addTransfer, addTransferEvent, openTransferOf, type Transfer } from '#store/transfers.ts'
import { besideOf, type Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { packageOf, type SentCourse } from './transfer-package.ts'
import { eventOf, lineBeside } from './transfer-steps.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['episodeId', 'to', 'otherName', 'otherContact', 'note'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical */
const LONGEST_LINE = 200
/** @technical */
const LONGEST_NOTE = 1000

/**
 * Asks another provider to take a patient on, of this installation or outside it (S4, S22). Nothing changes here by it: this provider
 * answers for the patient, and calls, recalls and doses, until the other has accepted.
 */
export const sendTransfer = act<Fields, Done>({
  name: 'send-transfer',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const sent = await packageOf(desk, idTyped(fields.episodeId))
    if (sent.kind === 'refused') return sent
    const to = await readReceiver(desk, fields, sent)
    if (to.kind === 'refused') return to
    if ((await openTransferOf(desk.tx, sent.episode.id)) !== undefined) return SENT_ALREADY
    const missing = missingOfPackage(sent.package, desk.today)
    if (missing.length > 0) {
      return refused(422, ...missing.map((one) => ({ ...one, field: '' })))
    }

    const id = desk.newId()
    await write(desk, sent, { id, ...to })
    const { patient, episode } = sent
    const noted = { episode: episode.id, to: to.otherProviderId ?? 'outside' }
    return { kind: 'done', patientId: patient.id, subject: id, noted }
  },
})

type Receiver = Pick<Transfer, 'otherProviderId' | 'otherName' | 'otherContact'> & {
  readonly kind: 'receiver'
  readonly note: string
}

async function readReceiver(
  desk: Desk,
  fields: Fields,
  sent: SentCourse,
): Promise<Receiver | Refused> {
  const findings: Findings = [...freeTextFindings(fields, sent.patient)]
  const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
  if (note === '') findings.push(WHY)
  const to =
    fields.to === 'outside'
      ? readOutside(fields, findings)
      : await readHere(desk, fields, sent, findings)
  if (findings.length > 0 || to === undefined) return refused(422, ...findings)
  return { kind: 'receiver', note, ...to }
}

type To = Omit<Receiver, 'kind' | 'note'>

function readOutside(fields: Fields, findings: Findings): To {
  const otherName = typedNote(fields, 'otherName', LONGEST_LINE, findings)
  const otherContact = typedNote(fields, 'otherContact', LONGEST_LINE, findings)
  if (otherName === '') findings.push(WHOM)
  if (otherContact === '') findings.push(HOW_REACHED)
  return { otherProviderId: null, otherName, otherContact }
}

async function readHere(
  { tx }: Desk,
  fields: Fields,
  { package: { plan } }: SentCourse,
  findings: Findings,
): Promise<To | undefined> {
  const to = uuid<ProviderId>(fields.to)
  const name = to === undefined ? undefined : await providerNamed(tx, to)
  if (plan.medicine !== 'warfarin') findings.push(WARFARIN_ONLY)
  if (to === undefined || name === undefined || to === tx.providerId) {
    findings.push(CHOOSE)
    return undefined
  }
  return { otherProviderId: to, otherName: name, otherContact: '' }
}

async function write(
  desk: Desk,
  { patient, episode, package: handed }: SentCourse,
  { id, otherProviderId, otherName, otherContact, note }: Receiver & { readonly id: string },
): Promise<void> {
  const at = new Date(desk.now).toISOString()
  const own: Transfer = {
    id,
    side: 'sends',
    ...{ otherProviderId, otherName, otherContact },
    patientId: patient.id,
    episodeId: episode.id,
  }
  const event = await eventOf(desk, [], { what: 'sent', words: note, package: handed })
  const keep = async (tx: Tx, transfer: Transfer) => {
    await addTransfer(tx, transfer, at)
    await addTransferEvent(tx, id, event)
  }
  await keep(desk.tx, own)
  if (otherProviderId === null) return
  const here = await thisProvider(desk.tx)
  await besideOf(desk.tx, otherProviderId, async (tx) => {
    await keep(tx, {
      id,
      side: 'receives',
      otherProviderId: desk.tx.providerId,
      otherName: here?.name ?? event.byProvider,
      otherContact: here?.telephone ?? '',
      patientId: null,
      episodeId: null,
    })
    return { answer: undefined, line: lineBeside(desk, own, event) }
  })
}

const WHY = {
  field: 'note',
  code: 'required',
  message: 'Say why the patient is handed over, and what the other provider should know.',
}
const WHOM = {
  field: 'otherName',
  code: 'required',
  message: 'Enter the name of the provider who is asked.',
}
const HOW_REACHED = {
  field: 'otherContact',
  code: 'required',
  message: 'Enter how that provider is reached: a telephone number or an address.',
}
const CHOOSE = {
  field: 'to',
  code: 'required',
  message: 'Choose who is asked to take the patient on.',
}
const WARFARIN_ONLY = {
  field: 'to',
  code: 'warfarin-only',
  message:
    'Between providers here, only warfarin is handed over. Choose another provider, and send the record by letter.',
}
const SENT_ALREADY = refused(409, {
  field: '',
  code: 'transfer-open',
  message: 'This patient is being handed over already. Withdraw that first.',
})
