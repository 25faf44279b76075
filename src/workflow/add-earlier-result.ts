import { clinicalDate } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { isByInr } from '#register/washout.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { findPatient } from '#store/patients.ts'
import { addResults, resultsSince } from '#store/results.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import { alarmsOfResult } from './alarms-of-result.ts'
import { lookAtControl } from './correct-result.ts'
import type { Desk } from './desk.ts'
import {
  EARLIER_FIELDS,
  type EarlierCase,
  type EarlierFields,
  type EarlierResult,
  readEarlier,
} from './earlier-result-typed.ts'
import { countAsTested, newResult } from './new-result.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { rulesFor, siteRules } from './site-rules.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { runningEpisode } from './visit-case.ts'
import { clockOfAlarms, openTask } from './visit-task.ts'

/**
 * Adds a result of the past to the record: on the chart, in time in range, and never a dose (H05). It has no visit, so that
 * no dose can name it. An alarming one is somebody's task only while nothing has been measured since: then it is the last
 * that is known of the patient, however old it is (H17).
 */
export const addEarlierResult = act<EarlierFields, Done & { readonly taskId: string | null }>({
  name: 'record-earlier-result',
  parse: (input) => readTextFields(input, EARLIER_FIELDS),
  async perform(desk, fields) {
    const open = await openEarlierCase(desk, fields.patientId)
    if (open.kind === 'refused') return open
    const read = readEarlier(desk, fields, open.held)
    if (read.kind === 'refused') return read

    const { patient } = open.held
    const { id, taskId } = await keepEarlier(desk, open.held, read)
    const noted = { did: 'earlier-result', newest: read.isNewest, told: taskId !== null }
    return { kind: 'done', patientId: patient.id, subject: id, noted, taskId }
  },
})

/** Writes a result of the past, and tells somebody where it alarms and nothing is known since. */
export async function keepEarlier(
  desk: Desk,
  held: EarlierCase,
  read: EarlierResult,
): Promise<{ readonly id: string; readonly taskId: string | null }> {
  const id = await save(desk, held.episode, read)
  const taskId = read.isNewest ? await tellSomebody(desk, held, read, id) : null
  await lookAtControl(desk, held.episode.id)
  return { id, taskId }
}

/** Whose earlier result it is, for the page that asks for it. */
export const earlierResultPage = view<
  { readonly patientId: string },
  { readonly kind: 'earlier-page'; readonly patient: PatientOnScreen }
>(
  'record-earlier-result',
  async ({ tx }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    return patient === undefined ? notHere('patient') : { kind: 'earlier-page', patient }
  },
  ({ patientId }) => patientId,
)

/** What a result of the past is held against, once nobody else saves one of this patient. */
export async function openEarlierCase(
  { tx }: Desk,
  patientId: string | undefined,
): Promise<{ readonly kind: 'open'; readonly held: EarlierCase } | Refused> {
  const patient = await findPatient(tx, idTyped(patientId))
  if (patient === undefined) return notHere('patient')
  await waitForVisit(tx, patient.id)
  const episode = runningEpisode(await episodesOf(tx, patient.id))
  if (patient.standing !== 'live' || episode === undefined || !isByInr(episode.plan.medicine)) {
    return NO_COURSE
  }
  const rules = rulesFor(await siteRules(tx), episode.plan.protocol)
  const known = await resultsSince(tx, episode.id, SINCE_EVER)
  return { kind: 'open', held: { patient, episode, rules, known } }
}

/** Before the first anticoagulant: since then is since ever. */
const SINCE_EVER = '1900-01-01'

const NO_COURSE = refused(409, {
  field: '',
  code: 'no-inr-course',
  message:
    'This patient has no treatment here that is followed by INR, so the result belongs to none.',
})

async function save(
  desk: Desk,
  episode: FoundEpisode,
  { inr, raw, method, device = null, sample, from, isNewest }: EarlierResult,
): Promise<string> {
  const row = newResult(desk, {
    patientId: episode.patientId,
    episodeId: episode.id,
    inr,
    raw,
    sampledOn: sample.on,
    sampledAt: sample.at,
    method,
    device,
    status: 'final',
    comment: `Earlier result, from: ${from}`,
  })
  await addResults(desk.tx, [row])
  if (isNewest) await countAsTested(desk, episode, sample.on)
  return row.id
}

/** The published action of an alarm on the last INR that is known, as a task with its clock; nobody is dosed on it. */
async function tellSomebody(
  desk: Desk,
  { patient, episode }: EarlierCase,
  { inr, method, sample }: EarlierResult,
  resultId: string,
): Promise<string | null> {
  const alarms = await alarmsOfResult(desk, patient, episode, { inr, method })
  if (alarms.length === 0) return null
  await setTestDays(desk.tx, { episodeId: episode.id, nextTestOn: null, riskAtLeast: HIGH_RISK })
  const clock = clockOfAlarms(alarms)
  return openTask(desk, {
    kind: 'alarm',
    patientId: patient.id,
    episodeId: episode.id,
    visitId: null,
    ...clock,
    title: `Earlier INR ${formatInr(inr)} of ${clinicalDate(sample.on)}, none since: ${clock.title}`,
    details: { resultId },
    takenBy: null,
    note: ['Test again today.', ...alarms.map(({ action }) => action)].join(' '),
  })
}
