import type { Day } from '#base/day.ts'
import { day } from '#base/day.ts'
import { DOACS, type Doac, type DoacDose } from '#clinical/doac/doac.ts'
import { type DoacPlan, readDoacPlan } from '#register/doac-plan.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { type Findings, type TypedFields, typedDay } from '#register/typed-fields.ts'
import { episodesOf } from '#store/episodes.ts'
import { type FoundSwitch, runningSwitch } from '#store/switches.ts'
import type { OpenCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

const block = (code: string, message: string): Refused => refused(409, { field: '', code, message })

/** Why warfarin is not changed here at all: another medicine, another state, or another anticoagulant beside it. */
export async function againstChange(
  { tx }: Desk,
  { patient, episode }: OpenCourse,
): Promise<Refused | undefined> {
  if (patient.standing !== 'live') {
    return block('not-live', 'This patient has left. Record the return first.')
  }
  if (episode.standing === 'unverified') {
    return block('plan-unverified', 'This plan was imported. Confirm it first.')
  }
  const isTaken = ['initiating', 'maintaining', 'suspended'].includes(episode.phase)
  if (episode.plan.medicine !== 'warfarin' || !isTaken) {
    return block('not-warfarin', 'Only a running course of warfarin is changed here.')
  }
  const others = await episodesOf(tx, patient.id)
  const beside = others.some(({ id, phase }) => id !== episode.id && phase !== 'ended')
  return beside
    ? block(
        'bridge-open',
        'Another anticoagulant is planned or given beside warfarin. End it first.',
      )
    : undefined
}

/** The change for which warfarin was stopped, when it was. */
export async function waitingSwitch(
  { tx }: Desk,
  { patient, episode }: OpenCourse,
): Promise<FoundSwitch | undefined> {
  const running = await runningSwitch(tx, patient.id)
  return running?.state === 'waiting' && running.oldEpisodeId === episode.id ? running : undefined
}

export type Switch = {
  readonly kind: 'switch'
  readonly medicine: Doac
  readonly stoppedOn: Day
  readonly plan: EpisodePlan
  readonly dose: DoacDose
}

/** Reads the new medicine and its dose; after a stop the medicine and the day are those of the stop. */
export function readSwitch(
  { today }: Desk,
  { episode }: OpenCourse,
  fields: TypedFields,
  waiting: FoundSwitch | undefined,
): Switch | Refused {
  const findings: Findings = []
  const medicine = readMedicine(fields, waiting, findings)
  const doac = readDoacPlan(fields, medicine ?? null, findings)
  const stoppedOn =
    waiting === undefined ? readStop(fields, episode.plan, today, findings) : day(waiting.fromOn)
  const dose = doac?.dose ?? null
  if (medicine !== undefined && dose === null && findings.length === 0) findings.push(DOSE_NEEDED)
  if (medicine === undefined || stoppedOn === null || doac === null || dose === null) {
    return refused(422, ...findings)
  }
  if (findings.length > 0) return refused(422, ...findings)
  const plan = newPlan(episode.plan, medicine, doac, today)
  return { kind: 'switch', medicine, stoppedOn, plan, dose }
}

function readMedicine(
  fields: TypedFields,
  waiting: FoundSwitch | undefined,
  findings: Findings,
): Doac | undefined {
  const medicine = DOACS.find((known) => known === fields['medicine'])
  if (medicine === undefined) {
    findings.push({ field: 'medicine', code: 'required', message: 'Choose the new medicine.' })
  } else if (waiting !== undefined && waiting.newMedicine !== medicine) {
    const message = `Warfarin was stopped for a change to ${waiting.newMedicine}. For another medicine give that change up first.`
    findings.push({ field: 'medicine', code: 'other-medicine', message })
  }
  return medicine
}

const DOSE_NEEDED = {
  field: 'doacMg',
  code: 'required',
  message: 'Enter the dose: mg at a time, and how many times a day.',
}

/** The day of the last dose of warfarin, within its course. */
function readStop(
  fields: TypedFields,
  { startedOn }: EpisodePlan,
  today: Day,
  findings: Findings,
): Day | null {
  const before = findings.length
  const on = typedDay(fields, 'stoppedOn', findings)
  if (findings.length > before) return null
  if (on !== null && on <= today && (startedOn === null || on >= startedOn)) return on
  const message = 'Enter the day of the last dose of warfarin: today or earlier.'
  findings.push({ field: 'stoppedOn', code: 'range', message })
  return null
}

/** The new plan: why and for how long stay as they were; what only warfarin has goes. */
const newPlan = (old: EpisodePlan, medicine: Doac, doac: DoacPlan, today: Day): EpisodePlan => {
  const { adjustment: _ofWarfarin, ...kept } = old
  return {
    ...kept,
    medicine,
    target: null,
    startedOn: today,
    protocol: null,
    tabletSet: null,
    method: null,
    howStarted: 'initiated-here',
    dailyUg: null,
    doac: { ...doac, treatedSince: old.startedOn },
  }
}
