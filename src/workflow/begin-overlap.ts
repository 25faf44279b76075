import { addDays, clinicalDate, day, daysBetween } from '#base/day.ts'
import { formatDoacDose } from '#clinical/doac/doac.ts'
import { canActivate } from '#register/phases.ts'
import { setBeside } from '#store/episode-steps.ts'
import { findEpisode } from '#store/episodes.ts'
import type { FoundSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, type OpenCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { FIRST_TEST_FIELDS, readFirstTest } from './first-test-typed.ts'
import { notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { nextSwitchTask, openSwitch, stepOn } from './switch-course.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...COURSE_FIELDS, ...FIRST_TEST_FIELDS] as const satisfies readonly string[]
type Typed = TextFields<(typeof FIELDS)[number]>

/**
 * Begins an overlap on its day: warfarin becomes the course that is treated, the old medicine goes beside it until a
 * day that is fixed. From here both are shown wherever the person is (H18).
 */
export const beginOverlap = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openSwitch(desk, fields, ['planned'])
    if (open.kind === 'refused') return open
    const { found, old } = open
    const late = await blockOf(desk, open.found, old)
    if (late !== undefined) return late
    const warfarin = await newCourse(desk, old, found)
    if (warfarin.kind === 'refused') return warfarin
    const plan = { ...warfarin.episode.plan, startedOn: desk.today }
    const next = await readFirstTest(desk, fields, old.patient, 'initiating', plan)
    const may = canActivate({
      phase: warfarin.episode.phase,
      plan,
      into: 'initiating',
      today: desk.today,
      inrs: [],
    })
    const findings = [
      ...(may.kind === 'refused' ? may.findings : []),
      ...(next.kind === 'refused' ? next.findings : []),
    ]
    if (next.kind === 'refused' || findings.length > 0) return refused(422, ...findings)

    const trouble =
      (await putBeside(desk, open.found, old)) ??
      (await saveCourse(
        desk,
        warfarin,
        { phase: 'initiating', nextTestOn: next.on, plan },
        `Started beside ${found.oldMedicine}`,
      ))
    if (trouble !== undefined) return trouble
    const noted = { did: 'overlap-begun', from: found.oldMedicine, to: found.newMedicine }
    return { kind: 'done', patientId: old.patient.id, subject: found.id, noted }
  },
})

async function blockOf(
  { today }: Desk,
  { fromOn }: FoundSwitch,
  { patient, episode }: OpenCourse,
): Promise<Refused | undefined> {
  const block = (code: string, message: string) => refused(409, { field: '', code, message })
  if (patient.standing !== 'live') {
    return block('not-live', 'This patient has left. Record the return first.')
  }
  if (today < fromOn) {
    return block(
      'too-early',
      `The plan says ${clinicalDate(day(fromOn))}. To begin earlier, give it up and plan again.`,
    )
  }
  return episode.phase === 'maintaining'
    ? undefined
    : block('phase-order', 'The old medicine is not taken now. Resume it, or give the change up.')
}

/** The course of the new medicine, as it is now. */
export async function newCourse(
  { tx }: Desk,
  { patient }: OpenCourse,
  { newEpisodeId }: FoundSwitch,
): Promise<OpenCourse | Refused> {
  const episode = newEpisodeId === null ? undefined : await findEpisode(tx, newEpisodeId)
  if (episode === undefined) return notHere('treatment plan')
  return { kind: 'course', patient, episode, nextVersion: episode.version + 1 }
}

/** The old medicine goes beside the new one: for as many days as were planned, in the dose of the rule. */
async function putBeside(
  desk: Desk,
  found: FoundSwitch,
  old: OpenCourse,
): Promise<Refused | undefined> {
  const { patient, episode } = old
  const untilOn = addDays(desk.today, daysBetween(day(found.fromOn), day(found.untilOn)))
  const dose = found.details.rule?.dose ?? null
  const words = sentences(
    `Taken beside ${found.newMedicine} until ${clinicalDate(untilOn)} at the latest`,
    dose === null ? '' : `In the dose of ${formatDoacDose(dose)}`,
  )
  const taskId = await nextSwitchTask(desk, found, 'begun', {
    patientId: patient.id,
    episodeId: episode.id,
    title: `Two anticoagulants: ${found.oldMedicine} stops by ${clinicalDate(untilOn)}`,
    dueOn: untilOn,
    note: words,
  })
  if (typeof taskId !== 'string') return taskId
  const change = { fromOn: desk.today, untilOn, taskId }
  const stuck = await stepOn(desk, found, 'begin', change, { fromOn: desk.today, untilOn })
  if (stuck !== undefined) return stuck
  await setBeside(desk.tx, { id: episode.id, bridging: true, switchId: found.id })
  const { doac } = episode.plan
  const plan =
    dose === null || doac === undefined
      ? episode.plan
      : { ...episode.plan, doac: { ...doac, dose } }
  return saveCourse(desk, old, { plan }, words)
}
