import { clinicalDate, day } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'
import type { SentInr } from '#interchange/observation.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { findEpisode } from '#store/episodes.ts'
import { addResults, type Device, findResult, resultsSince } from '#store/results.ts'
import {
  addSentStep,
  type FoundSent,
  findSent,
  type NewStep,
  sentOfResult,
} from '#store/sent-results.ts'
import { type FoundTask, openTasksOf, type TaskKind } from '#store/tasks.ts'
import { waitingResult } from '#store/visits.ts'
import { alarmsOfResult } from './alarms-of-result.ts'
import { type AskedResult, askToEnter, isAlarmTask } from './ask-to-enter.ts'
import { addCorrection, lookAtControl } from './correct-result.ts'
import type { Desk } from './desk.ts'
import type { EarlierCase } from './earlier-result-typed.ts'
import { finishTask } from './finish-task.ts'
import { countAsTested, newResult } from './new-result.ts'
import { heldAsSent, resultToEnter } from './result-to-enter.ts'
import { deviceSent, methodOfSent } from './sent-meter.ts'
import { type Held, held, heldOf, type OfRecord } from './sent-person.ts'
import { openTask } from './visit-task.ts'

/** Who measured it, and what they say beside it. */
export const fromOf = ({ laboratory, remark }: Pick<SentInr, 'laboratory' | 'remark'>): string =>
  `${laboratory}, sent as a file${remark === '' ? '' : `. The laboratory says: ${remark}`}`

/** Minutes until a laboratory's result that came as a file must have been entered. @see docs/evidence.md#sent-results */
const ENTER_WITHIN_MINUTES = 240

/**
 * Keeps the result as one that waits: no dose is decided here until it is entered at a visit, with the questions of one. A
 * calm one that waits makes way for a later sample; else nobody is dosed on the newest that is known.
 */
export async function waitForDecision(
  desk: Desk,
  { patient, episode }: EarlierCase,
  sent: SentInr & { readonly inr: Inr; readonly device: Device | null },
  instead: readonly string[],
): Promise<NewStep | Held> {
  const other = await waitingResult(desk.tx, episode.id)
  if (other !== undefined && !(await makesWay(desk, other.id, sent))) {
    const says = 'Another result of this patient waits. Enter that one first.'
    return heldOf({ patient, episode }, 'another-waits', says)
  }
  const { inr, raw, sampledOn, sampledAt, device } = sent
  const method = methodOfSent(sent)
  const row = newResult(desk, {
    patientId: patient.id,
    episodeId: episode.id,
    inr,
    raw,
    sampledOn,
    sampledAt,
    method,
    device,
    status: 'preliminary',
    comment: fromOf(sent),
  })
  await addResults(desk.tx, [row])
  const waiting = { resultId: row.id, inr, sampledOn, method }
  const asks = `has come from ${fromOf(sent)}: enter it as a visit`
  await askForDecision(desk, { patient, episode }, { result: waiting, says: asks, instead })
  const says = 'Waits to be entered at a visit, with its task.'
  return { step: 'waits', code: 'waits', says, patientId: patient.id, resultId: row.id }
}

/** Whether what waits gives its place to a later sample; one that alarms is an alarm until it is entered or closed (H17). */
async function makesWay(desk: Desk, resultId: string, sent: SentInr): Promise<boolean> {
  const { sampledOn, sampledAt } = sent
  const waits = await findResult(desk.tx, resultId)
  if (waits === undefined) return false
  const isSameDay = sampledOn === waits.sampledOn
  const isLater = isSameDay
    ? sampledAt !== null && waits.sampledAt !== null && sampledAt > waits.sampledAt
    : sampledOn > waits.sampledOn
  const open = await openTasksOf(desk.tx, waits.episodeId)
  const theirs = open.filter((task) => resultToEnter(task)?.resultId === resultId)
  if (!isLater || theirs.some(isAlarmTask)) return false
  const note = `A later INR has come from ${sent.meter === undefined ? 'the laboratory' : 'a meter'}: this one is not dosed on.`
  await endResult(desk, resultId, 'final', note)
  await closeAll(desk, theirs, note, 'later-result')
  return true
}

type AskedOfSent = {
  readonly result: AskedResult
  readonly says: string
  readonly kinds?: readonly [TaskKind, TaskKind]
  /** The messages, and the result that waited, in whose place it stands. */
  readonly instead: readonly string[]
  /** It does not say that it corrects them: an alarm of before stays beside it. */
  readonly keepsAlarms?: boolean
}

/**
 * The task of a result that was sent, with the alarms of its INR; an alarm takes the test date away, as a typed one does.
 * Whoever brings in a file has looked after none of its results yet: the task is nobody's until somebody takes it (H17). An
 * older sample than the newest on record alarms no more. What it stands in the place of is closed.
 */
export async function askForDecision(
  desk: Desk,
  { patient, episode }: OfRecord,
  { result, says, kinds, instead: ids, keepsAlarms = false }: AskedOfSent,
): Promise<void> {
  const { inr, sampledOn } = result
  const since = await resultsSince(desk.tx, episode.id, sampledOn)
  const alarms =
    inr === null || since.some((one) => one.sampledOn > sampledOn)
      ? []
      : await alarmsOfResult(desk, patient, episode, { inr, method: result.method ?? 'laboratory' })
  const instead = (await openTasksOf(desk.tx, episode.id)).filter((task) => {
    const id = heldAsSent(task)?.sentId ?? resultToEnter(task)?.resultId
    const stays = keepsAlarms && id !== result.sentId && isAlarmTask(task)
    return id !== undefined && ids.includes(id) && !stays
  })
  if (alarms.length > 0) {
    const moved = { episodeId: episode.id, nextTestOn: null, riskAtLeast: HIGH_RISK }
    await setTestDays(desk.tx, moved)
  }
  const asked = { result, alarms, says, withinMinutes: ENTER_WITHIN_MINUTES, takenBy: null }
  await askToEnter(desk, { episode }, { ...asked, instead }, kinds)
  await closeAll(desk, instead, 'The laboratory has sent it again, or it was taken in.')
}

