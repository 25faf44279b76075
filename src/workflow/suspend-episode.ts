import { clinicalDate, type Day } from '#base/day.ts'
import { canSuspend } from '#register/phases.ts'
import { SUSPEND_REASON_WORDS, SUSPEND_REASONS } from '#register/suspension.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, openCourse, sentences } from './course.ts'
import { mayOwnPause } from './course-ends.ts'
import { pauseCourse } from './end-course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...dayBoxes('until'),
  'reason',
  'note',
  'owner',
] as const satisfies readonly string[]

type Suspension = TextFields<(typeof FIELDS)[number]>

/** Pauses treatment until a day on which somebody named reviews restarting; it never outlives that day in silence (H24). */
export const suspendEpisode = act<Suspension, Done>({
  name: 'suspend-episode',
  parse: (input): Parsed<Suspension> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const { patient, episode } = course
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const pauseOwner = idTyped(fields.owner ?? desk.actor.accountId)
    const isOwned = await mayOwnPause(desk, pauseOwner)
    const asked = readSuspension(fields, episode.phase, desk.today, isOwned)
    if (asked.kind === 'refused') return asked

    const pause = { until: asked.until, owner: pauseOwner }
    const trouble = await pauseCourse(desk, course, pause, asked.words)
    if (trouble !== undefined) return trouble
    const noted = {
      did: 'suspended',
      until: asked.until,
      because: fields.reason,
      owner: pauseOwner,
    }
    return { kind: 'done', patientId: patient.id, subject: episode.id, noted }
  },
})

type Asked = { readonly kind: 'asked'; readonly until: Day; readonly words: string }

/** Everything that is wrong, in the order in which the page asks. */
function readSuspension(
  fields: Suspension,
  phase: Parameters<typeof canSuspend>[0],
  today: Day,
  isOwned: boolean,
): Asked | Refused {
  const findings: Findings = []
  const reason = SUSPEND_REASONS.find((known) => known === fields.reason)
  const note = (fields.note ?? '').trim()
  if (reason === undefined) findings.push(REASON_NEEDED)
  if (reason === 'other' && note === '') findings.push(NOTE_NEEDED)
  const ofDay: Findings = []
  const until = typedDay(fields, 'until', ofDay)
  const may = canSuspend(phase, until, today)
  if (may.kind === 'refused' && ofDay.length === 0) ofDay.push(...may.findings)
  findings.push(...ofDay)
  if (!isOwned) findings.push(OWNER_NEEDED)
  if (findings.length > 0 || until === null || reason === undefined) {
    return refused(422, ...findings)
  }
  const words = sentences(
    `Suspended until ${clinicalDate(until)}`,
    SUSPEND_REASON_WORDS[reason],
    note,
  )
  return { kind: 'asked', until, words }
}

const REASON_NEEDED: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Choose why treatment pauses.',
}
const OWNER_NEEDED: Finding = {
  field: 'owner',
  code: 'required',
  message: 'Choose who reviews restarting on that day.',
}
const NOTE_NEEDED: Finding = {
  field: 'note',
  code: 'required',
  message: 'Write down why treatment pauses.',
}
