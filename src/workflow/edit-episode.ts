import { missingForActivation } from '#register/activation.ts'
import { againstLaterStart, againstOtherKind } from '#register/bridging.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { differences } from '#register/patient-words.ts'
import { targetMisfits } from '#register/plan-warnings.ts'
import { planFacts } from '#register/plan-words.ts'
import { act, type Done } from './act.ts'
import { besideFindings, lengthAuthority } from './bridge.ts'
import { COURSE_FIELDS, type OpenCourse, openCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { PLAN_FIELDS, type ReadPlan, readPlan } from './episode-form.ts'
import { freeTextFindings } from './free-text.ts'
import { lookAtDose } from './look-at-dose.ts'
import { type Parsed, type Refused, refused, refusedField } from './outcome.ts'
import { pastStopDate } from './past-stop-date.ts'
import { protocolFindings } from './protocol-standing.ts'
import { siteRules } from './site-rules.ts'
import { type AskedTarget, askSecond, unagreed, withdrawTarget } from './target-check.ts'
import { openTargetDoubt } from './target-doubt.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...PLAN_FIELDS,
  ...COURSE_FIELDS,
  'changeReason',
] as const satisfies readonly string[]

type Edit = TextFields<(typeof FIELDS)[number]>

/** Changes a treatment plan; every version stays. A plan under which somebody is treated stays complete (S10). */
export const editEpisode = act<Edit, Done>({
  name: 'plan-episode',
  parse: (input): Parsed<Edit> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const { tabletPolicy } = await siteRules(desk.tx)
    const read = readPlan(fields, course.patient.details, tabletPolicy)
    if (read.kind === 'refused') return read
    const plan = keptFacts(course, read.plan)
    const { id, patientId } = course.episode
    const isDoubted = (await openTargetDoubt(desk.tx, id)) !== undefined
    const refusal = editRefusal(desk, course, fields, plan, isDoubted)
    if (refusal !== undefined) return refusal
    const wrong = [
      ...(await protocolFindings(desk.tx, plan)),
      ...(await besideFindings(desk, patientId, plan.medicine, id)),
    ]
    if (wrong.length > 0) return refused(422, ...wrong)

    const reason = sentences((fields.changeReason ?? '').trim(), read.acknowledgement)
    return saveEdit(desk, course, { ...read, plan }, reason)
  },
})

/** Writes the plan; a target that is unusual for its indication waits for a second clinician first (H07). */
async function saveEdit(
  desk: Desk,
  course: OpenCourse,
  { plan, because, acknowledged }: ReadPlan,
  words: string,
): Promise<Done | Refused> {
  const { id, patientId, phase } = course.episode
  const misfits = await unagreed(desk, course, plan)
  const asked = { plan, misfits, reason: because ?? NO_REASON, words }
  if (misfits.length > 0 && ACTIVE.includes(phase)) {
    const subject = await askSecond(desk, course.episode, { ...asked, step: { plan } })
    return { kind: 'done', patientId, subject, noted: { did: 'target-waits' } }
  }
  const isChanged = !isSamePlan(course, plan)
  const trouble = isChanged ? await saveCourse(desk, course, { plan }, words) : undefined
  if (trouble !== undefined) return trouble
  if (isChanged) await lookAtDose(desk, course, plan)
  const version = isChanged ? course.nextVersion : course.episode.version
  await askWritten(desk, course, version, asked)
  const did = isChanged ? 'plan-changed' : 'target-waits'
  return { kind: 'done', patientId, subject: id, noted: { did, warnings: acknowledged, version } }
}

/** Of a plan that is written a target that nobody else has agreed to waits for a second clinician. */
async function askWritten(
  desk: Desk,
  course: OpenCourse,
  version: number,
  asked: Omit<AskedTarget, 'step'>,
): Promise<void> {
  const { id, patientId } = course.episode
  const misfits = asked.misfits.length > 0 ? asked.misfits : await inDoubt(desk, course, asked.plan)
  if (misfits.length === 0) await withdrawTarget(desk, id)
  else await askSecond(desk, { id, patientId, version }, { ...asked, misfits, step: {} })
}

/** What is wrong with a target in force that is somebody's task: the reason just given for it goes to a second clinician. */
const inDoubt = async ({ tx }: Desk, { patient, episode }: OpenCourse, plan: EpisodePlan) =>
  (await openTargetDoubt(tx, episode.id)) === undefined ? [] : targetMisfits(plan, patient.details)

const isSamePlan = ({ episode }: OpenCourse, plan: EpisodePlan): boolean =>
  differences(planFacts(episode.plan), planFacts(plan)).length === 0

/** How a course came here, and what the person said they took when it was confirmed, are not changed afterwards. */
const keptFacts = ({ episode }: OpenCourse, plan: EpisodePlan): EpisodePlan =>
  episode.phase === 'accepted' || episode.phase === 'referred'
    ? plan
    : {
        ...plan,
        howStarted: episode.plan.howStarted,
        indicationText: episode.plan.indicationText,
        dailyUg: episode.plan.dailyUg ?? null,
        ...(episode.plan.lastWeek && { lastWeek: episode.plan.lastWeek }),
      }

function editRefusal(
  desk: Desk,
  course: OpenCourse,
  fields: Edit,
  plan: EpisodePlan,
  isDoubted: boolean,
): Refused | undefined {
  const { patient, episode } = course
  const isActive = ACTIVE.includes(episode.phase)
  const never = neverEdited(course, plan)
  if (never !== undefined) return never
  if (isSamePlan(course, plan)) return isDoubted ? undefined : NOTHING_CHANGED
  const reason = (fields.changeReason ?? '').trim()
  if (reason === '') {
    return refusedField('changeReason', 'required', 'Say why the plan is changed.')
  }
  const findings = [
    ...freeTextFindings(fields, patient),
    ...pastStopDate(desk, episode.plan),
    ...againstOtherKind(episode.plan.medicine, plan.medicine),
    ...(isActive ? activeFindings(desk, episode.plan, plan) : []),
  ]
  return findings.length === 0 ? undefined : refused(422, ...findings)
}

/** What no typing changes: a plan that is not edited at all, or not to another medicine. */
function neverEdited({ episode }: OpenCourse, { medicine }: EpisodePlan): Refused | undefined {
  if (episode.phase === 'ended') return ENDED
  if (episode.standing === 'unverified') return CONFIRM_FIRST
  const isOther = ACTIVE.includes(episode.phase) && medicine !== episode.plan.medicine
  return isOther ? OTHER_MEDICINE : undefined
}

/** A plan under which somebody is treated stays complete; of heparin its limit stays where it is, and who may move its end. */
const activeFindings = (desk: Desk, before: EpisodePlan, plan: EpisodePlan) => [
  ...missingForActivation(plan, desk.today),
  ...againstLaterStart(before, plan),
  ...lengthAuthority(desk, before, plan),
]

const NO_REASON = { code: 'other', note: '' } as const
const ACTIVE: readonly string[] = ['initiating', 'maintaining', 'suspended']

const ENDED = refused(409, {
  field: '',
  code: 'ended',
  message: 'This course has ended. Write a new treatment plan instead.',
})
const CONFIRM_FIRST = refused(409, {
  field: '',
  code: 'plan-unverified',
  message: 'This plan was imported. Confirm it first; everything can be changed there.',
})
const OTHER_MEDICINE = refusedField(
  'medicine',
  'other-medicine',
  'Another medicine is another course. End this one and write a new plan.',
)
const NOTHING_CHANGED = refusedField('', 'nothing-changed', 'Nothing is different from the plan.')
