import { uuid } from '#base/ids.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { SentInr } from '#interchange/observation.ts'
import {
  addSentStep,
  type FoundSent,
  findSent,
  type NewStep,
  resultOfSent,
  type SentStep,
  saidNotOf,
  sentUnderItsName,
} from '#store/sent-results.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import { keepEarlier, openEarlierCase } from './add-earlier-result.ts'
import type { Desk } from './desk.ts'
import { againstCourse, type EarlierCase, type EarlierResult } from './earlier-result-typed.ts'
import { changedMeanwhile, notHere } from './outcome.ts'
import { CLOCK_ALLOWANCE_MS } from './sample-time.ts'
import {
  changedUnsaid,
  correctSent,
  differs,
  doubtBefore,
  isVoidElsewhere,
} from './sent-correction.ts'
import {
  askAboutHeld,
  endAskedAboutHeld,
  overtakes,
  SENT_AGAIN,
  settleOvertaken,
} from './sent-held.ts'
import { measuredBy, methodOfSent } from './sent-meter.ts'
import { type Held, held, heldOf, whoseSent } from './sent-person.ts'
import { fromOf, waitForDecision } from './sent-waiting.ts'
import { isAskedAbout } from './settle-sent-result.ts'
import { becomeControl } from './take-in-control.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

export type TakenIn = Done & { readonly step: SentStep; readonly code: string }

/**
 * Takes in one result that a laboratory sent: of a patient who is surely meant it waits for a decision, with the task and
 * the alarms that the same INR typed would have; else it is held for a person with the reason. Done again, it changes
 * nothing but what was held (H03).
 */
export const takeInResult = act<TextFields<'sentId'>, TakenIn>({
  name: 'bring-in-results',
  parse: (input) => readTextFields(input, ['sentId']),
  perform: async (desk, fields) => {
    const sent = await findSent(desk.tx, uuid(fields.sentId) ?? NOBODY)
    if (sent === undefined) return notHere('result')
    if (sent.step !== null && sent.step !== 'held') {
      return { kind: 'done', step: sent.step, code: sent.code ?? '' }
    }
    const others = sent.entry.sent === null ? [] : await sentUnderItsName(desk.tx, sent)
    const next = await become(desk, sent, others)
    const { patientId } = next
    if (!(await moveOn(desk, sent, next, others))) return changedMeanwhile('this result')
    const noted = { did: next.step, code: next.code }
    const whose = patientId === null ? {} : { patientId }
    return { kind: 'done', ...whose, subject: sent.id, noted, step: next.step, code: next.code }
  },
})

/** Writes what has become of it, with the task that it asks for or ends; false when somebody else has meanwhile. */
async function moveOn(
  desk: Desk,
  sent: FoundSent,
  next: NewStep | Held,
  others: readonly FoundSent[],
): Promise<boolean> {
  const isSame = sent.step === next.step && sent.code === next.code && sent.says === next.says
  if (isSame && (!('asks' in next) || (await isAskedAbout(desk, sent)))) return true
  const by = desk.actor.accountId
  const at = new Date(desk.now).toISOString()
  if (!(await addSentStep(desk.tx, sent, { ...next, by, at }))) return false
  const before = isOfNobodySure(next) ? [] : others
  if ('asks' in next) await askAboutHeld(desk, sent, next, inPlaceOf(sent, before))
  else if (next.step !== 'held') await endAskedAboutHeld(desk, sent, next)
  await settleOvertaken(desk, sent, next, before)
  return true
}

/** The messages in whose place one stands: itself, as it was held before, and what it overtakes. */
const inPlaceOf = (sent: FoundSent, others: readonly FoundSent[]): readonly string[] =>
  [sent, ...others.filter((other) => overtakes(sent, other))].map(({ id }) => id)

/** Why a person is not surely the one who is meant. */
const NOT_SURE: readonly (string | null)[] = [
  'no-patient',
  'date-of-birth-differs',
  'family-name-differs',
]

/** A message that is held because nobody knows whose it is: it stands in the place of no other yet. */
const isOfNobodySure = ({ step, code }: Pick<FoundSent, 'step' | 'code'>): boolean =>
  step === 'held' && NOT_SURE.includes(code)

/**
 * What is on record under the name of a message, once nobody else changes a record that this touches: each is waited for in
 * the same order, so that no two wait for one another.
 */
