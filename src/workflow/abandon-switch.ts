import { addDays, day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { ug } from '#clinical/dose.ts'
import { doacUseOf } from '#register/doac-plan.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { ABANDON_REASONS, type AbandonReason } from '#register/switch-plan.ts'
import { againstInr } from '#register/switching.ts'
import { wordIn } from '#register/typed-fields.ts'
import { setBeside } from '#store/episode-steps.ts'
import { findEpisode } from '#store/episodes.ts'
import type { FoundSwitch } from '#store/switches.ts'
import { act, type Done } from './act.ts'
import { newCourse } from './begin-overlap.ts'
import { COURSE_FIELDS, newestResult, type OpenCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { endCourse } from './end-course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { openWorkOf, settleCourse } from './settle-course.ts'
import { closeSwitchTask, openSwitch, stepOn } from './switch-course.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...COURSE_FIELDS, 'because', 'note'] as const satisfies readonly string[]
type Typed = TextFields<(typeof FIELDS)[number]>

/**
 * Gives a change of medicine up, with a coded reason. The old medicine goes on alone where the INR allows it; a course
 * of warfarin that was stopped stays suspended until it is resumed (H18).
 */
export const abandonSwitch = act<Typed, Done>({
  name: 'switch-medicine',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openSwitch(desk, fields, ['waiting', 'planned', 'overlapping'])
    if (open.kind === 'refused') return open
    const { found, old } = open
    const read = readReason(fields, old)
    if (read.kind === 'refused') return read
    const trouble =
      (found.way === 'overlap' ? await backToOld(desk, found, old, read.words) : undefined) ??
      (await closeSwitchTask(desk, found, 'abandoned', read.words)) ??
      (await stepOn(desk, found, 'abandon', {}, { because: read.because, words: read.words }))
    if (trouble !== undefined) return trouble
    const noted = { did: 'change-abandoned', because: read.because }
    return { kind: 'done', patientId: old.patient.id, subject: found.id, noted }
  },
})

type Read = { readonly kind: 'read'; readonly because: AbandonReason; readonly words: string }

function readReason(fields: Typed, { patient }: OpenCourse): Read | Refused {
  const because = wordIn(ABANDON_REASONS, fields.because)
  const note = (fields.note ?? '').trim()
  const findings: Finding[] = [...freeTextFindings(fields, patient)]
  if (because === undefined) findings.push(CHOOSE)
  if (note === '') findings.push(NOTE_NEEDED)
  if (because === undefined || findings.length > 0) return refused(422, ...findings)
  const words = sentences('Change of medicine given up', ABANDON_REASONS[because], note)
  return { kind: 'read', because, words }
}

/** Warfarin ends and the old medicine is the one that is treated again, in the dose that it had. */
async function backToOld(
  desk: Desk,
  found: FoundSwitch,
  old: OpenCourse,
  words: string,
): Promise<Refused | undefined> {
  const warfarin = await newCourse(desk, old, found)
  if (warfarin.kind === 'refused') return warfarin
  const inEffect = await againstWarfarin(desk, old, warfarin)
  if (inEffect.length > 0) return refused(422, ...inEffect)
  const work = await openWorkOf(desk, warfarin.episode)
  const { startedOn } = warfarin.episode.plan
  const lastOn = startedOn !== null && startedOn > desk.today ? startedOn : desk.today
  const end = { on: lastOn, reason: 'change-abandoned', note: words } as const
  const trouble =
    (await settleCourse(desk, warfarin.episode, work, words)) ??
    (await endCourse(desk, warfarin, end))
  if (trouble !== undefined || found.state === 'planned') return trouble
  await setBeside(desk.tx, { id: old.episode.id, bridging: false, switchId: found.id })
  return saveCourse(desk, old, { plan: withDoseBefore(old.episode.plan, found) }, words)
}

/** Once warfarin has been dosed, the old medicine goes on alone only below the INR at which it may start beside it. */
async function againstWarfarin(
  desk: Desk,
  { episode: { plan } }: OpenCourse,
  { episode }: OpenCourse,
): Promise<readonly Finding[]> {
  const { medicine } = plan
  if (episode.lastDecisionId === null || !isDoac(medicine)) return []
  const result = await newestResult(desk, episode)
  const newest = result && {
    inr: { comparator: result.comparator, tenths: result.tenths },
    on: day(result.sampledOn),
  }
  const { today } = desk
  const use = doacUseOf(plan).kind
  return againstInr({ today, medicine, use, stoppedOn: addDays(today, -1), newest })
}

function withDoseBefore(plan: EpisodePlan, { details }: FoundSwitch): EpisodePlan {
  const { doac } = plan
  const before = details.doseBefore
  if (doac === undefined || before === null) return plan
  return { ...plan, doac: { ...doac, dose: { ug: ug(before.ug), timesADay: before.timesADay } } }
}

/**
 * A change whose courses have ended because the person died is at an end too: nobody waits for its next step.
 */
export async function endSwitchOfDead(
  desk: Desk,
  found: FoundSwitch,
): Promise<Refused | undefined> {
  const old = await findEpisode(desk.tx, found.oldEpisodeId)
  if (old?.phase !== 'ended') throw new Error('a change is at an end before its course is')
  const words = 'The patient died'
  const trouble = await closeSwitchTask(desk, found, 'patient-died', words)
  return trouble ?? stepOn(desk, found, 'abandon', {}, { because: 'died', words })
}

const CHOOSE: Finding = {
  field: 'because',
  code: 'required',
  message: 'Choose why the change is given up.',
}
const NOTE_NEEDED: Finding = {
  field: 'note',
  code: 'required',
  message: 'Write down what was agreed, and what the patient takes now.',
}
