import { STRENGTHS } from '#clinical/tablets.ts'
import { doacStops } from '#register/doac-eligibility.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { PatientDetails } from '#register/patient.ts'
import { parsePlan } from '#register/plan-form.ts'
import {
  type PlanWarning,
  planWarnings,
  WARNING_REASON_WORDS,
  WARNING_REASONS,
  type WarningReason,
} from '#register/plan-warnings.ts'
import type { DecidedPolicy } from '#register/tablet-policy.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** What the form of a treatment plan asks (S10). */
export const PLAN_FIELDS = [
  'medicine',
  'indication',
  'indicationText',
  'clinicalReason',
  'target',
  'rangeLow',
  'rangeHigh',
  ...dayBoxes('startedOn'),
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
  'howStarted',
  'managementPlan',
  'relevantFindings',
  'dailyMg',
  'doacMg',
  'doacTimes',
  'doacStage',
  ...dayBoxes('treatedSince'),
  'highRecurrenceRisk',
  'warningsSeen',
  'warningReason',
  'warningNote',
] as const satisfies readonly string[]

export type PlanFields = TextFields<(typeof PLAN_FIELDS)[number]>

export type ReadPlan = {
  readonly kind: 'plan'
  readonly plan: EpisodePlan
  /** The warnings that were seen and the reason given, for the history and the audit; empty when there was none. */
  readonly acknowledged: readonly string[]
  readonly acknowledgement: string
  /** The coded reason why the plan stands; null when nothing was unusual. */
  readonly because: { readonly code: WarningReason; readonly note: string } | null
}

/**
 * Reads a plan as typed. What is unusual about it is refused until the page has shown it and a coded reason says
 * why the plan stands (H07, D4.70): `warningsSeen` names what was shown. What forbids the medicine is refused for
 * every role, whatever the reason (H19).
 */
export function readPlan(
  fields: PlanFields,
  details: PatientDetails,
  policy: DecidedPolicy,
  moreWarnings: (plan: EpisodePlan) => readonly PlanWarning[] = () => [],
): ReadPlan | Refused {
  const parsed = parsePlan(fields)
  if (parsed.kind === 'refused') return refused(422, ...parsed.findings)
  const stops = doacStops(details, parsed.plan)
  if (stops.length > 0) return refused(422, ...stops)
  const warnings = [...planWarnings(parsed.plan, details, policy), ...moreWarnings(parsed.plan)]
  const open = openWarnings(fields, warnings)
  if (open.length > 0) return refused(422, ...open)
  return {
    kind: 'plan',
    plan: parsed.plan,
    acknowledged: warnings.map(({ code }) => code),
    acknowledgement: warnings.length === 0 ? '' : acknowledgement(fields, warnings),
    because: becauseOf(fields),
  }
}

/** The codes of warnings as the page hands them back. */
export const warningCodes = (warnings: readonly { readonly code: string }[]): string =>
  warnings
    .map(({ code }) => code)
    .sort()
    .join(',')

const reasonIn = ({ warningReason }: PlanFields) =>
  WARNING_REASONS.find((known) => known === warningReason)

function becauseOf(fields: PlanFields): ReadPlan['because'] {
  const code = reasonIn(fields)
  return code === undefined ? null : { code, note: (fields.warningNote ?? '').trim() }
}

function openWarnings(fields: PlanFields, warnings: readonly PlanWarning[]): readonly Finding[] {
  if (warnings.length === 0) return []
  const reason = reasonIn(fields)
  if (reason === undefined || fields.warningsSeen !== warningCodes(warnings)) {
    return warnings.map(({ code, message, source }) => ({
      field: 'warningReason',
      code,
      message: `${message} Source: ${source}.`,
    }))
  }
  if (reason !== 'other' || (fields.warningNote ?? '').trim() !== '') return []
  const message = 'Write down the reason why the plan stands.'
  return [{ field: 'warningNote', code: 'required', message }]
}

function acknowledgement(fields: PlanFields, warnings: readonly PlanWarning[]): string {
  const reason = reasonIn(fields)
  const note = (fields.warningNote ?? '').trim()
  const why = reason === undefined ? '' : WARNING_REASON_WORDS[reason]
  return `Warned of ${warningCodes(warnings)}. ${why}${note === '' ? '' : `: ${note}`}`
}
