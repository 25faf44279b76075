import { day } from '#base/day.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { SentInr } from '#interchange/observation.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { addResults, findResult } from '#store/results.ts'
import { addSentStep, type NewStep, sentOfResult } from '#store/sent-results.ts'
import type { FoundTask } from '#store/tasks.ts'
import { waitingResult } from '#store/visits.ts'
import { alarmsOfResult } from './alarms-of-result.ts'
import { addCorrection, lookAtControl, type Result } from './correct-result.ts'
import type { Desk } from './desk.ts'
import type { EarlierCase } from './earlier-result-typed.ts'
import { askToEnter } from './name-right-patient.ts'
import { held } from './sent-person.ts'
import { openTask } from './visit-task.ts'

/** Who measured it, and what they say beside it. */
export const fromOf = ({ laboratory, remark }: Pick<SentInr, 'laboratory' | 'remark'>): string =>
  `${laboratory}, sent as a file${remark === '' ? '' : `. The laboratory says: ${remark}`}`

/** Minutes until a laboratory's result that came as a file must have been entered. @see docs/evidence.md#sent-results */
const ENTER_WITHIN_MINUTES = 240

/** Keeps the result as one that waits: no dose is decided here until it is entered at a visit, with the questions of one. */
export async function waitForDecision(
  desk: Desk,
  { patient, episode }: EarlierCase,
  sent: SentInr & { readonly inr: Inr },
): Promise<NewStep> {
  const other = await waitingResult(desk.tx, episode.id)
  if (other !== undefined) {
    return held('another-waits', 'Another result of this patient waits. Enter that one first.')
  }
  const resultId = desk.newId()
  await addResults(desk.tx, [
    {
      id: resultId,
      patientId: patient.id,
      episodeId: episode.id,
      inr: sent.inr,
      raw: sent.raw,
      sampledOn: sent.sampledOn,
      sampledAt: sent.sampledAt === null ? null : new Date(sent.sampledAt).toISOString(),
      method: 'laboratory',
      device: null,
      status: 'preliminary',
      replaces: null,
      reason: null,
      doseBeforeUg: null,
      omitDays: null,
      plannedNextOn: null,
      comment: fromOf(sent),
      importBatchId: null,
      enteredBy: desk.actor.accountId,
      enteredAt: new Date(desk.now).toISOString(),
    },
  ])
  const waiting = { id: resultId, inr: sent.inr, sampledOn: sent.sampledOn }
  await askForDecision(desk, { patient, episode }, waiting, fromOf(sent))
  const says = 'Waits to be entered at a visit, with its task.'
  return { step: 'waits', code: 'waits', says, patientId: patient.id, resultId }
}

/** The task of a result that waits, with the alarms of its INR; an alarm takes the test date away, as a typed one does. */
export async function askForDecision(
  desk: Desk,
  { patient, episode }: Pick<EarlierCase, 'patient' | 'episode'>,
  waiting: { readonly id: string; readonly inr: Inr; readonly sampledOn: string },
  from: string,
): Promise<string> {
  const { id, inr, sampledOn } = waiting
  const method = 'laboratory'
  const alarms = await alarmsOfResult(desk, patient, episode, { inr, method })
  if (alarms.length > 0) {
    const moved = { episodeId: episode.id, nextTestOn: null, riskAtLeast: HIGH_RISK }
    await setTestDays(desk.tx, moved)
  }
  const result = { id, ...inr, method, sampledOn: day(sampledOn) } as const
  const says = `has come from ${from}: enter it as a visit`
  return askToEnter(
    desk,
    result,
    { patient, episode },
    { says, withinMinutes: ENTER_WITHIN_MINUTES },
  )
}

/** A waiting result that the laboratory takes back leaves nothing to decide on: another sample is an owned task (H03). */
export async function askForSample(desk: Desk, result: Result): Promise<void> {
  await openTask(desk, {
    kind: 'test-failed',
    patientId: result.patientId,
    episodeId: result.episodeId,
    visitId: null,
    title: `The laboratory took back INR ${formatInr(result)}: take another sample`,
    details: { outcome: 'sample-unsuitable' },
    forWhom: 'authoriser',
    takenBy: null,
    withinMinutes: ENTER_WITHIN_MINUTES,
    note: '',
  })
}

/** Of what is said when a waiting result is not entered: that it is no result of this record. */
const NO_RESULT: readonly string[] = ['entered-otherwise', 'not-this-patient']

/**
 * A waiting result whose task is closed without a visit waits no longer: it is void where it is none of this record, else it
 * stands, on the chart and without a dose. One of another patient is held again until somebody says whose it is.
 */
export async function endWaiting(
  desk: Desk,
  { kind, details }: FoundTask,
  code: string,
  note: string,
): Promise<void> {
  if (kind !== 'result-to-enter') return
  const { resultId } = details as { readonly resultId?: string }
  const result = await findResult(desk.tx, resultId ?? '')
  if (result === undefined || result.status !== 'preliminary' || result.replaced) return
  const { comparator, tenths, episodeId } = result
  const status = NO_RESULT.includes(code) ? 'void' : 'final'
  await addCorrection(desk, result, { inr: { comparator, tenths }, raw: '', status }, note)
  if (status === 'final') await lookAtControl(desk, episodeId)
  const sent = code === 'not-this-patient' ? await sentOfResult(desk.tx, result.id) : undefined
  if (sent === undefined) return
  const by = desk.actor.accountId
  const at = new Date(desk.now).toISOString()
  const again = held('not-this-patient', `It is not of whom it was sent as: ${note}`)
  await addSentStep(desk.tx, sent, { ...again, by, at })
}