/** Closes the tasks of what was sent before; one that somebody has just moved on refuses the whole act. */
export async function closeAll(
  desk: Desk,
  tasks: readonly FoundTask[],
  note: string,
  code = 'sent-again',
): Promise<void> {
  for (const task of tasks) {
    const seen = { kind: 'seen', task, version: task.version, note } as const
    const refusal = await finishTask(desk, seen, code)
    if (refusal !== undefined) throw new Error('a task moved on while its patient was held')
  }
}

/** A result that counts no more leaves nothing to decide on: another sample is an owned task, of whoever had it (H03). */
export async function askForSample(
  desk: Desk,
  { patientId, episodeId }: { readonly patientId: string; readonly episodeId: string },
  { inr, sampledOn, why }: { inr: string; sampledOn: string; why: string },
  takenBy: string | null = null,
): Promise<void> {
  const of = clinicalDate(day(sampledOn))
  await openTask(desk, {
    kind: 'test-failed',
    patientId,
    episodeId,
    visitId: null,
    title: `INR${inr && ` ${inr}`} of ${of} does not count, ${why}: take another sample`,
    details: { outcome: 'sample-unsuitable' },
    forWhom: 'authoriser',
    takenBy,
    withinMinutes: ENTER_WITHIN_MINUTES,
    note: '',
  })
}

/** Of what is said when a waiting result is not entered: that it is no result of this record. */
const NO_RESULT: readonly string[] = ['entered-otherwise', 'not-this-patient']

/**
 * A waiting result whose task is closed without a visit waits no longer: it is void where it is none of this record, else it
 * stands, on the chart and without a dose. One of another patient is held again until somebody says whose it is. The risk that its
 * alarm raised stays until the next dose: the record does not say what else had raised it meanwhile, and too high a risk only asks
 * for this person sooner.
 */
export async function endWaiting(
  desk: Desk,
  task: FoundTask,
  code: string,
  note: string,
): Promise<void> {
  const { resultId, sentId } = resultToEnter(task) ?? {}
  const sent =
    resultId === undefined
      ? await endHeld(desk, task, { sentId, code, note })
      : await endResult(desk, resultId, NO_RESULT.includes(code) ? 'void' : 'final', note)
  if (sent === undefined || code !== 'not-this-patient') return
  const by = desk.actor.accountId
  const at = new Date(desk.now).toISOString()
  const again = held('not-this-patient', `It is not of whom it was sent as: ${note}`)
  await addSentStep(desk.tx, sent, { ...again, patientId: task.patientId, by, at })
}

/** A result that is held ends with its task: on the chart, as one that waited does, unless it is none of this record. */
async function endHeld(
  desk: Desk,
  { patientId, episodeId }: FoundTask,
  { sentId, code, note }: { sentId: string | undefined; code: string; note: string },
): Promise<FoundSent | undefined> {
  const found = sentId === undefined ? undefined : await findSent(desk.tx, sentId)
  if (found?.step !== 'held') return undefined
  if (code === 'not-this-patient') return found
  const ended = { code, says: note, by: desk.actor.accountId, at: new Date(desk.now).toISOString() }
  const { sent } = found.entry
  const episode = await findEpisode(desk.tx, episodeId)
  if (NO_RESULT.includes(code) || sent?.inr == null || episode === undefined) {
    await addSentStep(desk.tx, found, { ...ended, step: 'settled', patientId, resultId: null })
    return found
  }
  const { inr, raw, sampledOn, sampledAt } = sent
  const [method, device] = [methodOfSent(sent), deviceSent(sent)]
  const measured = { inr, raw, sampledOn, sampledAt, method, device }
  const comment = `Not dosed on, from: ${fromOf(sent)}`
  const row = newResult(desk, { patientId, episodeId, ...measured, status: 'final', comment })
  await addResults(desk.tx, [row])
  await countAsTested(desk, episode, sampledOn)
  await lookAtControl(desk, episodeId)
  await addSentStep(desk.tx, found, { ...ended, step: 'earlier', patientId, resultId: row.id })
  return found
}

/** On record or void; one that stands was a test, so that nobody is chased for it. Answers the message by which it came. */
async function endResult(
  desk: Desk,
  resultId: string,
  status: 'void' | 'final',
  note: string,
): Promise<FoundSent | undefined> {
  const result = await findResult(desk.tx, resultId)
  if (result?.status !== 'preliminary' || result.replaced) return undefined
  const { comparator, tenths, episodeId, sampledOn } = result
  await addCorrection(desk, result, { inr: { comparator, tenths }, raw: '', status }, note)
  if (status === 'final') {
    const episode = await findEpisode(desk.tx, episodeId)
    if (episode !== undefined) await countAsTested(desk, episode, sampledOn)
    await lookAtControl(desk, episodeId)
  }
  return sentOfResult(desk.tx, resultId)
}
