import { clinicalDate, type Day, day } from '#base/day.ts'
import { DOACS, type Doac, formatDoacDose } from '#clinical/doac/doac.ts'
import { formatInr } from '#clinical/inr.ts'
import { type DoacPlan, doacUseOf, readDoacPlan } from '#register/doac-plan.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { canActivate } from '#register/phases.ts'
import { againstStarting } from '#register/switching.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import { episodesOf, findEpisode } from '#store/episodes.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, newestResult, type OpenCourse, openCourse, saveCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { endCourse } from './end-course.ts'
import { FIRST_TEST_FIELDS, readFirstTest } from './first-test-typed.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { addPlan } from './plan-episode.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...FIRST_TEST_FIELDS,
  ...dayBoxes('stoppedOn'),
  'medicine',
  'doacMg',
  'doacTimes',
  'doacStage',
  'highRecurrenceRisk',
  'homeRemoved',
  'repeatStopped',
] as const satisfies readonly string[]

type Typed = TextFields<(typeof FIELDS)[number]>

/**
 * Ends warfarin and starts a direct oral anticoagulant in one transaction: never two of them, and never neither (H18).
 * The INR is the newest final one of the course; it is not typed again.
 */
export const switchMedicine = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const blocked = await blockOf(desk, course)
    if (blocked !== undefined) return blocked
    const read = readSwitch(desk, course, fields)
    if (read.kind === 'refused') return read
    const words = await startIfReady(desk, course, read, fields)
    if (words.kind === 'refused') return words
    const next = await readFirstTest(desk, fields, course.patient, 'maintaining', read.plan)
    if (next.kind === 'refused') return next

    const end = { on: read.stoppedOn, reason: 'changed-medicine', note: words.text } as const
    const untidy = await endCourse(desk, course, end)
    if (untidy !== undefined) return untidy
    const id = await addPlan(desk, course.patient, read.plan, words.text)
    const episode = await findEpisode(desk.tx, id)
    if (episode === undefined) throw new Error('the plan that was just written is not there')
    const opened = { patient: course.patient, episode, nextVersion: episode.version + 1 }
    const step = { phase: 'maintaining', nextTestOn: next.on } as const
    const trouble = await saveCourse(desk, opened, step, 'Started in the place of warfarin')
    if (trouble !== undefined) return trouble
    const noted = { did: 'switched', from: course.episode.id, to: read.medicine }
    return { kind: 'done', patientId: course.patient.id, subject: id, noted }
  },
})

const block = (code: string, message: string): Refused => refused(409, { field: '', code, message })

/** Why nothing is changed here at all: another medicine, another state, or another anticoagulant beside it. */
async function blockOf(
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

type Switch = {
  readonly kind: 'switch'
  readonly medicine: Doac
  readonly stoppedOn: Day
  readonly plan: EpisodePlan
  readonly doac: DoacPlan
}

function readSwitch({ today }: Desk, { episode }: OpenCourse, fields: Typed): Switch | Refused {
  const findings: Findings = []
  const medicine = DOACS.find((known) => known === fields.medicine)
  const doac = readDoacPlan(fields, medicine ?? null, findings)
  const stoppedOn = readStop(fields, episode.plan, today, findings)
  if (medicine === undefined) {
    findings.push({ field: 'medicine', code: 'required', message: 'Choose the new medicine.' })
  }
  if (findings.length > 0 || stoppedOn === null || doac === null || medicine === undefined) {
    return refused(422, ...findings)
  }
  return {
    kind: 'switch',
    medicine,
    stoppedOn,
    plan: newPlan(episode.plan, medicine, doac, today),
    doac,
  }
}

/** The day of the last dose of warfarin, within its course. */
function readStop(
  fields: Typed,
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

/** What is written down of the change, when nothing speaks against the start; else everything that does, at once. */
async function startIfReady(
  desk: Desk,
  { episode }: OpenCourse,
  { medicine, stoppedOn, plan, doac }: Switch,
  fields: Typed,
): Promise<{ readonly kind: 'words'; readonly text: string } | Refused> {
  const result = await newestResult(desk, episode)
  const newest = result && {
    inr: { comparator: result.comparator, tenths: result.tenths },
    on: day(result.sampledOn),
  }
  const against = againstStarting({
    today: desk.today,
    medicine,
    use: doacUseOf(plan).kind,
    targetTenths: episode.plan.target?.valueTenths ?? 'not-known',
    stoppedOn,
    newest,
    homeRemoved: fields.homeRemoved === 'yes',
    repeatStopped: fields.repeatStopped === 'yes',
  })
  const may = canActivate({
    phase: 'accepted',
    plan,
    into: 'maintaining',
    today: desk.today,
    inrs: [],
  })
  const findings = [...against, ...(may.kind === 'refused' ? may.findings : [])]
  if (findings.length > 0 || newest === undefined || doac.dose === null) {
    return refused(422, ...findings)
  }
  const inr = `INR ${formatInr(newest.inr)} of ${clinicalDate(newest.on)}`
  const removed = 'No warfarin left at home, repeat prescription stopped'
  const text = `Changed from warfarin to ${medicine}, ${formatDoacDose(doac.dose)}. ${inr}. ${removed}`
  return { kind: 'words', text }
}