async function onRecordOf(
  { tx }: Desk,
  found: FoundSent,
  others: readonly FoundSent[],
  patientId: string | null,
) {
  const seen = (await resultOfSent(tx, found))?.patientId
  const touched = new Set([patientId, seen, ...[found, ...others].map((one) => one.patientId)])
  for (const id of [...touched].toSorted()) if (id) await waitForVisit(tx, id)
  const onRecord = await resultOfSent(tx, found)
  const remarks = others.map(({ entry }) => entry.sent?.remark ?? '')
  return onRecord && { ...onRecord, remarks }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What becomes of it where it was sent again since: nothing, or it is held until somebody knows of whom that was. */
function overtakenBy(found: FoundSent, others: readonly FoundSent[]): NewStep | Held | undefined {
  const since = others.filter((other) => overtakes(other, found))
  if (since.some((other) => !isOfNobodySure(other))) return SENT_AGAIN
  if (since.length === 0) return undefined
  const says = 'It was sent again since, of nobody who is surely known. Find out whose that is.'
  return { ...held('sent-again-unsure', says), patientId: found.patientId }
}

async function become(
  desk: Desk,
  found: FoundSent,
  others: readonly FoundSent[],
): Promise<NewStep | Held> {
  const { sent } = found.entry
  if (sent === null) return await becomeUnread(desk, found)
  const since = overtakenBy(found, others)
  if (since !== undefined) return since
  const patient = await whoseSent(desk, sent.person)
  const before = await onRecordOf(desk, found, others, 'step' in patient ? null : patient.id)
  if ('step' in patient) {
    return NOT_SURE.includes(patient.code) ? doubtBefore(desk, before, patient) : patient
  }
  const takenOut = await saidNotOf(desk.tx, found.id, patient.id)
  if (takenOut !== undefined)
    return { ...held('not-this-patient', takenOut), patientId: patient.id }
  if (before !== undefined && !(await isVoidElsewhere(desk, before, patient.id))) {
    return correctSent(desk, sent, patient, before)
  }
  return becomeNew(desk, { ...sent, found }, patient.id, others)
}

/** A control of a meter, or one that could not be read; where that is its value alone it is asked about at its patient, since it may be any (H17). */
async function becomeUnread(desk: Desk, found: FoundSent): Promise<NewStep | Held> {
  const { entry } = found
  const [first] = entry.faults
  if (entry.control && !first) return becomeControl(desk, found, entry.control)
  const says = entry.faults.map(({ place, message }) => `${place}: ${message}`).join(' ')
  const code = first?.code ?? 'not-read'
  const patient = entry.unread && (await whoseSent(desk, entry.unread.person))
  if (patient === undefined || 'step' in patient) return held(code, says)
  await waitForVisit(desk.tx, patient.id)
  const open = await openEarlierCase(desk, patient.id)
  return open.kind === 'refused' ? held(code, says) : heldOf(open.held, code, says)
}

/** Nothing that was sent under its name is on record. */
async function becomeNew(
  desk: Desk,
  sent: SentInr & { readonly found: FoundSent },
  patientId: string,
  others: readonly FoundSent[],
): Promise<NewStep | Held> {
  const { inr } = sent
  if (sent.status === 'void' || inr === null) {
    const says =
      'It takes back a result that was not taken in here. One entered by hand is yours to correct.'
    return held('nothing-to-void', says)
  }
  const open = await openEarlierCase(desk, patientId)
  if (open.kind === 'refused') {
    return held('no-inr-course', open.findings.map(({ message }) => message).join(' '))
  }
  const isUnsaid = others.some((other) => differs(sent, other.entry.sent))
  const instead = inPlaceOf(sent.found, others)
  return isUnsaid ? changedUnsaid(open.held) : takeIn(desk, open.held, { ...sent, inr }, instead)
}

async function takeIn(
  desk: Desk,
  known: EarlierCase,
  sent: SentInr & { readonly inr: Inr },
  instead: readonly string[],
): Promise<NewStep | Held> {
  const wrongDay = futureOf(desk, sent) ?? sameDay(known, sent)
  if (wrongDay !== undefined) return wrongDay
  const measured = await measuredBy(desk, known, sent)
  if (!('kind' in measured)) return measured
  const result = { ...asResult(known, sent), device: measured.device }
  const against = againstCourse(desk, result, known)
  const patientId = known.patient.id
  if (against?.code === 'dosable')
    return waitForDecision(desk, known, { ...sent, device: measured.device }, instead)
  if (against !== undefined) return held(against.code, against.message)
  const { id: resultId } = await keepEarlier(desk, known, result)
  const says = 'Too old to dose on, or something was measured since: kept as an earlier result.'
  return { step: 'earlier', code: 'earlier', says, patientId, resultId }
}

function futureOf({ now, today }: Desk, { sampledOn, sampledAt }: SentInr): Held | undefined {
  const isAhead = sampledOn > today || (sampledAt !== null && sampledAt > now + CLOCK_ALLOWANCE_MS)
  return isAhead ? held('in-future', 'The sample is dated in the future.') : undefined
}

/** A result of the same day, measured in the same way, is on record: the same, or one that differs and that a person must look at. */
function sameDay(
  { known, patient, episode }: EarlierCase,
  sent: SentInr & { readonly inr: Inr },
): NewStep | Held | undefined {
  const { inr, sampledOn } = sent
  const method = methodOfSent(sent)
  const who = method === 'laboratory' ? 'the laboratory' : 'a meter'
  const ofDay = known.filter((one) => one.sampledOn === sampledOn && one.method === method)
  const same = ofDay.find(
    ({ comparator, tenths }) => comparator === inr.comparator && tenths === inr.tenths,
  )
  if (same !== undefined) {
    const says = `The same INR of ${who} of that day is on record already.`
    const step = { step: 'on-record', code: 'on-record', says } as const
    return { ...step, patientId: patient.id, resultId: same.id }
  }
  const [other] = ofDay
  if (other === undefined) return undefined
  const says = `The record has the INR of ${who} of that day as ${formatInr(other)}. Find out which is right.`
  return heldOf({ patient, episode }, 'differs-from-record', says)
}

const asResult = (
  { known }: EarlierCase,
  sent: SentInr & { readonly inr: Inr },
): EarlierResult => ({
  kind: 'earlier',
  inr: sent.inr,
  raw: sent.raw,
  method: methodOfSent(sent),
  sample: { on: sent.sampledOn, at: sent.sampledAt },
  from: fromOf(sent),
  isNewest: sent.sampledOn >= (known.at(-1)?.sampledOn ?? ''),
})
