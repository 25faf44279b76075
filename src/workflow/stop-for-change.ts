import { capitalised } from '#base/capitalised.ts'
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { DOACS, type Doac } from '#clinical/doac/doac.ts'
import { doacStops } from '#register/doac-eligibility.ts'
import { againstTarget } from '#register/switching.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import { addSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, type OpenCourse, openCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { noteEvent, openSwitchTask, runningChange } from './switch-course.ts'
import { againstChange } from './switch-form.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...COURSE_FIELDS,
  ...dayBoxes('stoppedOn'),
  ...dayBoxes('nextTestOn'),
  ...dayBoxes('untilOn'),
  'medicine',
  'note',
] as const satisfies readonly string[]
type Typed = TextFields<(typeof FIELDS)[number]>

/** Days after the last dose of warfarin by which the new medicine has started. @see docs/evidence.md#switch-gap */
export const GAP_MOST_DAYS = 14

/**
 * Stops warfarin for a change: from here the person takes neither, and stands on a list with an owner and a day until
 * the new medicine has started (H18).
 */
export const stopForChange = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const blocked =
      (await againstChange(desk, course)) ?? (await runningChange(desk, course.episode))
    if (blocked !== undefined) return blocked
    const read = readStop(desk, course, fields)
    if (read.kind === 'refused') return read

    const trouble = await stop(desk, course, read)
    if (trouble !== undefined) return trouble
    const noted = { did: 'stopped-for-change', to: read.medicine, due: read.untilOn }
    return { kind: 'done', patientId: course.patient.id, subject: course.episode.id, noted }
  },
})

type Stop = {
  readonly kind: 'stop'
  readonly medicine: Doac
  readonly stoppedOn: Day
  readonly nextTestOn: Day
  readonly untilOn: Day
  readonly words: string
}

function readStop(
  { today }: Desk,
  { patient, episode }: OpenCourse,
  fields: Typed,
): Stop | Refused {
  const findings: Findings = []
  const medicine = DOACS.find((known) => known === fields.medicine)
  const note = (fields.note ?? '').trim()
  const stoppedOn = typedDay(fields, 'stoppedOn', findings)
  const nextTestOn = typedDay(fields, 'nextTestOn', findings)
  const untilOn = typedDay(fields, 'untilOn', findings)
  const { startedOn, target } = episode.plan
  if (medicine === undefined) findings.push(CHOOSE)
  else {
    const plan = { ...episode.plan, medicine, target: null }
    findings.push(...doacStops(patient.details, plan))
  }
  if (note === '') findings.push(NOTE_NEEDED)
  findings.push(
    ...againstTarget({ targetTenths: target?.valueTenths ?? 'not-known' }),
    ...freeTextFindings(fields, patient),
    ...daysFindings({ today, startedOn, stoppedOn, nextTestOn, untilOn }),
  )
  if (
    findings.length > 0 ||
    medicine === undefined ||
    stoppedOn === null ||
    nextTestOn === null ||
    untilOn === null
  ) {
    return refused(422, ...findings)
  }
  const words = sentences(
    `Stopped for a change to ${medicine}, last dose ${clinicalDate(stoppedOn)}`,
    `${capitalised(medicine)} is due to start by ${clinicalDate(untilOn)}`,
    note,
  )
  return { kind: 'stop', medicine, stoppedOn, nextTestOn, untilOn, words }
}

function daysFindings(days: {
  readonly today: Day
  readonly startedOn: Day | null
  readonly stoppedOn: Day | null
  readonly nextTestOn: Day | null
  readonly untilOn: Day | null
}): readonly Finding[] {
  const { today, startedOn, stoppedOn, nextTestOn, untilOn } = days
  const range = (field: string, message: string): Finding => ({ field, code: 'range', message })
  const earliest = addDays(today, -GAP_MOST_DAYS)
  if (stoppedOn === null || stoppedOn > today || stoppedOn <= earliest) {
    return [
      range('stoppedOn', 'Enter the day of the last dose of warfarin, today or a few days ago.'),
    ]
  }
  if (startedOn !== null && stoppedOn < startedOn) {
    return [range('stoppedOn', 'This is before warfarin was started. Check it.')]
  }
  const latest = addDays(stoppedOn, GAP_MOST_DAYS)
  if (untilOn === null || untilOn <= today || untilOn > latest) {
    const message = `Enter the day by which the new medicine has started: after today and by ${clinicalDate(latest)}.`
    return [range('untilOn', message)]
  }
  return nextTestOn === null || nextTestOn < today || nextTestOn > untilOn
    ? [range('nextTestOn', `Enter the day of the next INR: by ${clinicalDate(untilOn)}.`)]
    : []
}

async function stop(desk: Desk, course: OpenCourse, read: Stop): Promise<Refused | undefined> {
  const { patient, episode } = course
  const { medicine, stoppedOn, nextTestOn, untilOn, words } = read
  const step = {
    phase: 'suspended',
    suspendedFrom: episode.suspendedFrom ?? stoppedOn,
    suspendedUntil: untilOn,
    nextTestOn,
  } as const
  const trouble = await saveCourse(desk, course, step, words)
  if (trouble !== undefined) return trouble
  const taskId = await openSwitchTask(desk, {
    patientId: patient.id,
    episodeId: episode.id,
    title: `Warfarin stopped, ${medicine} not started: due ${clinicalDate(untilOn)}`,
    dueOn: untilOn,
    note: words,
  })
  const id = desk.newId()
  await addSwitch(desk.tx, {
    id,
    patientId: patient.id,
    way: 'gap',
    state: 'waiting',
    oldEpisodeId: episode.id,
    newEpisodeId: null,
    oldMedicine: 'warfarin',
    newMedicine: medicine,
    fromOn: stoppedOn,
    untilOn,
    details: { rule: null, doseBefore: null },
    taskId,
    changedAt: new Date(desk.now).toISOString(),
  })
  await noteEvent(desk, id, {
    sequence: 1,
    what: 'stopped',
    state: 'waiting',
    details: { stoppedOn, untilOn, words },
  })
  return undefined
}

const CHOOSE: Finding = {
  field: 'medicine',
  code: 'required',
  message: 'Choose the new medicine.',
}
const NOTE_NEEDED: Finding = {
  field: 'note',
  code: 'required',
  message: 'Write down why the medicine is changed, and what the patient was told.',
}
