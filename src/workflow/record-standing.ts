import { clinicalDate, type Day } from '#base/day.ts'
import { type Findings, isoDayTyped, typedDay } from '#register/typed-fields.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { setLeftOn } from '#store/left-on.ts'
import { changePatient, type FoundPatient, findPatient } from '#store/patients.ts'
import { runningSwitch } from '#store/switches.ts'
import { endSwitchOfDead } from './abandon-switch.ts'
import { act, type Done } from './act.ts'
import { sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { endCourse } from './end-course.ts'
import {
  changedMeanwhile,
  type Finding,
  notHere,
  type Parsed,
  type Refused,
  refused,
} from './outcome.ts'
import { keptPatient } from './patient-record.ts'
import { seenVersion } from './record-version.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'patientId',
  'version',
  'standing',
  ...dayBoxes('on'),
  ...dayBoxes('onAgain'),
  'note',
] as const satisfies readonly string[]

type StandingFields = TextFields<(typeof FIELDS)[number]>

type Standing = 'live' | 'left' | 'deceased'

/** Records that a patient died, left or came back, with the day. A death ends treatment and frees the slots. */
export const recordStanding = act<StandingFields, Done>({
  name: 'edit-patient',
  parse: (input): Parsed<StandingFields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const patient = await findPatient(desk.tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    const seen = seenVersion(fields.version, patient.version, "this patient's details")
    if (seen.kind === 'refused') return seen
    const courses = (await episodesOf(desk.tx, patient.id)).filter(({ phase }) => phase !== 'ended')
    const asked = readStanding(fields, patient, courses, desk.today)
    if (asked.kind === 'refused') return asked

    const trouble = await save(desk, patient, courses, asked)
    if (trouble !== undefined) return trouble
    const noted = { did: asked.standing, on: asked.on, version: seen.next }
    return { kind: 'done', patientId: patient.id, noted }
  },
})

/** A death ends every course, and a change from one to another. */
async function endTreatment(
  desk: Desk,
  patient: FoundPatient,
  courses: readonly FoundEpisode[],
  on: Day,
): Promise<Refused | undefined> {
  const end = { on, reason: 'died', note: '' } as const
  for (const episode of courses) {
    const course = { patient, episode, nextVersion: episode.version + 1 }
    const trouble = await endCourse(desk, course, end)
    if (trouble !== undefined) return trouble
  }
  const change = await runningSwitch(desk.tx, patient.id)
  return change && endSwitchOfDead(desk, change)
}

type Asked = {
  readonly kind: 'asked'
  readonly standing: Standing
  readonly on: Day
  readonly note: string
}

const SAYS: Readonly<Record<Standing, string>> = {
  live: 'Came back',
  left: 'Left',
  deceased: 'Died',
}

async function save(
  desk: Desk,
  patient: FoundPatient,
  courses: readonly FoundEpisode[],
  { standing, on, note }: Asked,
): Promise<Refused | undefined> {
  const open = standing === 'deceased' ? await endTreatment(desk, patient, courses, on) : undefined
  if (open !== undefined) return open
  const next = {
    ...keptPatient(desk, patient),
    version: patient.version + 1,
    standing,
    diedOn: standing === 'deceased' ? on : null,
  }
  const reason = sentences(`${SAYS[standing]} on ${clinicalDate(on)}`, note)
  if (!(await changePatient(desk.tx, next, reason))) {
    return changedMeanwhile("this patient's details")
  }
  await setLeftOn(desk.tx, patient.id, standing === 'left' ? on : null)
  return undefined
}

function readStanding(
  fields: StandingFields,
  patient: FoundPatient,
  courses: readonly FoundEpisode[],
  today: Day,
): Asked | Refused {
  const standing = STANDINGS.find((word) => word === fields.standing)
  const findings: Findings = []
  const on = typedDay(fields, 'on', findings)
  const note = (fields.note ?? '').trim()
  if (standing === undefined || standing === patient.standing) findings.push(CHOOSE)
  findings.push(...dayFaults(on, findings, patient, today))
  if (standing === undefined || on === null || findings.length > 0) return refused(422, ...findings)
  const forced = forcedStep(fields, { standing, on, note }, patient, courses)
  return forced ?? { kind: 'asked', standing, on, note }
}

const STANDINGS: readonly Standing[] = ['live', 'left', 'deceased']

function dayFaults(
  on: Day | null,
  found: Findings,
  { details }: FoundPatient,
  today: Day,
): Findings {
  if (on === null) return found.some(({ field }) => field === 'on') ? [] : [DAY_NEEDED]
  return on > today || on < details.dateOfBirth ? [DAY_WRONG] : []
}

/** What goes on only after one more step: a death before the last test, a death that was no death. */
function forcedStep(
  fields: StandingFields,
  { standing, on, note }: Omit<Asked, 'kind'>,
  patient: FoundPatient,
  courses: readonly FoundEpisode[],
): Refused | undefined {
  if (standing === 'left' && courses.length > 0) return END_FIRST
  if (patient.standing === 'deceased' && note === '') return refused(422, WHY_ALIVE)
  const isBeforeTest = courses.some(
    ({ lastTestedOn }) => lastTestedOn !== null && lastTestedOn > on,
  )
  if (standing !== 'deceased' || !isBeforeTest) return undefined
  return isoDayTyped(fields, 'onAgain') === on ? undefined : refused(422, BEFORE_LAST_TEST)
}

const CHOOSE: Finding = {
  field: 'standing',
  code: 'required',
  message: 'Choose what has happened.',
}
const DAY_NEEDED: Finding = { field: 'on', code: 'required', message: 'Enter the day.' }
const DAY_WRONG: Finding = {
  field: 'on',
  code: 'range',
  message: 'The day must be today or earlier, and not before birth.',
}
const WHY_ALIVE: Finding = {
  field: 'note',
  code: 'required',
  message: 'This record says that the patient died. Write down how that came to be recorded.',
}
const BEFORE_LAST_TEST: Finding = {
  field: 'onAgain',
  code: 'before-last-test',
  message:
    'This day is before the last INR test on record. Check whose results these are; if the day is right, enter it once more.',
}
const END_FIRST = refused(409, {
  field: '',
  code: 'treatment-runs',
  message:
    'This patient has a treatment plan here. A prescriber ends it first and says which service looks after the patient now; until then it stays with you.',
})
