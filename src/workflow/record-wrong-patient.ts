import { permission } from '#access/policy.ts'
import { clinicalDate, day } from '#base/day.ts'
import { type ResultId, uuid } from '#base/ids.ts'
import { trimAscii } from '#base/typed-text.ts'
import { formatInr } from '#clinical/inr.ts'
import { wordIn } from '#register/typed-fields.ts'
import { WRONG_PATIENT_WORDS } from '#register/wrong-patient.ts'
import { decisionOfResult } from '#store/decisions.ts'
import { takeBackTest } from '#store/episode-steps.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { addMisfiled } from '#store/misfiled-results.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { correctedFrom } from '#store/results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { visitsOfResults } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import { alarmsOfResult } from './alarms-of-result.ts'
import {
  addCorrection,
  alreadyCorrected,
  lookAtControl,
  type Result,
  resultToChange,
} from './correct-result.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, type Refused, refused, refusedField } from './outcome.ts'
import { readTextFields } from './text-fields.ts'
import { openTask } from './visit-task.ts'

/** Minutes until somebody must have looked at the record that had another patient's result. @see docs/evidence.md#wrong-patient */
const LOOK_WITHIN_MINUTES = 60

const FIELDS = ['resultId', 'wrongPatient', 'reasonText'] as const

/**
 * Says that a result was recorded on the wrong patient (H01): it is void here and stays in the record, the dose that was
 * decided on it is given to nobody, and this record has an owned task until it is known whose the result is.
 */
export const recordWrongPatient = act({
  name: 'record-wrong-patient',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields): Promise<(Done & { readonly taskId: string }) | Refused> {
    const known = await readResult(desk, fields.resultId)
    if (known.kind === 'refused') return known
    const { result, patient, episode } = known
    const reason = wordIn(WRONG_PATIENT_WORDS, fields.wrongPatient)
    if (reason === undefined) return REASON_NEEDED
    const findings = freeTextFindings({ reasonText: fields.reasonText }, patient)
    if (findings.length > 0) return refused(422, ...findings)

    const note = trimAscii(fields.reasonText ?? '')
    const taskId = await takeOut(desk, { result, patient, episode, reason, note })
    if (typeof taskId !== 'string') return taskId
    const noted = { reason }
    return { kind: 'done', patientId: patient.id, subject: result.id, noted, taskId }
  },
})

async function readResult(
  { tx }: Desk,
  typed: string | undefined,
): Promise<(Where & { readonly kind: 'known' }) | Refused> {
  const resultId = uuid<ResultId>(typed)
  const result = resultId && (await resultToChange(tx, resultId))
  const patient = result && (await findPatient(tx, result.patientId))
  const episode = result && (await findEpisode(tx, result.episodeId))
  if (!result || !patient || !episode) return notHere('result')
  if (result.replaced || result.status === 'void') return alreadyCorrected
  return { kind: 'known', result, patient, episode }
}

const REASON_NEEDED = refusedField(
  'wrongPatient',
  'required',
  'Choose how the result came to this patient.',
)

type Where = {
  readonly result: Result
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
}

type WrongResult = Where & {
  readonly reason: string
  readonly note: string
}

/** Voids the result and everything that waits on it, and opens the task of this record. */
async function takeOut(desk: Desk, wrong: WrongResult): Promise<string | Refused> {
  const { tx, actor, now } = desk
  const { result, patient, episode, reason, note } = wrong
  const { comparator, tenths } = result
  const chain = await correctedFrom(tx, result.id)
  const dosed = await decisionOfResult(tx, episode.id, chain)
  const why = `Recorded on the wrong patient: ${reason}. ${note}`.trim()
  const voided = { inr: { comparator, tenths }, raw: '', status: 'void' } as const
  const voidId = await addCorrection(desk, result, voided, why)
  const refusal = await closeWhatWaited(desk, episode.id, chain)
  if (refusal !== undefined) return refusal

  const next = dosed === undefined ? NOT_TESTED : LOOK_AT_DOSE
  const taskId = await askToLook(desk, wrong, { decisionId: dosed?.id ?? null, next })
  await takeBackTest(tx, episode.id, result.sampledOn)
  await addMisfiled(tx, {
    id: desk.newId(),
    patientId: patient.id,
    episodeId: episode.id,
    resultId: result.id,
    voidId,
    decisionId: dosed?.id ?? null,
    reason,
    note,
    taskId,
    by: actor.accountId,
    at: new Date(now).toISOString(),
  })
  await lookAtControl(desk, episode.id)
  return taskId
}

/** An alarm or a referral of the result is no matter of this patient any more: the task of this record takes its place. */
async function closeWhatWaited(
  desk: Desk,
  episodeId: string,
  chain: readonly string[],
): Promise<Refused | undefined> {
  const visits = await visitsOfResults(desk.tx, chain)
  const note = 'The result was recorded on the wrong patient.'
  for (const task of await openTasksOf(desk.tx, episodeId)) {
    if (task.visitId === null || !visits.includes(task.visitId)) continue
    const { version } = task
    const refusal = await finishTask(desk, { kind: 'seen', task, version, note }, 'wrong-patient')
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const NOT_TESTED = 'this patient was not tested then'
const LOOK_AT_DOSE = 'look at the dose that was decided on it here'

/** As urgent as the INR is, because somebody has it; and a prescriber's where an alarm of it would be. */
export async function askToLook(
  desk: Desk,
  { result, patient, episode, reason, note }: WrongResult,
  { decisionId, next }: { readonly decisionId: string | null; readonly next: string },
): Promise<string> {
  const { comparator, tenths, method } = result
  const alarms = await alarmsOfResult(desk, patient, episode, {
    inr: { comparator, tenths },
    method,
  })
  const mayDecide = permission('close-task', desk.actor, desk.today).kind === 'allowed'
  const what = `INR ${formatInr(result)} of ${clinicalDate(day(result.sampledOn))} is another patient's`
  return openTask(desk, {
    kind: 'wrong-patient',
    patientId: patient.id,
    episodeId: episode.id,
    visitId: null,
    title: `${what}: ${next}`,
    details: { resultId: result.id, decisionId, reason },
    forWhom: alarms.some(({ who }) => who === 'prescriber') ? 'prescriber' : 'authoriser',
    takenBy: mayDecide ? desk.actor.accountId : null,
    withinMinutes: Math.min(LOOK_WITHIN_MINUTES, ...alarms.map((one) => one.withinMinutes)),
    note,
  })
}
