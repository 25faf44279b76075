import { capitalised } from '#base/capitalised.ts'
import { clinicalDate } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { episodesOf } from '#store/episodes.ts'
import { addSwitch, runningSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { type OpenCourse, openCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import {
  OVERLAP_FIELDS,
  type OverlapFields,
  type ReadOverlap,
  readOverlap,
} from './overlap-form.ts'
import { addPlan } from './plan-episode.ts'
import { refuseChangeBesidePlan } from './procedure-blocks.ts'
import { noteEvent, openSwitchTask } from './switch-course.ts'
import { readTextFields } from './text-fields.ts'

/**
 * Plans the change from a direct oral anticoagulant to warfarin: the plan of warfarin, and from when to when both are
 * taken. Nothing is taken otherwise until the overlap begins (H18).
 */
export const planOverlap = act<OverlapFields, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<OverlapFields> => readTextFields(input, OVERLAP_FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const blocked =
      (await blockOf(desk, course)) ?? (await refuseChangeBesidePlan(desk, course.episode.id))
    if (blocked !== undefined) return blocked
    const read = await readOverlap(desk, course, fields)
    if (read.kind === 'refused') return read

    const switchId = await savePlan(desk, course, read)
    const noted = { did: 'overlap-planned', from: read.rule.medicine, to: 'warfarin' }
    return { kind: 'done', patientId: course.patient.id, subject: switchId, noted }
  },
})

const block = (code: string, message: string): Refused => refused(409, { field: '', code, message })

async function blockOf(
  { tx }: Desk,
  { patient, episode }: OpenCourse,
): Promise<Refused | undefined> {
  if (patient.standing !== 'live') {
    return block('not-live', 'This patient has left. Record the return first.')
  }
  if (episode.standing === 'unverified') {
    return block('plan-unverified', 'This plan was imported. Confirm it first.')
  }
  if (!isDoac(episode.plan.medicine) || episode.phase !== 'maintaining') {
    return block(
      'not-a-doac',
      'Only a running course of a direct oral anticoagulant with a dose is changed here.',
    )
  }
  if ((await runningSwitch(tx, patient.id)) !== undefined) {
    return block('change-runs', 'A change of medicine is planned already. Open the treatment plan.')
  }
  const others = await episodesOf(tx, patient.id)
  return others.some(({ id, phase }) => id !== episode.id && phase !== 'ended')
    ? block('bridge-open', 'Another anticoagulant is planned or given beside it. End it first.')
    : undefined
}

async function savePlan(desk: Desk, course: OpenCourse, read: ReadOverlap): Promise<string> {
  const { patient, episode } = course
  const { plan, rule, fromOn, untilOn, note } = read
  const words = sentences(`To take the place of ${rule.medicine}`, note, read.acknowledgement)
  const newEpisodeId = await addPlan(desk, patient, plan, words, read.because)
  const taskId = await openSwitchTask(desk, {
    patientId: patient.id,
    episodeId: episode.id,
    title: `${capitalised(rule.medicine)} to warfarin: both are taken from ${clinicalDate(fromOn)}`,
    dueOn: fromOn,
    note,
  })
  const id = desk.newId()
  await addSwitch(desk.tx, {
    id,
    patientId: patient.id,
    way: 'overlap',
    state: 'planned',
    oldEpisodeId: episode.id,
    newEpisodeId,
    oldMedicine: rule.medicine,
    newMedicine: 'warfarin',
    fromOn,
    untilOn,
    details: { rule, doseBefore: rule.dose === null ? null : (episode.plan.doac?.dose ?? null) },
    taskId,
    changedAt: new Date(desk.now).toISOString(),
  })
  await noteEvent(desk, id, {
    sequence: 1,
    what: 'planned',
    state: 'planned',
    details: { fromOn, untilOn, note },
  })
  return id
}
