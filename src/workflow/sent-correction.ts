import { permission } from '#access/policy.ts'
import type { SentInr } from '#interchange/observation.ts'
import { findEpisode } from '#store/episodes.ts'
import type { FoundPatient } from '#store/patients.ts'
import { findResult } from '#store/results.ts'
import { type NewStep, standingResult } from '#store/sent-results.ts'
import { type FoundTask, openTasksOf } from '#store/tasks.ts'
import { waitForVisit } from '#store/visits.ts'
import { addCorrection, type Result, replaceResult } from './correct-result.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { resultToEnter } from './result-to-enter.ts'
import { type Held, held, heldOf, type OfRecord } from './sent-person.ts'
import { askForDecision, askForSample, fromOf } from './sent-waiting.ts'

/**
 * What a laboratory sends again under the name of a result that is on record: a correction or its being void goes the way of
 * every correction, where the sender says so and whoever brings it in may correct. Anything else is held for a person.
 */
export async function correctSent(
  desk: Desk,
  sent: SentInr,
  patient: FoundPatient,
  before: { readonly patientId: string; readonly resultId: string },
): Promise<NewStep | Held> {
  await waitForVisit(desk.tx, patient.id)
  const result = await findResult(desk.tx, await standingResult(desk.tx, before.resultId))
  if (before.patientId !== patient.id || result?.patientId !== patient.id) {
    return held('another-patient', 'It was sent before as the result of another patient.')
  }
  if (result.status === 'void')
    return held('void-here', 'The result that it corrects is void here.')
  const episode = await findEpisode(desk.tx, result.episodeId)
  if (episode === undefined) return held('no-course', 'The course of the result is not here.')
  if (sent.status === 'final') return changedUnsaid({ patient, episode })
  if (sent.sampledOn !== result.sampledOn) {
    const says = 'It gives another day of the sample than was sent before.'
    return heldOf({ patient, episode }, 'sample-day-differs', says)
  }
  if (result.status === 'preliminary') return whileItWaits(desk, sent, { patient, episode }, result)
  if (isOnRecord(sent, result)) return onRecord(result)
  if (permission('correct-result', desk.actor, desk.today).kind !== 'allowed') {
    const says = 'A result is corrected by somebody who may correct results.'
    return heldOf({ patient, episode }, 'needs-corrector', says)
  }
  return afterIt(desk, sent, result)
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
  const says = 'The corrected INR is the one on record.'
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
    await askForSample(desk, result)
    await closeAll(desk, before, reason)
    return { ...NAMED.void, patientId, resultId }
  }
  const { inr, raw } = sent
  const changed = { inr, raw, status: 'preliminary' } as const
  const resultId = await addCorrection(desk, result, changed, reason)
  const waiting = { resultId, inr, sampledOn: result.sampledOn }
  const asks = `has come corrected from ${fromOf(sent)}: enter it as a visit`
  await askForDecision(desk, of, waiting, asks)
  await closeAll(desk, before, reason)
  return { step: 'waits', code: 'waits', says: reason, patientId, resultId }
}

/** Closes the tasks of what was sent before; one that somebody has just moved on refuses the whole act. */
export async function closeAll(
  desk: Desk,
  tasks: readonly FoundTask[],
  note: string,
): Promise<void> {
  for (const task of tasks) {
    const seen = { kind: 'seen', task, version: task.version, note } as const
    const refusal = await finishTask(desk, seen, 'sent-again')
    if (refusal !== undefined) throw new Error('a task moved on while its patient was held')
  }
}
