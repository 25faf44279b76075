import type { Day } from '#base/day.ts'
import { canEnd, END_REASONS, type EndReason } from '#register/phases.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { act, type Done } from './act.ts'
import { bridgeEndOf, EARLY_END_FIELDS, readEarlyEnd } from './bridge-end.ts'
import { COURSE_FIELDS, openCourse, sentences } from './course.ts'
import { endCourse } from './end-course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { runningChange } from './switch-course.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...dayBoxes('endedOn'),
  'reason',
  'note',
  ...EARLY_END_FIELDS,
] as const satisfies readonly string[]

type Ending = TextFields<(typeof FIELDS)[number]>

/** Ends a course, with a coded reason; nothing follows but a new course. */
export const endEpisode = act<Ending, Done>({
  name: 'end-episode',
  parse: (input): Parsed<Ending> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const { patient, episode } = course
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const changing = await runningChange(desk, episode)
    if (changing !== undefined) return changing
    const asked = readEnding(fields, episode, desk.today)
    if (asked.kind === 'refused') return asked

    const rule = await bridgeEndOf(desk, episode, asked.on)
    const early = readEarlyEnd(rule, asked.reason, fields)
    if (early.kind === 'refused') return early

    const note = sentences(early.words, asked.note)
    const trouble = await endCourse(desk, course, { ...asked, note })
    if (trouble !== undefined) return trouble
    const ended = { did: 'ended', because: asked.reason, on: asked.on }
    const noted = early.code === null ? ended : { ...ended, early: early.code }
    return { kind: 'done', patientId: patient.id, subject: episode.id, noted }
  },
})

type Asked = {
  readonly kind: 'asked'
  readonly on: Day
  readonly reason: EndReason
  readonly note: string
}

/** A course that a change of medicine gave up is ended there, and nowhere else. */
const OF_A_CHANGE: EndReason = 'change-abandoned'

/** Reasons that say nothing without words: to whom, what happened. */
const NEEDS_NOTE: readonly EndReason[] = ['transferred-out', 'adverse-event', 'changed-medicine']

function readEnding(fields: Ending, { phase, plan }: FoundEpisode, today: Day): Asked | Refused {
  const findings: Findings = []
  const note = (fields.note ?? '').trim()
  const reason = END_REASONS.find((known) => known === fields.reason && known !== OF_A_CHANGE)
  const on = typedDay(fields, 'endedOn', findings)
  const may = canEnd(phase, reason ?? '')
  if (may.kind === 'refused') findings.push(...may.findings)
  if (reason !== undefined && NEEDS_NOTE.includes(reason) && note === '') {
    const message = 'Write down what happened: to whom, to which medicine, or which event.'
    findings.push({ field: 'note', code: 'required', message })
  }
  if (findings.length === 0 && !isDayOfCourse(on, plan.startedOn, today)) {
    const message = 'Enter the last day of treatment: today or earlier, and not before it started.'
    findings.push({ field: 'endedOn', code: 'range', message })
  }
  if (findings.length > 0 || on === null || reason === undefined) return refused(422, ...findings)
  return { kind: 'asked', on, reason, note }
}

const isDayOfCourse = (on: Day | null, startedOn: Day | null, today: Day): boolean =>
  on !== null && on <= today && (startedOn === null || on >= startedOn)
