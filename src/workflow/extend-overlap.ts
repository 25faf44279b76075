import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { OVERLAP_MOST_DAYS } from '#register/overlap.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import type { FoundSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS } from './course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { nextSwitchTask, openSwitch, stepOn } from './switch-course.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...dayBoxes('untilOn'),
  'note',
] as const satisfies readonly string[]
type Typed = TextFields<(typeof FIELDS)[number]>

/** An overlap lasts no longer than this, however it is extended. @see docs/evidence.md#overlap-most */
export const OVERLAP_LONGEST_DAYS = 28

/** Sets a later last day for an overlap that the INR has not ended, where its rule allows it; never without a reason. */
export const extendOverlap = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openSwitch(desk, fields, ['overlapping'])
    if (open.kind === 'refused') return open
    const { found, old } = open
    if (found.details.rule?.stopsAtMost !== false) return FIXED
    const findings: Findings = [...freeTextFindings(fields, old.patient)]
    const note = (fields.note ?? '').trim()
    if (note === '') findings.push(NOTE_NEEDED)
    const untilOn = readUntil(fields, found, desk.today, findings)
    if (findings.length > 0 || untilOn === null) return refused(422, ...findings)

    const taskId = await nextSwitchTask(desk, found, 'extended', {
      patientId: old.patient.id,
      episodeId: old.episode.id,
      title: `Two anticoagulants: ${found.oldMedicine} stops by ${clinicalDate(untilOn)}`,
      dueOn: untilOn,
      note,
    })
    if (typeof taskId !== 'string') return taskId
    const trouble = await stepOn(desk, found, 'extend', { untilOn, taskId }, { untilOn, note })
    if (trouble !== undefined) return trouble
    const noted = { did: 'overlap-extended', untilOn }
    return { kind: 'done', patientId: old.patient.id, subject: found.id, noted }
  },
})

function readUntil(
  fields: Typed,
  { fromOn, untilOn }: FoundSwitch,
  today: Day,
  findings: Findings,
): Day | null {
  const before = findings.length
  const on = typedDay(fields, 'untilOn', findings)
  if (findings.length > before) return null
  const [soon, longest] = [
    addDays(today, OVERLAP_MOST_DAYS),
    addDays(day(fromOn), OVERLAP_LONGEST_DAYS),
  ]
  const latest = soon < longest ? soon : longest
  if (on !== null && on > day(untilOn) && on >= today && on <= latest) return on
  const message = `Enter a later last day of both, by ${clinicalDate(latest)}.`
  findings.push({ field: 'untilOn', code: 'range', message })
  return null
}

const FIXED: Refused = refused(409, {
  field: '',
  code: 'length-fixed',
  message:
    'For this medicine the summary of product characteristics sets the last day. Stop it, or give the change up.',
})
const NOTE_NEEDED = {
  field: 'note',
  code: 'required',
  message: 'Write down why both go on longer.',
}
