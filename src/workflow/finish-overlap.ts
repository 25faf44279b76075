import { capitalised } from '#base/capitalised.ts'
import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import { againstFinishing } from '#register/overlap.ts'
import { EARLY_REASONS, type EarlyReason } from '#register/switch-plan.ts'
import { type Findings, typedChoice, typedDay, wordsOf } from '#register/typed-fields.ts'
import { resultsSince } from '#store/results.ts'
import type { FoundSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { newCourse } from './begin-overlap.ts'
import { COURSE_FIELDS, type OpenCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { endCourse } from './end-course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { isOpenWork, openWorkOf, settleCourse } from './settle-course.ts'
import { nextSwitchTask, openSwitch, stepOn } from './switch-course.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...dayBoxes('stoppedOn'),
  'beforeDose',
  'early',
  'note',
  'workSeen',
] as const satisfies readonly string[]
type Typed = TextFields<(typeof FIELDS)[number]>

/** Within how many days what is left at home and the repeat prescription are dealt with. @see docs/evidence.md#switch-removal */
export const REMOVAL_DAYS = 3

/**
 * Ends an overlap: the old medicine is stopped by the rule of its plan, or before it with a coded reason. What is open on
 * its course is settled, and its removal is to be confirmed (H18).
 */
export const finishOverlap = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openSwitch(desk, fields, ['overlapping'])
    if (open.kind === 'refused') return open
    const { found, old } = open
    const warfarin = await newCourse(desk, old, found)
    if (warfarin.kind === 'refused') return warfarin
    const read = await readFinish(desk, found, warfarin, fields)
    if (read.kind === 'refused') return read
    const work = await openWorkOf(desk, old.episode)
    if (isOpenWork(work) && fields.workSeen !== 'yes') return refused(422, SETTLE_NEEDED)

    const end = { on: read.stoppedOn, reason: 'changed-medicine', note: read.words } as const
    const trouble =
      (await settleCourse(desk, old.episode, work, read.words)) ??
      (await endCourse(desk, old, end)) ??
      (await finish(desk, found, warfarin, read))
    if (trouble !== undefined) return trouble
    const noted = { did: 'overlap-finished', stopped: found.oldMedicine, early: read.early || null }
    return { kind: 'done', patientId: old.patient.id, subject: found.id, noted }
  },
})

/** Said at the field that confirms what becomes of the open work. */
export const SETTLE_NEEDED: Finding = {
  field: 'workSeen',
  code: 'required',
  message: 'Look at what is open on the old medicine, and confirm that the change settles it.',
}

type Finish = {
  readonly kind: 'finish'
  readonly stoppedOn: Day
  readonly early: EarlyReason | ''
  /** The INR that it was ended on; null when there was none. */
  readonly resultId: string | null
  readonly words: string
}

async function readFinish(
  desk: Desk,
  found: FoundSwitch,
  warfarin: OpenCourse,
  fields: Typed,
): Promise<Finish | Refused> {
  const findings: Findings = []
  const stoppedOn = readStop(fields, day(found.fromOn), desk.today, findings)
  const early = typedChoice(fields, 'early', ['', ...earlyReasons()], '', findings)
  const note = (fields.note ?? '').trim()
  if (early !== '' && note === '') findings.push(NOTE_NEEDED)
  const inrs = await inrsOf(desk, warfarin, found)
  const { rule } = found.details
  const target = warfarin.episode.plan.target
  if (rule === null || target === null) throw new Error('an overlap has a rule and a target')
  if (early === '') {
    const { today } = desk
    const facts = { rule, today, fromOn: day(found.fromOn), lowTenths: target.lowTenths, inrs }
    findings.push(...againstFinishing({ ...facts, beforeDose: fields.beforeDose === 'yes' }))
  }
  findings.push(...freeTextFindings(fields, warfarin.patient))
  if (findings.length > 0 || stoppedOn === null) return refused(422, ...findings)
  const newest = inrs.at(-1)
  const words = sentences(
    `${capitalised(found.oldMedicine)} stopped, warfarin goes on alone`,
    inrInWords(newest),
    early === '' ? '' : EARLY_REASONS[early],
    note,
  )
  return { kind: 'finish', stoppedOn, early, resultId: newest?.id ?? null, words }
}

const inrInWords = (newest: EndingInr | undefined): string =>
  newest === undefined ? '' : `INR ${formatInr(newest.inr)} of ${clinicalDate(newest.on)}`

const earlyReasons = (): readonly EarlyReason[] => wordsOf(EARLY_REASONS)

type EndingInr = { readonly id: string; readonly inr: Inr; readonly on: Day }

async function inrsOf(
  { tx }: Desk,
  { episode }: OpenCourse,
  { fromOn }: FoundSwitch,
): Promise<readonly EndingInr[]> {
  const results = await resultsSince(tx, episode.id, fromOn)
  return results.map(({ id, comparator, tenths, sampledOn }) => ({
    id,
    inr: { comparator, tenths },
    on: day(sampledOn),
  }))
}

function readStop(fields: Typed, fromOn: Day, today: Day, findings: Findings): Day | null {
  const before = findings.length
  const on = typedDay(fields, 'stoppedOn', findings)
  if (findings.length > before) return null
  if (on !== null && on >= fromOn && on <= today) return on
  const message = 'Enter the day of the last dose of the old medicine: today or earlier.'
  findings.push({ field: 'stoppedOn', code: 'range', message })
  return null
}

const NOTE_NEEDED: Finding = {
  field: 'note',
  code: 'required',
  message: 'Write down what happened.',
}

/** The change is finished; who confirms the removal has it as a task of the course that goes on. */
async function finish(
  desk: Desk,
  found: FoundSwitch,
  { episode }: OpenCourse,
  { stoppedOn, early, resultId, words }: Finish,
): Promise<Refused | undefined> {
  const dueOn = addDays(desk.today, REMOVAL_DAYS)
  const taskId = await nextSwitchTask(desk, found, 'finished', {
    patientId: episode.patientId,
    episodeId: episode.id,
    title: removalTitle(found.oldMedicine),
    dueOn,
    note: words,
  })
  if (typeof taskId !== 'string') return taskId
  const change = { taskId, untilOn: dueOn }
  return stepOn(desk, found, 'finish', change, { stoppedOn, early, resultId, words })
}

/** The title of the task that stays until the old medicine is out of the house and off the repeats. */
export const removalTitle = (medicine: string): string =>
  `${capitalised(medicine)} stopped: confirm that it is gone from home and from the repeats`
