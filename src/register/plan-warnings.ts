import { indicationOf } from '#clinical/indications.ts'
import { checkTarget } from '#clinical/target-check.ts'
import { checkDuration } from './activation.ts'
import type { EpisodePlan } from './episode.ts'
import type { PatientDetails } from './patient.ts'
import { type DecidedPolicy, policyWarnings, warnsOfLookAlikes } from './tablet-policy.ts'
import { valveFactsOf } from './valve-facts.ts'

/** Something about a plan that a clinician must look at and give a reason for. Nothing is changed by it. */
export type PlanWarning = {
  readonly code: string
  readonly message: string
  readonly source: string
}

/** What is unusual about a plan for this patient: target, length, tablets that look alike (H07, D4.70). */
export function planWarnings(
  plan: EpisodePlan,
  details: PatientDetails,
  policy: DecidedPolicy = null,
): readonly PlanWarning[] {
  return [...targetWarnings(plan, details), ...checkDuration(plan), ...tabletWarnings(plan, policy)]
}

function targetWarnings(plan: EpisodePlan, details: PatientDetails): readonly PlanWarning[] {
  if (plan.target === null) return []
  const indication = plan.indication === null ? undefined : indicationOf(plan.indication)
  const hasAf = indication?.isAtrialFibrillation === true ? 'yes' : details.atrialFibrillation
  return checkTarget(plan.target, indication, valveFactsOf(details, hasAf))
}

/** A target that is none of those that the sources give for the indication, or for the valve: two people agree to it. */
const MISFITS: readonly string[] = ['unusual-target', 'unusual-for-valve']

/** What of a plan's warnings says that target and indication do not fit (H07). */
export const targetMisfits = (plan: EpisodePlan, details: PatientDetails): readonly PlanWarning[] =>
  targetWarnings(plan, details).filter(({ code }) => MISFITS.includes(code))

function tabletWarnings(plan: EpisodePlan, policy: DecidedPolicy): readonly PlanWarning[] {
  const lookAlikes = warnsOfLookAlikes(plan, policy) ? [LOOK_ALIKES] : []
  return [...lookAlikes, ...policyWarnings(plan, policy)]
}

const LOOK_ALIKES: PlanWarning = {
  code: 'look-alike-tablets',
  message:
    '0.5 mg and 5 mg tablets are taken for each other: ten times the dose. Take one of them out unless the patient has both and tells them apart.',
  source: 'NPSA 2007 and SPS on warfarin; hazard H14',
}

/** Why a plan stands in spite of its warnings, coded. */
export const WARNING_REASONS = [
  'clinic-letter',
  'specialist-advice',
  'as-before',
  'patient-has-these',
  'other',
] as const
export type WarningReason = (typeof WARNING_REASONS)[number]

export const WARNING_REASON_WORDS: Readonly<Record<WarningReason, string>> = {
  'clinic-letter': 'As in the letter of the hospital or clinic, which I have read',
  'specialist-advice': 'Advice of a haematologist or cardiologist',
  'as-before': 'Long-standing and tolerated, checked with the patient',
  'patient-has-these': 'The patient has these tablets and tells them apart',
  other: 'Another reason',
}
