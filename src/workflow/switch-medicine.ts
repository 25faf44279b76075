import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { formatDoacDose } from '#clinical/doac/doac.ts'
import { formatInr } from '#clinical/inr.ts'
import { doacUseOf } from '#register/doac-plan.ts'
import { canActivate } from '#register/phases.ts'
import { againstStarting } from '#register/switching.ts'
import { findEpisode } from '#store/episodes.ts'
import { addSwitch, type FoundSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, newestResult, type OpenCourse, openCourse, saveCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { endCourse } from './end-course.ts'
import { REMOVAL_DAYS, removalTitle, SETTLE_NEEDED } from './finish-overlap.ts'
import {
  FIRST_DOSE_FIELDS,
  type FirstDose,
  keepFirstDose,
  readFirstDose,
} from './first-doac-dose.ts'
import { FIRST_TEST_FIELDS, readFirstTest } from './first-test-typed.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { addPlan } from './plan-episode.ts'
import { isOpenWork, openWorkOf, settleCourse } from './settle-course.ts'
import { nextSwitchTask, noteEvent, openSwitchTask, stepOn } from './switch-course.ts'
import { againstChange, readSwitch, type Switch, waitingSwitch } from './switch-form.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...FIRST_TEST_FIELDS,
  ...FIRST_DOSE_FIELDS,
  ...dayBoxes('stoppedOn'),
  'medicine',
  'doacMg',
  'doacTimes',
  'doacStage',
  'highRecurrenceRisk',
  'homeRemoved',
  'repeatStopped',
  'workSeen',
  // Sent by the page of every course that starts; a course of this kind has no other phase.
  'phase',
] as const satisfies readonly string[]

type Typed = TextFields<(typeof FIELDS)[number]>

/**
 * Ends warfarin and starts a direct oral anticoagulant in one transaction: never two of them, and never neither (H18).
 * The INR is the newest final one of the course; it is not typed again. The dose is judged as at every review (H20).
 */
export const switchMedicine = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const blocked = await againstChange(desk, course)
    if (blocked !== undefined) return blocked
    const waiting = await waitingSwitch(desk, course)
    const read = readSwitch(desk, course, fields, waiting)
    if (read.kind === 'refused') return read
    const ready = await readyToStart(desk, course, read, fields)
    if (ready.kind === 'refused') return ready

    const started = await start(desk, course, read, ready)
    if (typeof started !== 'string') return started
    const trouble = await keepChange(desk, course, { waiting, read, newEpisodeId: started, ready })
    if (trouble !== undefined) return trouble
    const noted = { did: 'switched', from: course.episode.id, to: read.medicine }
    return { kind: 'done', patientId: course.patient.id, subject: started, noted }
  },
})

type Ready = {
  readonly kind: 'ready'
  readonly first: FirstDose
  readonly nextOn: Day
  readonly words: string
}

const findingsOf = (outcome: { readonly kind: string } | Refused): readonly Finding[] =>
  'findings' in outcome ? outcome.findings : []

/** All that must be so on the day of the start, or everything that is not, at once. */
async function readyToStart(
  desk: Desk,
  course: OpenCourse,
  read: Switch,
  fields: Typed,
): Promise<Ready | Refused> {
  const { patient, episode } = course
  const words = await startIfReady(desk, course, read, fields)
  const first = await readFirstDose(desk, { patient, episode, ...read }, fields)
  const next = await readFirstTest(desk, fields, patient, 'maintaining', read.plan)
  const work = await openWorkOf(desk, episode)
  const unseen = isOpenWork(work) && fields.workSeen !== 'yes' ? [SETTLE_NEEDED] : []
  const findings = [
    ...findingsOf(words),
    ...findingsOf(first),
    ...findingsOf(next),
    ...unseen,
    ...freeTextFindings(fields, patient),
  ]
  if (
    findings.length > 0 ||
    words.kind === 'refused' ||
    first.kind === 'refused' ||
    next.kind === 'refused'
  ) {
    return refused(422, ...findings)
  }
  return { kind: 'ready', first, nextOn: next.on, words: words.text }
}

/** What is written down of the change, when nothing speaks against the start; else everything that does, at once. */
async function startIfReady(
  desk: Desk,
  { episode }: OpenCourse,
  { medicine, stoppedOn, plan, dose }: Switch,
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
  if (findings.length > 0 || newest === undefined) return refused(422, ...findings)
  const inr = `INR ${formatInr(newest.inr)} of ${clinicalDate(newest.on)}`
  const removed = 'No warfarin left at home, repeat prescription stopped'
  const text = `Changed from warfarin to ${medicine}, ${formatDoacDose(dose)}. ${inr}. ${removed}`
  return { kind: 'words', text }
}

/** Warfarin ends with all that is open on it, and the new course starts; answers its id. */
async function start(
  desk: Desk,
  course: OpenCourse,
  { medicine, stoppedOn, plan }: Switch,
  { first, nextOn, words }: Ready,
): Promise<string | Refused> {
  const { patient, episode: old } = course
  const end = { on: stoppedOn, reason: 'changed-medicine', note: words, next: medicine } as const
  const untidy =
    (await settleCourse(desk, old, await openWorkOf(desk, old), words)) ??
    (await endCourse(desk, course, end))
  if (untidy !== undefined) return untidy
  const id = await addPlan(desk, patient, plan, words)
  const opened = await findEpisode(desk.tx, id)
  if (opened === undefined) throw new Error('the plan that was just written is not there')
  const nextVersion = opened.version + 1
  const step = { phase: 'maintaining', nextTestOn: nextOn } as const
  const trouble =
    (await saveCourse(
      desk,
      { patient, episode: opened, nextVersion },
      step,
      'Started in the place of warfarin',
    )) ?? (await keepFirstDose(desk, first, { ...opened, version: nextVersion }, nextOn))
  return trouble ?? id
}

type Changed = {
  readonly waiting: FoundSwitch | undefined
  readonly read: Switch
  readonly newEpisodeId: string
  readonly ready: Ready
}

/** The change is finished, and its removal is a task of the course that goes on. */
async function keepChange(
  desk: Desk,
  { patient, episode }: OpenCourse,
  { waiting, read, newEpisodeId, ready }: Changed,
): Promise<Refused | undefined> {
  const dueOn = addDays(desk.today, REMOVAL_DAYS)
  const next = {
    patientId: patient.id,
    episodeId: newEpisodeId,
    title: removalTitle('warfarin'),
    dueOn,
    note: ready.words,
  }
  const details = { stoppedOn: read.stoppedOn, words: ready.words }
  if (waiting !== undefined) {
    const taskId = await nextSwitchTask(desk, waiting, 'finished', next)
    if (typeof taskId !== 'string') return taskId
    return stepOn(desk, waiting, 'finish', { newEpisodeId, taskId, untilOn: dueOn }, details)
  }
  const id = desk.newId()
  await addSwitch(desk.tx, {
    id,
    patientId: patient.id,
    way: 'gap',
    state: 'finished',
    oldEpisodeId: episode.id,
    newEpisodeId,
    oldMedicine: 'warfarin',
    newMedicine: read.medicine,
    fromOn: read.stoppedOn,
    untilOn: dueOn,
    details: { rule: null, doseBefore: null },
    taskId: await openSwitchTask(desk, next),
    changedAt: new Date(desk.now).toISOString(),
  })
  await noteEvent(desk, id, { sequence: 1, what: 'finish', state: 'finished', details })
  return undefined
}
