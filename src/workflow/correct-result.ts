import { type ResultId, uuid } from '#base/ids.ts'
import { trimAscii } from '#base/typed-text.ts'
import { formatInr, type Inr, parseInr } from '#clinical/inr.ts'
import { entriesAgree } from '#clinical/warfarin/entry-checks.ts'
import { decisionOfResult } from '#store/decisions.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { addResults, correctedFrom, findResult, type NewResult } from '#store/results.ts'
import type { Tx } from '#store/tx.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import { alarmOnCorrection } from './alarm-on-correction.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { newResult } from './new-result.ts'
import { notHere, type Refused, refused, refusedField } from './outcome.ts'
import { noticePoorControl } from './poor-control.ts'
import { SECOND_ENTRY, secondEntryOf } from './second-entry.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { limitsOf } from './visit-method.ts'
import { openTask } from './visit-task.ts'

const FIELDS = ['resultId', 'how', 'inr', ...SECOND_ENTRY, 'reasonText'] as const
type Correction = TextFields<(typeof FIELDS)[number]>
export type Result = NonNullable<Awaited<ReturnType<typeof findResult>>>

/** Minutes until somebody must have looked at a dose that was decided on a wrong result. @see docs/evidence.md#wrong-dose-looked-at */
const LOOK_WITHIN_MINUTES = 60

/**
 * Replaces a result by a corrected one, or voids it; both stay in the record. A dose that was decided on it is
 * not touched: somebody must look at it, and owns that. A newest result that is now in the alarm zone alarms.
 */
export const correctResult = act<Correction, Done & { readonly taskId: string | null }>({
  name: 'correct-result',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const resultId = uuid<ResultId>(fields.resultId)
    const result = resultId && (await resultToChange(desk.tx, resultId))
    const patient = result && (await findPatient(desk.tx, result.patientId))
    if (result === undefined || patient === undefined) return notHere('result')
    if (result.replaced || result.status === 'void') return alreadyCorrected
    const reason = trimAscii(fields.reasonText ?? '')
    if (reason === '') return refusedField('reasonText', 'required', 'Say why it is corrected.')
    const findings = freeTextFindings(fields, patient)
    if (findings.length > 0) return refused(422, ...findings)
    const corrected = readCorrection(fields, result)
    if (corrected.kind === 'refused') return corrected

    const { id, taskId } = await replaceResult(desk, result, corrected, reason)
    return { kind: 'done', patientId: result.patientId, subject: id, taskId }
  },
})

/** Puts a corrected or void result in the place of one, and opens what that asks of somebody: typed, or sent by the laboratory. */
export async function replaceResult(
  desk: Desk,
  result: Result,
  corrected: Corrected,
  reason: string,
): Promise<{ readonly id: string; readonly taskId: string | null }> {
  const id = await addCorrection(desk, result, corrected, reason)
  const taskId = await openTasks(desk, result, { ...corrected, id }, reason)
  await lookAtControl(desk, result.episodeId)
  return { id, taskId }
}

/**
 * A result as it stands once nobody else changes the record of its patient: of two people who change it at once the second
 * reads what the first has written, and a dose that was being saved on it is seen.
 */
export async function resultToChange(tx: Tx, resultId: ResultId): Promise<Result | undefined> {
  const seen = await findResult(tx, resultId)
  if (seen === undefined) return undefined
  await waitForVisit(tx, seen.patientId)
  return findResult(tx, resultId)
}

type Corrected = {
  readonly kind: 'corrected'
  readonly inr: Inr
  readonly raw: string
  readonly status: 'corrected' | 'void'
}

function readCorrection(fields: Correction, result: Result): Corrected | Refused {
  const { comparator, tenths, method, device } = result
  const limits = limitsOf(method, device)
  if (fields.how === 'void') {
    return { kind: 'corrected', inr: { comparator, tenths }, raw: '', status: 'void' }
  }
  if (fields.how !== 'correct') {
    return refusedField('how', 'required', 'Say whether the result is corrected or void.')
  }
  const first = parseInr(fields.inr, limits)
  if (first.kind === 'refused') return refusedField('inr', first.code, first.message)
  const second = parseInr(secondEntryOf(fields), limits)
  if (second.kind === 'refused' || !entriesAgree(first.inr, second.inr)) {
    const message = 'Type the corrected INR twice, the same both times.'
    return refusedField('inrAgain', 'entries-differ', message)
  }
  return {
    kind: 'corrected',
    inr: first.inr,
    raw: trimAscii(fields.inr ?? ''),
    status: 'corrected',
  }
}

/** A corrected INR may be one of those by which control is poor (S5); one that is void takes back no reassessment. */
export async function lookAtControl({ tx, now }: Desk, episodeId: string): Promise<void> {
  const episode = await findEpisode(tx, episodeId)
  const startedOn = episode?.plan.startedOn
  if (!episode || !startedOn || !UNDER_TREATMENT.includes(episode.phase)) return
  await noticePoorControl(tx, [{ ...episode, startedOn }], now)
}

const UNDER_TREATMENT: readonly string[] = ['initiating', 'maintaining', 'suspended']

/** What an export said beside the INR (the dose until then, days left out, the next test) is as true as it was, and stays. */
export async function addCorrection(
  desk: Desk,
  result: Result,
  { inr, raw, status }: Pick<NewResult, 'inr' | 'raw' | 'status'>,
  reason: string,
): Promise<string> {
  const { patientId, episodeId, sampledOn, sampledAt, method, device } = result
  const { doseBeforeUg, omitDays, plannedNextOn } = result
  const row = newResult(desk, {
    patientId,
    episodeId,
    inr,
    raw,
    sampledOn,
    sampledAt,
    method,
    device,
    status,
    replaces: result.id,
    reason,
    doseBeforeUg,
    omitDays,
    plannedNextOn,
  })
  await addResults(desk.tx, [row])
  return row.id
}

/** What the correction asks of somebody; the alarm first, because it is the more urgent. */
async function openTasks(
  desk: Desk,
  result: Result,
  corrected: Corrected & { readonly id: string },
  reason: string,
): Promise<string | null> {
  const lookId = await askToLook(desk, result, corrected, reason)
  if (corrected.status === 'void') return lookId
  const { id, inr } = corrected
  return (await alarmOnCorrection(desk, { id, result, inr, reason })) ?? lookId
}

/** A dose stands on the result that was wrong: it becomes somebody's task. */
async function askToLook(
  desk: Desk,
  result: Result,
  { inr, status }: Corrected,
  reason: string,
): Promise<string | null> {
  const chain = await correctedFrom(desk.tx, result.id)
  const dosed = await decisionOfResult(desk.tx, result.episodeId, chain)
  if (dosed === undefined) return null
  const now = status === 'void' ? 'void' : formatInr(inr)
  return openTask(desk, {
    kind: 'result-corrected',
    patientId: result.patientId,
    episodeId: result.episodeId,
    visitId: null,
    title: `A dose was decided on INR ${formatInr(result)}, which is now ${now}`,
    details: { resultId: result.id, decisionId: dosed.id },
    forWhom: 'authoriser',
    takenBy: null,
    withinMinutes: LOOK_WITHIN_MINUTES,
    note: reason,
  })
}

export const alreadyCorrected = refused(409, {
  field: '',
  code: 'already-corrected',
  message: 'This result has already been corrected or voided. Open the patient to see the newest.',
})
