import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import { addDays, type Day } from '#base/day.ts'
import { lastDayOfSender, missingOfPackage, type TransferPackage } from '#register/transfer.ts'
import { type Findings, typedNote } from '#register/typed-fields.ts'
import { findStaff } from '#store/staff.ts'
import {
  addTransferEvent,
  findTransfer,
  type NewTransferEvent,
  type Transfer,
} from '#store/transfers.ts'
import { besideOf, type Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import { sentences } from './course.ts'
import { criteriaShown } from './criteria-shown.ts'
import type { Desk } from './desk.ts'
import { endCourse } from './end-course.ts'
import { notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { takeOver } from './take-over.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { packageOf, type SentCourse } from './transfer-package.ts'
import {
  eventOf,
  lineBeside,
  MEANWHILE,
  type OpenTransfer,
  openTransfer,
} from './transfer-steps.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['transferId', 'seen', 'criteriaReason'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** By what a page names the package that it showed. */
export const packageHash = (handed: TransferPackage): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(handed))))
    .digest('hex')

/** @technical */
const LONGEST_NOTE = 1000

export type Accepted = Done & { readonly patientId: string }

/**
 * Takes a patient on whom another provider hands over. In one transaction the course ends there and goes on here, so that at each
 * moment exactly one of the two answers for the patient (S4). What was seen must be what the record there says now, and nothing
 * may be left open there.
 */
export const acceptTransfer = act<Fields, Accepted>({
  name: 'accept-transfer',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openTransfer(desk, idTyped(fields.transferId), 'accepted')
    if (open.kind === 'refused') return open
    if (open.transfer.side !== 'receives') return NOT_RECEIVER
    const words = await wordsOfAcceptance(desk, open, fields)
    if (words.kind === 'refused') return words
    const from = open.transfer.otherName
    const ended = await endThere(desk, open, words.words)
    if (ended !== undefined) return ended

    const taken = await takeOver(desk, open.package, from)
    if (taken.kind === 'refused') return taken
    const { patientId, episodeId } = taken
    const step = { what: 'accepted', words: words.words, package: open.package } as const
    const event = await eventOf(desk, open.events, { ...step, own: { patientId, episodeId } })
    if (!(await addTransferEvent(desk.tx, open.transfer.id, event))) return MEANWHILE
    const noted = { transfer: open.transfer.id, from: open.transfer.otherProviderId ?? 'outside' }
    return { kind: 'done', patientId, subject: episodeId, noted }
  },
})

type Words = { readonly kind: 'words'; readonly words: string }

/** That everything needed is there, was seen as it is, and why somebody is taken on whom a criterion would leave out. */
async function wordsOfAcceptance(
  desk: Desk,
  { package: handed }: OpenTransfer,
  fields: Fields,
): Promise<Words | Refused> {
  const missing = missingOfPackage(handed, desk.today)
  if (missing.length > 0) return missingFacts(missing.map(({ message }) => message))
  if (fields.seen !== packageHash(handed)) return SEEN_OTHERWISE
  const { criteria } = await criteriaShown(desk, handed)
  const notMet = criteria.filter(({ standing }) => standing === 'not-met')
  const findings: Findings = []
  const reason = typedNote(fields, 'criteriaReason', LONGEST_NOTE, findings)
  if (notMet.length > 0 && reason === '') findings.push(WHY_ALL_THE_SAME)
  if (findings.length > 0) return refused(422, ...findings)
  const left = notMet.map(({ says }) => `Not met: ${says}`)
  return { kind: 'words', words: sentences('Accepted', ...left, reason) }
}

/** Ends the course at the provider who sends, in this transaction; a sender outside this installation has none here. */
async function endThere(
  desk: Desk,
  open: OpenTransfer,
  words: string,
): Promise<Refused | undefined> {
  const { transfer, events } = open
  if (transfer.otherProviderId === null) return undefined
  const event = await eventOf(desk, events, { what: 'accepted', words, package: open.package })
  return besideOf(desk.tx, transfer.otherProviderId, async (tx) => {
    const theirs = await findTransfer(tx, transfer.id)
    const answer = theirs ? await endAsSender(desk, tx, theirs, open, event) : notHere('transfer')
    return { answer, line: lineBeside(desk, transfer, event, theirs?.patientId ?? null) }
  })
}

/** What the sender signed for when the patient was sent: the course ends with the acceptance, under the name of whoever sent. */
async function endAsSender(
  desk: Desk,
  tx: Tx,
  theirs: Transfer,
  { package: seen, events }: OpenTransfer,
  event: NewTransferEvent,
): Promise<Refused | undefined> {
  const { id, patientId, episodeId } = theirs
  if (!(await addTransferEvent(tx, id, { ...event, patientId, episodeId }))) return MEANWHILE
  const actor = await findStaff(tx, events[0]?.by ?? '')
  if (actor === undefined || episodeId === null) return notHere('transfer')
  const there = { ...desk, tx, actor }
  const now = await packageOf(there, episodeId)
  if (now.kind === 'refused') return NOT_READY_THERE
  if (now.open.length > 0) return OPEN_THERE
  if (packageHash(now.package) !== packageHash(seen)) return CHANGED_THERE
  return endedAt(there, now, `Accepted by ${event.byName}, ${event.byProvider}`)
}

/** Ends a course that somebody else has taken on. */
export const endedAt = (
  desk: Desk,
  { patient, episode }: SentCourse,
  note: string,
  acceptedOn: Day = desk.today,
): Promise<Refused | undefined> =>
  endCourse(
    desk,
    { patient, episode, nextVersion: episode.version + 1 },
    {
      on: lastDayOfSender(addDays(acceptedOn, -1), episode.plan.startedOn),
      reason: 'transferred-out',
      note,
    },
  )

const stopped = (code: string, message: string): Refused =>
  refused(409, { field: '', code, message })

const NOT_RECEIVER = stopped(
  'not-receiver',
  'Only the provider who is asked can accept. Where that one works elsewhere, record here that it has accepted.',
)
const SEEN_OTHERWISE = stopped(
  'package-changed',
  'What was handed over has been renewed since you opened this page. Look at it again, and accept what you see.',
)
const CHANGED_THERE = stopped(
  'package-changed',
  'The record of the sender has changed since this was handed over. Press "Get it as it is now", look at it, and accept what you see.',
)
const OPEN_THERE = stopped(
  'open-there',
  'The sender still has work open for this patient, so that you cannot take the patient on yet. They see what it is. Ask them, or wait.',
)
const NOT_READY_THERE = stopped(
  'not-ready-there',
  'The sender cannot hand this patient over as the record stands now: treatment is paused, ended or being changed. Ask them.',
)
const WHY_ALL_THE_SAME = {
  field: 'criteriaReason',
  code: 'required',
  message: 'A criterion of the service is not met. Say why you take this patient on all the same.',
}
const missingFacts = (missing: readonly string[]): Refused =>
  stopped(
    'facts-missing',
    `Something is missing that must be known before this patient is taken on. Ask for it. ${missing.join(' ')}`,
  )
