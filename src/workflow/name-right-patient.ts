import { permission } from '#access/policy.ts'
import { type PatientId, type ResultId, uuid } from '#base/ids.ts'
import { formatInr } from '#clinical/inr.ts'
import { findDraft, putDraft } from '#store/drafts.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { addOwner, type Misfiled, misfiledOf } from '#store/misfiled-results.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { findResult } from '#store/results.ts'
import { addTaskEvent } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import { alarmsOfResult } from './alarms-of-result.ts'
import { askToEnter } from './ask-to-enter.ts'
import type { Result } from './correct-result.ts'
import type { Desk } from './desk.ts'
import { identityFindings } from './identity.ts'
import { notHere, type Refused, refused, refusedField } from './outcome.ts'
import { readTextFields } from './text-fields.ts'
import { runningEpisode } from './visit-case.ts'

/** Minutes until a result that was recorded for somebody else must have been entered. @see docs/evidence.md#wrong-patient */
const ENTER_WITHIN_MINUTES = 60

const FIELDS = ['resultId', 'patientId', 'identity'] as const

/**
 * Says whose a result is that was recorded on the wrong patient, after that patient's initials and year of birth have been
 * typed (H01). It is filled into the form of a visit there and enters that record as any INR does, with its questions and
 * its alarms; a dose is never taken along. Until then that record has a task.
 */
export const nameRightPatient = act({
  name: 'record-wrong-patient',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields): Promise<(Done & { readonly patientId: string }) | Refused> {
    const { tx } = desk
    const resultId = uuid<ResultId>(fields.resultId)
    const misfiled = resultId && (await misfiledOf(tx, resultId))
    const result = misfiled && (await findResult(tx, misfiled.resultId))
    if (misfiled === undefined || result === undefined) return notHere('result')
    if (isSettled(misfiled)) return ALREADY_NAMED
    const right = await readRightPatient(desk, misfiled, fields.patientId)
    if (right.kind === 'refused') return right
    const findings = identityFindings(fields.identity, right.patient.details)
    if (findings.length > 0) return refused(422, ...findings)

    const says = "was recorded for somebody else by mistake and is this patient's: enter it here"
    const { comparator, tenths, method, sampledOn } = result
    const inr = { comparator, tenths }
    const alarms = await alarmsOfResult(desk, right.patient, right.episode, { inr, method })
    const mayDecide = permission('close-task', desk.actor, desk.today).kind === 'allowed'
    const taskId = await askToEnter(desk, right, {
      result: { resultId: result.id, inr, sampledOn },
      alarms,
      says,
      withinMinutes: ENTER_WITHIN_MINUTES,
      takenBy: mayDecide ? desk.actor.accountId : null,
    })
    const added = await keepOwner(desk, misfiled, right, taskId)
    if (!added) return ALREADY_NAMED
    await fillIn(desk, result, right.patient.id)
    const noted = { did: 'right-patient-named', from: misfiled.patientId }
    return { kind: 'done', patientId: right.patient.id, subject: result.id, noted }
  },
})

/** Somebody is named, and nobody has said since that it is not theirs either. */
export const isSettled = ({ ownerId, ownerTaskCode }: Misfiled): boolean =>
  ownerId !== null && ownerTaskCode !== 'not-this-patient'

const ALREADY_NAMED = refused(409, {
  field: '',
  code: 'already-named',
  message: 'It has been said already whose this result is. Open the patient to see the task.',
})
const CHOOSE = refusedField('patientId', 'required', 'Choose the patient whose result it is.')
const SAME_RECORD = refusedField(
  'patientId',
  'same-record',
  'This is the record that the result was taken out of. Choose another patient.',
)
const NO_PLAN = refusedField(
  'patientId',
  'no-plan',
  'This patient has no treatment plan here, so no INR can be entered. Write the plan first; the task stays open.',
)

type Right = {
  readonly kind: 'right'
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
}

async function readRightPatient(
  { tx }: Desk,
  misfiled: Misfiled,
  typed: string | undefined,
): Promise<Right | Refused> {
  const id = uuid<PatientId>(typed)
  const patient = id && (await findPatient(tx, id))
  if (patient === undefined) return CHOOSE
  if (patient.id === misfiled.patientId) return SAME_RECORD
  const episode = runningEpisode(await episodesOf(tx, patient.id))
  return episode === undefined ? NO_PLAN : { kind: 'right', patient, episode }
}

async function keepOwner(
  desk: Desk,
  misfiled: Misfiled,
  { patient }: Right,
  taskId: string,
): Promise<boolean> {
  const { tx, actor, now } = desk
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  const nth = misfiled.named + 1
  const owner = { misfiledId: misfiled.id, nth, patientId: patient.id, taskId, by, at }
  if (!(await addOwner(tx, owner))) return false
  const event = { taskId: misfiled.taskId, what: 'right-patient-named', note: null, by, at }
  await addTaskEvent(tx, { ...event, id: desk.newId() })
  return true
}

/** The form of a visit at the right record, for whoever goes on there now: the answers and the identity are asked anew. */
async function fillIn(desk: Desk, result: Result, patientId: string): Promise<void> {
  const { tx, actor, now } = desk
  const [year = '', month = '', date = ''] = result.sampledOn.split('-')
  const kept = await findDraft(tx, actor.accountId, patientId)
  const form = {
    ...kept?.form,
    inr: [formatInr(result)],
    method: [result.method],
    'sampledOn[day]': [date],
    'sampledOn[month]': [month],
    'sampledOn[year]': [year],
    ...(result.device !== null && {
      meter: [result.device.meter],
      stripLot: [result.device.stripLot],
    }),
  }
  const savedAt = new Date(now).toISOString()
  await putDraft(tx, { accountId: actor.accountId, patientId, form, savedAt })
}
