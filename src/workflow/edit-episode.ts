import { missingForActivation } from '#register/activation.ts'
import { againstLaterStart, againstOtherKind } from '#register/bridging.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { differences } from '#register/patient-words.ts'
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
import { askSecond, unagreed, withdrawTarget } from './target-check.ts'
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
    const refusal = editRefusal(desk, course, fields, plan)
    if (refusal !== undefined) return refusal
    const { id, patientId } = course.episode
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
  const trouble = await saveCourse(desk, course, { plan }, words)
  if (trouble !== undefined) return trouble
  await lookAtDose(desk, course, plan)
  if (misfits.length === 0) await withdrawTarget(desk, id)
  else await askSecond(desk, { id, patientId, version: course.nextVersion }, { ...asked, step: {} })
  const noted = { did: 'plan-changed', warnings: acknowledged, version: course.nextVersion }
  return { kind: 'done', patientId, subject: id, noted }
}

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
  { patient, episode }: OpenCourse,
  fields: Edit,
  plan: EpisodePlan,
): Refused | undefined {
  const isActive = ACTIVE.includes(episode.phase)
  if (episode.phase === 'ended') return ENDED
  if (episode.standing === 'unverified') return CONFIRM_FIRST
  if (isActive && plan.medicine !== episode.plan.medicine) return OTHER_MEDICINE
  if (differences(planFacts(episode.plan), planFacts(plan)).length === 0) return NOTHING_CHANGED
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
