import { clinicalDate, type Day } from '#base/day.ts'
import { DECLINED_BECAUSE, type TransferPackage, type TransferStep } from '#register/transfer.ts'
import { type Findings, requiredChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import { findStaff } from '#store/staff.ts'
import { findTransfer } from '#store/transfers.ts'
import { besideOf } from '#store/tx.ts'
import { endedAt } from './accept-transfer.ts'
import { type Act, act, type Done } from './act.ts'
import { sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { holdsOtherNumber } from './free-text.ts'
import { notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { packageOf } from './transfer-package.ts'
import { eventOf, lineBeside, type OpenTransfer, openTransfer, takeStep } from './transfer-steps.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'transferId',
  'words',
  'because',
  'signposted',
  'acceptedBy',
  ...dayBoxes('acceptedOn'),
] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical */
const LONGEST_NOTE = 1000
/** @technical */
const LONGEST_LINE = 200

const stepAct = (
  name: 'answer-transfer' | 'send-transfer',
  perform: (desk: Desk, fields: Fields) => Promise<Done | Refused>,
): Act<Fields, Done> =>
  act({ name, parse: (input): Parsed<Fields> => readTextFields(input, FIELDS), perform })

/** A step that is nothing but words. */
const saying = (what: TransferStep, missing: string): Act<Fields, Done> =>
  stepAct('answer-transfer', async (desk, fields) => {
    const open = await openTransfer(desk, idTyped(fields.transferId), what)
    if (open.kind === 'refused') return open
    const findings: Findings = []
    const words = wordsTyped(fields, open.package, findings)
    if (words === '') findings.push({ field: 'words', code: 'required', message: missing })
    if (findings.length > 0) return refused(422, ...findings)
    return (await takeStep(desk, open, { what, words })) ?? done(open, what)
  })

function wordsTyped(fields: Fields, { patient }: TransferPackage, findings: Findings): string {
  const words = typedNote(fields, 'words', LONGEST_NOTE, findings)
  const own = patient.nhs.kind === 'number' ? patient.nhs.number : ''
  if (holdsOtherNumber(words, own)) findings.push(OTHER_NUMBER)
  return words
}

function done({ transfer: { id, patientId } }: OpenTransfer, what: TransferStep): Done {
  const noted = { what }
  return { kind: 'done', subject: id, noted, ...(patientId !== null && { patientId }) }
}

/** Asks the sender something; the sender answers for the patient meanwhile. */
export const askAboutTransfer = saying('asked', 'Say what is asked or missing.')

/** Answers what the other provider asked. */
export const answerTransfer = saying('answered', 'Answer what was asked.')

/** Takes back that somebody was asked to take a patient on. */
export const withdrawTransfer = saying('withdrawn', 'Say why it is withdrawn.')

/** Does not take a patient on, with why, and where the patient was signposted to (S21); the sender still answers for the patient. */
export const declineTransfer = stepAct('answer-transfer', async (desk, fields) => {
  const open = await openTransfer(desk, idTyped(fields.transferId), 'declined')
  if (open.kind === 'refused') return open
  const findings: Findings = []
  const choose = 'Choose why this patient is not taken on.'
  const because = requiredChoice(DECLINED_BECAUSE, fields, 'because', choose, findings)
  const note = wordsTyped(fields, open.package, findings)
  const to = typedNote(fields, 'signposted', LONGEST_LINE, findings)
  if (because === 'other' && note === '') findings.push(SAY_WHICH)
  if (findings.length > 0 || because === undefined) return refused(422, ...findings)
  const signposted = to === '' ? '' : `Signposted to ${to}`
  const words = sentences(DECLINED_BECAUSE[because], note, signposted)
  return (await takeStep(desk, open, { what: 'declined', words })) ?? done(open, 'declined')
})

/** Has what was handed over made anew from the record of the sender as it stands now. */
export const renewTransfer = stepAct('answer-transfer', async (desk, fields) => {
  const open = await openTransfer(desk, idTyped(fields.transferId), 'renewed')
  if (open.kind === 'refused') return open
  const { transfer, events } = open
  if (transfer.otherProviderId === null || transfer.side !== 'receives') return FROM_OUTSIDE
  const event = await eventOf(desk, events, { what: 'renewed', words: '' })
  const handed = await besideOf(desk.tx, transfer.otherProviderId, async (tx) => {
    const theirs = await findTransfer(tx, transfer.id)
    const actor = await findStaff(tx, events[0]?.by ?? '')
    const answer =
      actor === undefined
        ? notHere('transfer')
        : await packageOf({ ...desk, tx, actor }, theirs?.episodeId ?? '')
    return { answer, line: lineBeside(desk, transfer, event, theirs?.patientId ?? null) }
  })
  if (handed.kind === 'refused') return handed
  const step = { what: 'renewed', words: '', package: handed.package } as const
  return (await takeStep(desk, open, step)) ?? done(open, 'renewed')
})

/** Records that a provider outside this installation has accepted, by whom and when: treatment ends here with that (S4). */
export const recordAcceptance = stepAct('send-transfer', async (desk, fields) => {
  const open = await openTransfer(desk, idTyped(fields.transferId), 'accepted')
  if (open.kind === 'refused') return open
  const { transfer } = open
  if (transfer.otherProviderId !== null || transfer.side !== 'sends') return THEY_ACCEPT
  const said = acceptanceTyped(fields, desk.today)
  if (said.kind === 'refused') return said
  const now = await packageOf(desk, transfer.episodeId ?? '')
  if (now.kind === 'refused') return now
  if (now.open.length > 0) return openHere(now.open)

  const words = `Accepted by ${said.by}, ${transfer.otherName}, on ${clinicalDate(said.on)}`
  const own = { patientId: now.patient.id, episodeId: now.episode.id }
  const step = { what: 'accepted', words, package: now.package, own } as const
  const trouble = (await takeStep(desk, open, step)) ?? (await endedAt(desk, now, words, said.on))
  return trouble ?? done(open, 'accepted')
})

type Acceptance = { readonly kind: 'accepted'; readonly by: string; readonly on: Day }

function acceptanceTyped(fields: Fields, today: Day): Acceptance | Refused {
  const findings: Findings = []
  const by = typedNote(fields, 'acceptedBy', LONGEST_LINE, findings)
  if (by === '') findings.push(WHO)
  const on = typedDay(fields, 'acceptedOn', findings)
  const isUnread = findings.some(({ field }) => field === 'acceptedOn')
  if (!isUnread && (on === null || on > today)) findings.push(WHEN)
  if (findings.length > 0 || on === null) return refused(422, ...findings)
  return { kind: 'accepted', by, on }
}

const OTHER_NUMBER = {
  field: 'words',
  code: 'other-nhs-number',
  message: "The text holds another patient's NHS number. Take it out.",
}
const SAY_WHICH = { field: 'words', code: 'required', message: 'Say what the reason is.' }
const WHO = {
  field: 'acceptedBy',
  code: 'required',
  message: 'Enter who accepted at the other provider, by name and post.',
}
const WHEN = {
  field: 'acceptedOn',
  code: 'range',
  message: 'Enter the day on which it was accepted: today or earlier.',
}
const FROM_OUTSIDE = refused(409, {
  field: '',
  code: 'from-outside',
  message:
    'This was sent by a provider outside Evenkeel: what is missing is asked for, and typed from the answer.',
})
const THEY_ACCEPT = refused(409, {
  field: '',
  code: 'they-accept',
  message: 'This provider works with Evenkeel and accepts there by itself.',
})
const openHere = (open: readonly string[]): Refused =>
  refused(409, {
    field: '',
    code: 'work-open',
    message: `Close first what is still open for this patient: ${open.join('; ')}`,
  })
