import type { Day } from '#base/day.ts'
import { formatMg, ug } from '#clinical/dose.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { LAST_WEEK_FIELDS, readLastWeek } from '#register/last-week.ts'
import { canActivate } from '#register/phases.ts'
import type { PlanWarning } from '#register/plan-warnings.ts'
import type { Findings } from '#register/typed-fields.ts'
import type { HistoryResult } from '#store/results.ts'
import { act, type Done } from './act.ts'
import { CHOOSE_PHASE, phaseTyped } from './activate-episode.ts'
import { besideFindings } from './bridge.ts'
import {
  COURSE_FIELDS,
  newestResult,
  type OpenCourse,
  openCourse,
  saveCourse,
  sentences,
  stabilityInrs,
} from './course.ts'
import type { Desk } from './desk.ts'
import { PLAN_FIELDS, readPlan } from './episode-form.ts'
import { FIRST_TEST_FIELDS, readFirstTest } from './first-test-typed.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { pastStopDate } from './past-stop-date.ts'
import { protocolFindings } from './protocol-standing.ts'
import { recordedWarnings } from './recorded-anticoagulants.ts'
import { siteRules } from './site-rules.ts'
import { askSecond, unagreed } from './target-check.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { keepValveFacts, VALVE_FIELDS, withValveFacts } from './valve-facts-typed.ts'

const FIELDS = [
  ...PLAN_FIELDS,
  ...COURSE_FIELDS,
  ...FIRST_TEST_FIELDS,
  ...VALVE_FIELDS,
  ...LAST_WEEK_FIELDS,
  'phase',
] as const satisfies readonly string[]

type Confirmation = TextFields<(typeof FIELDS)[number]>

/**
 * Confirms a plan that came from another product: target, indication, stop or review date and the dose actually
 * taken now are typed from the patient and the letters, not ticked. From then on it can be dosed (H07, H12). The
 * next test that the other product set stays, unless another one is typed.
 */
export const confirmEpisode = act<Confirmation, Done>({
  name: 'confirm-episode',
  parse: (input): Parsed<Confirmation> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const { episode } = course
    if (episode.standing === 'confirmed') return CONFIRMED_ALREADY
    const patient = withValveFacts(course.patient, fields, desk.today)
    if (patient.kind === 'refused') return patient
    const newest = await newestResult(desk, episode)
    const recorded = await recordedWarnings(desk.tx, course.patient.id)
    const { tabletPolicy } = await siteRules(desk.tx)
    const read = readPlan(fields, patient.found.details, tabletPolicy, (plan) => [
      ...doseWarnings(plan, newest),
      ...recorded(plan),
    ])
    if (read.kind === 'refused') return read
    const plan = { ...read.plan, ...keptOfImport(episode.plan) }
    const asked = await readStep(desk, { ...course, patient: patient.found }, fields, plan)
    if (asked.kind === 'refused') return asked

    const reason = sentences('Imported plan confirmed', read.acknowledgement)
    const { phase, nextTestOn, plan: confirmed } = asked
    const step = { standing: 'confirmed', plan: confirmed, phase, nextTestOn } as const
    const valve = await keepValveFacts(desk, course.patient, patient.found)
    if (valve !== undefined) return valve
    const known = { ...course, patient: patient.found }
    const misfits = await unagreed(desk, known, confirmed)
    if (misfits.length > 0 && read.because !== null) {
      const waits = { plan: confirmed, step, misfits, reason: read.because, words: reason }
      const subject = await askSecond(desk, episode, waits)
      return { kind: 'done', patientId: known.patient.id, subject, noted: { did: 'target-waits' } }
    }
    const trouble = await saveCourse(desk, known, step, reason)
    if (trouble !== undefined) return trouble
    const noted = { warnings: read.acknowledged, because: fields.warningReason ?? null, phase }
    return { kind: 'done', patientId: patient.found.id, subject: episode.id, noted }
  },
})

const CONFIRMED_ALREADY = refused(409, {
  field: '',
  code: 'confirmed-already',
  message: 'This plan has been confirmed already. Open it to see by whom, or change it.',
})

/** How it came here, and what the other product called it, stay as they are. */
const keptOfImport = ({ howStarted, indicationText }: EpisodePlan) => ({
  howStarted,
  indicationText,
})

/** The dose that the patient says differs from the last one that the other product recorded (H11). */
function doseWarnings(
  { dailyUg }: EpisodePlan,
  newest: HistoryResult | undefined,
): readonly PlanWarning[] {
  const recorded = newest?.doseBeforeUg ?? null
  if (recorded === null || typeof dailyUg !== 'number' || dailyUg === recorded) return []
  return [
    {
      code: 'dose-differs',
      message: `The patient takes ${formatMg(dailyUg)} a day; the other product's last record says ${formatMg(ug(recorded))}. Find out why before you confirm.`,
      source: 'the imported results of this patient',
    },
  ]
}

type Step = {
  readonly kind: 'step'
  readonly phase: 'initiating' | 'maintaining'
  readonly nextTestOn: string
  /** With what was taken in the week before. */
  readonly plan: EpisodePlan
}

async function readStep(
  desk: Desk,
  { patient, episode }: OpenCourse,
  fields: Confirmation,
  plan: EpisodePlan,
): Promise<Step | Refused> {
  const into = phaseTyped(fields.phase)
  const inrs = await stabilityInrs(desk, episode, plan)
  const may = canActivate({
    phase: 'accepted',
    plan,
    into: into ?? 'initiating',
    today: desk.today,
    inrs,
  })
  const doses = readDoses(fields, plan, desk.today)
  const findings = [
    ...(may.kind === 'refused' ? may.findings : []),
    ...doses.findings,
    ...freeTextFindings(fields, patient),
    ...pastStopDate(desk, episode.plan),
    ...(await protocolFindings(desk.tx, plan)),
    ...(await besideFindings(desk, patient.id, plan.medicine, episode.id)),
    ...(into === undefined ? [CHOOSE_PHASE] : []),
  ]
  if (into === undefined || findings.length > 0) return refused(422, ...findings)
  const isTyped = FIRST_TEST_FIELDS.some((name) => (fields[name] ?? '') !== '')
  if (!isTyped && episode.nextTestOn !== null) {
    return { kind: 'step', phase: into, nextTestOn: episode.nextTestOn, plan: doses.plan }
  }
  const next = await readFirstTest(desk, fields, patient, into, plan)
  return next.kind === 'refused'
    ? next
    : { kind: 'step', phase: into, nextTestOn: next.on, plan: doses.plan }
}

/** The dose taken now and on each day of the week before; of another medicine than warfarin neither is asked (H08). */
function readDoses(fields: Confirmation, plan: EpisodePlan, today: Day) {
  const findings: Findings = []
  if (plan.medicine !== 'warfarin') return { plan, findings }
  const lastWeek = readLastWeek(fields, plan.dailyUg, today, findings)
  if (typeof plan.dailyUg === 'number') {
    return { plan: lastWeek === undefined ? plan : { ...plan, lastWeek }, findings }
  }
  const others = findings.filter(({ field }) => field !== DOSE_NEEDED.field)
  return { plan, findings: [DOSE_NEEDED, ...others] }
}

const DOSE_NEEDED: Finding = {
  field: 'dailyMg',
  code: 'required',
  message: 'Ask the patient which dose they take now, and enter it in mg a day.',
}
