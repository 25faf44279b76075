import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { missingForActivation } from '#register/activation.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { OVERLAP_AHEAD_DAYS, type OverlapRule, overlapRule } from '#register/overlap.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import type { FoundPatient } from '#store/patients.ts'
import { clearanceNow } from './clearance-now.ts'
import { COURSE_FIELDS, type OpenCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { type ReadPlan, readPlan } from './episode-form.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { protocolFindings } from './protocol-standing.ts'
import { siteRules } from './site-rules.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** What of the plan of warfarin is typed: what the old medicine does not have. */
export const OVERLAP_FIELDS = [
  ...COURSE_FIELDS,
  'target',
  'rangeLow',
  'rangeHigh',
  'duration',
  ...dayBoxes('stopOn'),
  ...dayBoxes('reviewOn'),
  'protocol',
  'toleranceLow',
  'toleranceHigh',
  'sensitivity',
  ...STRENGTHS.map((strength) => `tablet-${strength}` as const),
  'halves',
  'method',
  'managementPlan',
  'warningsSeen',
  'warningReason',
  'warningNote',
  ...dayBoxes('fromOn'),
  ...dayBoxes('untilOn'),
  'note',
] as const satisfies readonly string[]

export type OverlapFields = TextFields<(typeof OVERLAP_FIELDS)[number]>

export type ReadOverlap = {
  readonly kind: 'overlap'
  readonly plan: EpisodePlan
  readonly rule: OverlapRule
  readonly fromOn: Day
  readonly untilOn: Day
  readonly note: string
  readonly acknowledgement: string
  readonly because: ReadPlan['because']
}

/** Reads the plan of an overlap: warfarin as it will be, and from when to when both are taken. */
export async function readOverlap(
  desk: Desk,
  { patient, episode }: OpenCourse,
  fields: OverlapFields,
): Promise<ReadOverlap | Refused> {
  const rule = await ruleOf(desk, patient, episode.plan)
  if (rule.kind === 'refused') return refused(409, ...rule.findings)
  const findings: Findings = []
  const note = (fields.note ?? '').trim()
  const days = readDays(fields, rule.rule, desk.today, findings)
  if (note === '') findings.push(NOTE_NEEDED)
  const { tabletPolicy } = await siteRules(desk.tx)
  const read = readPlan(
    warfarinTyped(fields, episode.plan, desk.today),
    patient.details,
    tabletPolicy,
  )
  if (read.kind === 'refused') return refused(422, ...findings, ...read.findings)
  const plan = { ...read.plan, startedOn: days?.fromOn ?? desk.today }
  findings.push(
    ...missingForActivation(plan, desk.today),
    ...(await protocolFindings(desk.tx, plan)),
    ...freeTextFindings(fields, patient),
  )
  if (findings.length > 0 || days === null) return refused(422, ...findings)
  const { acknowledgement, because } = read
  return { kind: 'overlap', plan, rule: rule.rule, ...days, note, acknowledgement, because }
}

/** Why and for whom stay as in the plan of the old medicine; what only that one has goes. */
function warfarinTyped(fields: OverlapFields, old: EpisodePlan, today: Day) {
  const { episodeId, version, note, ...typed } = fields
  const before = typedPlan(old)
  const kept = {
    indication: before['indication'] ?? '',
    indicationText: before['indicationText'] ?? '',
    clinicalReason: before['clinicalReason'] ?? '',
    relevantFindings: before['relevantFindings'] ?? '',
  }
  const ofPlan = Object.fromEntries(
    Object.entries(typed).filter(([name]) => !/^(fromOn|untilOn)/.test(name)),
  )
  return {
    ...kept,
    ...ofPlan,
    medicine: 'warfarin',
    howStarted: 'initiated-here',
    startedOn: today,
  }
}

/** The rule of the medicine of this plan at the clearance of today. */
async function ruleOf(
  desk: Desk,
  patient: FoundPatient,
  { medicine, doac }: EpisodePlan,
): Promise<
  { kind: 'rule'; rule: OverlapRule } | { kind: 'refused'; findings: readonly Finding[] }
> {
  const dose = doac?.dose ?? null
  if (!isDoac(medicine) || dose === null) return { kind: 'refused', findings: [NOT_A_DOAC] }
  return overlapRule({ medicine, dose, clearance: await clearanceNow(desk, patient) })
}

function readDays(
  fields: OverlapFields,
  rule: OverlapRule,
  today: Day,
  findings: Findings,
): { readonly fromOn: Day; readonly untilOn: Day } | null {
  const before = findings.length
  const fromOn = typedDay(fields, 'fromOn', findings)
  const untilOn = typedDay(fields, 'untilOn', findings)
  if (findings.length > before) return null
  if (fromOn === null || fromOn < today || fromOn > addDays(today, OVERLAP_AHEAD_DAYS)) {
    const message = `Enter the first day of warfarin: today or later, by ${clinicalDate(addDays(today, OVERLAP_AHEAD_DAYS))}.`
    findings.push({ field: 'fromOn', code: 'range', message })
    return null
  }
  const [least, most] = [addDays(fromOn, rule.leastDays), addDays(fromOn, rule.mostDays)]
  if (untilOn !== null && untilOn >= least && untilOn <= most) return { fromOn, untilOn }
  const between =
    least === most ? clinicalDate(most) : `between ${clinicalDate(least)} and ${clinicalDate(most)}`
  const message = `Enter the last day on which ${rule.medicine} may be taken beside warfarin: ${between}.`
  findings.push({ field: 'untilOn', code: 'range', message })
  return null
}

const NOTE_NEEDED: Finding = {
  field: 'note',
  code: 'required',
  message: 'Write down why the medicine is changed.',
}
const NOT_A_DOAC: Finding = {
  field: '',
  code: 'not-a-doac',
  message: 'Only a running course of a direct oral anticoagulant with a dose is changed here.',
}
