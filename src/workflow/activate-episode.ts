import type { Day } from '#base/day.ts'
import { canActivate } from '#register/phases.ts'
import { act, type Done } from './act.ts'
import { besideFindings, bridgeAuthority } from './bridge.ts'
import {
  COURSE_FIELDS,
  type OpenCourse,
  openCourse,
  saveCourse,
  sentences,
  stabilityInrs,
} from './course.ts'
import type { Desk } from './desk.ts'
import { FIRST_TEST_FIELDS, readFirstTest } from './first-test-typed.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { runningChange } from './switch-course.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { addTransferredResults, readTransfer, TRANSFER_FIELDS } from './transferred-results.ts'
import { readWashout, WASHOUT_FIELDS } from './washout.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...FIRST_TEST_FIELDS,
  ...TRANSFER_FIELDS,
  ...WASHOUT_FIELDS,
  'phase',
] as const satisfies readonly string[]

type Activation = TextFields<(typeof FIELDS)[number]>

/**
 * Makes treatment active: being started, or in maintenance. The plan must be complete (S10), the day of the next
 * test set (H05), and for maintenance the INRs stable (H08); the last results of a transfer count for that.
 */
export const activateEpisode = act<Activation, Done>({
  name: 'plan-episode',
  parse: (input): Parsed<Activation> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const { patient, episode } = course
    const blocked = await blockOf(desk, course)
    if (blocked !== undefined) return blocked
    const into = phaseTyped(fields.phase)
    if (into === undefined) return refused(422, CHOOSE_PHASE)
    const transfer = readTransfer(fields, episode, desk.today)
    if (transfer.kind === 'refused') return transfer
    await addTransferredResults(desk, episode, transfer)
    const next = await firstTestIfReady(desk, course, into, fields)
    if (next.kind === 'refused') return next

    const reason = sentences(STARTED[into], transfer.words, next.words)
    const dailyUg = transfer.dailyUg ?? episode.plan.dailyUg ?? null
    const week = transfer.lastWeek && { lastWeek: transfer.lastWeek }
    const step = { phase: into, nextTestOn: next.on, plan: { ...episode.plan, dailyUg, ...week } }
    const trouble = await saveCourse(desk, course, step, reason)
    if (trouble !== undefined) return trouble
    const noted = { did: 'activated', into, transferred: transfer.results.length }
    return { kind: 'done', patientId: patient.id, subject: episode.id, noted }
  },
})

async function blockOf(desk: Desk, { patient, episode }: OpenCourse): Promise<Refused | undefined> {
  if (patient.standing !== 'live') return NOT_LIVE
  if (episode.standing === 'unverified') return CONFIRM_FIRST
  return episode.phase === 'accepted' ? runningChange(desk, episode) : undefined
}

/** The day of the first test, when nothing keeps treatment from becoming active; else everything that does, at once. */
async function firstTestIfReady(
  desk: Desk,
  { patient, episode }: OpenCourse,
  into: ActivePhase,
  fields: Activation,
): Promise<{ readonly kind: 'ready'; readonly on: Day; readonly words: string } | Refused> {
  const { phase, plan } = episode
  const inrs = await stabilityInrs(desk, episode, plan)
  const may = canActivate({ phase, plan, into, today: desk.today, inrs })
  const next = await readFirstTest(desk, fields, patient, into, plan)
  const after: Awaited<ReturnType<typeof readWashout>> =
    phase === 'accepted'
      ? await readWashout(desk, patient, plan, fields)
      : { kind: 'washout', words: '' }
  const findings = [
    ...(may.kind === 'refused' ? may.findings : []),
    ...(next.kind === 'refused' ? next.findings : []),
    ...(after.kind === 'refused' ? after.findings : []),
    ...(await besideFindings(desk, patient.id, plan.medicine, episode.id)),
    ...bridgeAuthority(desk, plan),
  ]
  if (findings.length > 0 || next.kind === 'refused' || after.kind === 'refused') {
    return refused(422, ...findings)
  }
  return { kind: 'ready', on: next.on, words: after.words }
}

export type ActivePhase = 'initiating' | 'maintaining'

export const phaseTyped = (typed: string | undefined): ActivePhase | undefined =>
  typed === 'initiating' || typed === 'maintaining' ? typed : undefined

const STARTED: Readonly<Record<ActivePhase, string>> = {
  initiating: 'Treatment is being started',
  maintaining: 'Treatment is in maintenance',
}

export const CHOOSE_PHASE: Finding = {
  field: 'phase',
  code: 'required',
  message: 'Choose whether treatment is being started or is in maintenance.',
}
const NOT_LIVE = refused(409, {
  field: '',
  code: 'not-live',
  message: 'This patient has left. Record the return first.',
})
const CONFIRM_FIRST = refused(409, {
  field: '',
  code: 'plan-unverified',
  message: 'This plan was imported. Confirm it first.',
})
