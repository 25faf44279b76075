import { addDays, ageOn, clinicalDate, type Day, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { ProtocolTable } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import type { EpisodePlan } from '#register/episode.ts'
import {
  BASELINE_TESTS,
  CHECKLIST_STATEMENTS,
  readChecklist,
} from '#register/initiation-checklist.ts'
import {
  faultsOfFirstDay,
  PLANNED_AHEAD_DAYS,
  sexOf,
  unsuited,
} from '#register/initiation-start.ts'
import { canActivate } from '#register/phases.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import { addInitiation } from '#store/initiations.ts'
import { thisProvider } from '#store/providers.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, newestResult, type OpenCourse, openCourse, saveCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { refuseUnlicensed } from './licences-shown.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { mayDose } from './protocol-standing.ts'
import { runningChange } from './switch-course.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { readWashout, WASHOUT_FIELDS } from './washout.ts'

const TEST_DAYS = BASELINE_TESTS.flatMap((test) => dayBoxes(`${test}On` as const))

export const INITIATION_FIELDS = [
  ...COURSE_FIELDS,
  'protocol',
  ...dayBoxes('firstOn'),
  'testsAtWeekends',
  'whyWarfarin',
  'whyNote',
  'baselineInr',
  ...dayBoxes('baselineInrOn'),
  'haematologyAdvice',
  ...TEST_DAYS,
  'antiplatelets',
  ...WASHOUT_FIELDS,
  ...CHECKLIST_STATEMENTS,
] as const satisfies readonly string[]

type Fields = TextFields<(typeof INITIATION_FIELDS)[number]>

/**
 * Starts warfarin by an initiation protocol: the checklist answered, the protocol chosen for this patient, the first
 * day set. From then on only its rows dose, on its days; everything else goes to a person (H08, S6, S7).
 */
export const startInitiation = act<Fields, Done>({
  name: 'start-initiation',
  parse: (input): Parsed<Fields> => readTextFields(input, INITIATION_FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const block = (await blockOf(desk, course)) ?? (await refuseUnlicensed(desk, 5))
    if (block !== undefined) return block
    const table = Object.values(INITIATION_TABLES).find(({ id }) => id === fields.protocol)
    if (table === undefined) return refused(422, CHOOSE_PROTOCOL)
    const start = await readStart(desk, course, table, fields)
    if (start.kind === 'refused') return start

    const { patient, episode } = course
    const id = desk.newId()
    await addInitiation(desk.tx, {
      id,
      patientId: patient.id,
      episodeId: episode.id,
      protocol: table.id,
      version: table.version,
      firstOn: start.firstOn,
      sex: sexOf(patient.details),
      age: start.age,
      checklist: start.checklist,
      competence: desk.actor.competence,
      startedBy: desk.actor.accountId,
      startedAt: new Date(desk.now).toISOString(),
    })
    const step = { phase: 'initiating', nextTestOn: start.firstOn, plan: start.plan } as const
    const reason = `Started by ${table.name}, first dose on ${clinicalDate(start.firstOn)}`
    const trouble = await saveCourse(desk, course, step, reason)
    if (trouble !== undefined) return trouble
    const noted = { did: 'initiation-started', protocol: table.id, firstOn: start.firstOn }
    return { kind: 'done', patientId: patient.id, subject: id, noted }
  },
})

const CHOOSE_PROTOCOL: Finding = {
  field: 'protocol',
  code: 'required',
  message: 'Choose the protocol by which warfarin is started.',
}

/** Why no protocol can begin on this course, whatever is typed. */
async function blockOf(desk: Desk, { patient, episode }: OpenCourse): Promise<Refused | undefined> {
  const block = (code: string, message: string) => refused(409, { field: '', code, message })
  if (patient.standing !== 'live') {
    return block('not-live', 'This patient has left. Record the return first.')
  }
  if (episode.standing === 'unverified') {
    return block('plan-unverified', 'This plan was imported. Confirm it first.')
  }
  if (episode.phase !== 'accepted' && episode.phase !== 'initiating') {
    return block('phase-order', 'Only treatment that has not started yet is started by a protocol.')
  }
  const changing = await runningChange(desk, episode)
  if (changing !== undefined) return changing
  const isTreated =
    episode.lastDecisionId !== null || (await newestResult(desk, episode)) !== undefined
  return isTreated
    ? block(
        'already-tested',
        'There is an INR or a dose on this course already, so that it cannot begin at day 1. A prescriber doses it.',
      )
    : undefined
}

type Start = {
  readonly kind: 'start'
  readonly firstOn: Day
  readonly age: number
  readonly plan: EpisodePlan
  readonly checklist: Extract<ReturnType<typeof readChecklist>, { kind: 'checklist' }>['checklist']
}

/** Everything that was typed, or everything that is wrong with it, at once. */
async function readStart(
  desk: Desk,
  { patient, episode }: OpenCourse,
  table: ProtocolTable,
  fields: Fields,
): Promise<Start | Refused> {
  const { today, tx } = desk
  const first = readFirstDay(fields, table, today)
  const plan: EpisodePlan = {
    ...episode.plan,
    startedOn: first.on ?? episode.plan.startedOn,
    dailyUg: ug(0),
  }
  const age = ageOn(day(patient.details.dateOfBirth), first.on ?? today)
  const provider = (await thisProvider(tx))?.kind ?? 'community-pharmacy'
  const checklist = readChecklist(fields, { today, pace: table.pace })
  const may = canActivate({ phase: 'accepted', plan, into: 'initiating', today, inrs: [] })
  const after = await readWashout(desk, patient, plan, fields)
  const findings = [
    ...first.findings,
    ...(after.kind === 'refused' ? after.findings : []),
    ...unsuited({ table, plan, details: patient.details, age, provider }),
    ...((await mayDose(tx, table.id)) ? [] : [NOT_CHECKED]),
    ...(may.kind === 'refused' ? may.findings : []),
    ...(checklist.kind === 'refused' ? checklist.findings : []),
    ...freeTextFindings(fields, patient),
  ]
  if (findings.length > 0 || first.on === null || checklist.kind === 'refused') {
    return refused(422, ...findings)
  }
  return { kind: 'start', firstOn: first.on, age, plan, checklist: checklist.checklist }
}

const NOT_CHECKED: Finding = {
  field: 'protocol',
  code: 'protocol-unverified',
  message:
    'The table of this protocol is from memory. It stays closed until the clinical safety officer of this site has recorded the check against the paper.',
}

function readFirstDay(
  fields: Fields,
  table: ProtocolTable,
  today: Day,
): { readonly on: Day | null; readonly findings: Findings } {
  const findings: Findings = []
  const on = typedDay(fields, 'firstOn', findings)
  if (findings.length > 0) return { on: null, findings }
  const at = (code: string, message: string) => [{ field: 'firstOn', code, message }]
  if (on === null) return { on, findings: at('required', 'Enter the day of the first dose.') }
  const latest = addDays(today, PLANNED_AHEAD_DAYS)
  if (on < today || on > latest) {
    const message = `The first dose is today or later, and by ${clinicalDate(latest)}.`
    return { on, findings: at('first-day-range', message) }
  }
  return { on, findings: [...faultsOfFirstDay(table, on, fields.testsAtWeekends === 'yes')] }
}
