import { permission } from '#access/policy.ts'
import { formatInr } from '#clinical/inr.ts'
import type { SentInr } from '#interchange/observation.ts'
import { findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { findResult } from '#store/results.ts'
import { type NewStep, standingResult } from '#store/sent-results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { addCorrection, type Result, replaceResult } from './correct-result.ts'
import type { Desk } from './desk.ts'
import { resultToEnter } from './result-to-enter.ts'
import { doubtOf, type Held, held, heldOf, type OfRecord } from './sent-person.ts'
import { askForDecision, askForSample, closeAll, fromOf } from './sent-waiting.ts'

/**
 * What a laboratory sends again under the name of a result that is on record: a correction or its being void goes the way of
 * every correction, where the sender says so and whoever brings it in may correct. Anything else is held for a person.
 */
export async function correctSent(
  desk: Desk,
  sent: SentInr,
  patient: FoundPatient,
  before: OnRecord,
): Promise<NewStep | Held> {
  const result = await findResult(desk.tx, await standingResult(desk.tx, before.resultId))
  if (before.patientId !== patient.id || result?.patientId !== patient.id) {
    const says = 'It was sent before as the result of another patient.'
    return doubtBefore(desk, before, held('another-patient', says))
  }
  const episode = await findEpisode(desk.tx, result.episodeId)
  if (episode === undefined) return held('no-course', 'The course of the result is not here.')
  const of = { patient, episode }
  return unsaid(sent, of, result, before) ?? changeIt(desk, sent, of, result)
}

/** What is sent of a result that is void here, or that does not say that it is a correction; undefined of one that does. */
function unsaid(
  sent: SentInr,
  of: OfRecord,
  result: Result,
  { remarks }: OnRecord,
): NewStep | Held | undefined {
  if (result.status === 'void') {
    const says = 'The result that it corrects is void here.'
    return sent.inr === null ? held('void-here', says) : heldOf(of, 'void-here', says)
  }
  if (sent.status !== 'final') return undefined
  const isRemarkNew = sent.remark !== '' && !remarks.includes(sent.remark)
  const known = { inr: result, sampledOn: result.sampledOn, status: 'final' } as const
  return isRemarkNew || differs(sent, known) ? changedUnsaid(of) : onRecord(result)
}

async function changeIt(
  desk: Desk,
  sent: SentInr,
  { patient, episode }: OfRecord,
  result: Result,
): Promise<NewStep | Held> {
  if (sent.sampledOn !== result.sampledOn) {
    const says = 'It gives another day of the sample than was sent before.'
    return heldOf({ patient, episode }, 'sample-day-differs', says)
  }
  if (sent.meter !== undefined) return heldOf({ patient, episode }, 'meter-corrected', BY_HAND)
  if (result.status === 'preliminary') return whileItWaits(desk, sent, { patient, episode }, result)
  if (isOnRecord(sent, result)) return onRecord(result)
  if (permission('correct-result', desk.actor, desk.today).kind !== 'allowed') {
    const says = 'A result is corrected by somebody who may correct results.'
    return heldOf({ patient, episode }, 'needs-corrector', says)
  }
  return afterIt(desk, sent, result)
}

/** What a meter showed does not change: who says otherwise may name another meter or other strips too (H06). */
const BY_HAND =
  'The sender has corrected a result of a meter, or takes it back. Look at the meter, and correct the record by hand.'

/** A result that is on record of what a sender names so, and what the sender has said beside that name. */
export type OnRecord = {
  readonly patientId: string
  readonly resultId: string
  readonly remarks: readonly string[]
}

/** Whether what stands under the name was somebody else's and is void there: of this person nothing is on record (H01). */
export async function isVoidElsewhere(
  { tx }: Desk,
  { patientId, resultId }: OnRecord,
  of: string,
): Promise<boolean> {
  if (patientId === of) return false
  return (await findResult(tx, await standingResult(tx, resultId)))?.status === 'void'
}

/** What is on record and is sent again as of somebody else, or as of nobody who is sure, is not dosed on unasked (H01). */
export async function doubtBefore(
  { tx }: Desk,
  before: OnRecord | undefined,
  why: Held,
): Promise<Held> {
  const result = before && (await findResult(tx, await standingResult(tx, before.resultId)))
  const patient = result && (await findPatient(tx, result.patientId))
  const episode = result && (await findEpisode(tx, result.episodeId))
  if (!result || !patient || !episode || result.status === 'void') return why
  return doubtOf({ patient, episode }, result.sampledOn, why)
}

type Said = Pick<SentInr, 'inr' | 'status'> & { readonly sampledOn: string }

/** Whether it says something else than another of its name, or than its correction, and does not say that it is one itself. */
export function differs({ status, inr, sampledOn }: Said, other: Said | null): boolean {
  if (status !== 'final' || other === null) return false
  const isSame = inr?.comparator === other.inr?.comparator && inr?.tenths === other.inr?.tenths
  return other.status !== 'final' || !isSame || sampledOn !== other.sampledOn
}

/** The same name with another content, and not as a correction: a person finds out which is right. */
export const changedUnsaid = (of: OfRecord): Held => {
  const says = 'It was sent before with another content, and does not say that it is a correction.'
  return heldOf(of, 'changed-unsaid', says)
}

/** Why a result changes, with what the laboratory says beside it. */
const reasonOf = ({ status, laboratory, remark }: SentInr): string => {
  const did = status === 'void' ? 'Taken back' : 'Corrected'
  const says = remark === '' ? '' : `. The laboratory says: ${remark}`
  return `${did} by the laboratory: ${laboratory}${says}`
}

const isOnRecord = ({ inr }: SentInr, { comparator, tenths }: Result): boolean =>
  inr?.comparator === comparator && inr.tenths === tenths

const onRecord = ({ patientId, id }: Result): NewStep => {
  const says = 'The same INR of that day is on record already.'
  return { step: 'on-record', code: 'on-record', says, patientId, resultId: id }
}

async function afterIt(desk: Desk, sent: SentInr, result: Result): Promise<NewStep> {
  const { comparator, tenths, patientId } = result
  const inr = sent.inr ?? { comparator, tenths }
  const status = sent.inr === null ? 'void' : 'corrected'
  const corrected = { kind: 'corrected', inr, raw: sent.raw, status } as const
  const { id: resultId } = await replaceResult(desk, result, corrected, reasonOf(sent))
  return { ...NAMED[status], patientId, resultId }
}

const NAMED = {
  corrected: { step: 'corrected', code: 'corrected', says: 'The result on record is corrected.' },
  void: { step: 'voided', code: 'voided', says: 'The result on record is void.' },
} as const

/** Nobody has entered it yet: the task of before goes with it, and a corrected one has its own. */
async function whileItWaits(
  desk: Desk,
  sent: SentInr,
  of: OfRecord,
  result: Result,
): Promise<NewStep> {
  const reason = reasonOf(sent)
  const open = await openTasksOf(desk.tx, of.episode.id)
  const before = open.filter((task) => resultToEnter(task)?.resultId === result.id)
  const patientId = of.patient.id
  if (sent.inr === null) {
    const { comparator, tenths } = result
    const taken = { inr: { comparator, tenths }, raw: '', status: 'void' } as const
    const resultId = await addCorrection(desk, result, taken, reason)
    const why = 'the laboratory took it back'
    const { sampledOn } = result
    const owner = before.find(({ takenBy }) => takenBy !== null)?.takenBy
    await askForSample(desk, result, { inr: formatInr(result), sampledOn, why }, owner)
    await closeAll(desk, before, reason)
    return { ...NAMED.void, patientId, resultId }
  }
  const { inr, raw } = sent
  const changed = { inr, raw, status: 'preliminary' } as const
  const resultId = await addCorrection(desk, result, changed, reason)
  const waiting = { resultId, inr, sampledOn: result.sampledOn }
  const asks = `has come corrected from ${fromOf(sent)}: enter it as a visit`
  await askForDecision(desk, of, { result: waiting, says: asks, instead: [result.id] })
  return { step: 'waits', code: 'waits', says: reason, patientId, resultId }
}
