import { type Day, daysBetween } from '#base/day.ts'
import { indicationOf } from '#clinical/indications.ts'
import type { RiskFacts } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan, Phase } from '#register/episode.ts'
import type { PatientDetails } from '#register/patient.ts'
import type { MechanicalValve } from '#register/patient-flags.ts'

/** Clot so recent that a low INR is dangerous. Source: BSG/ESGE 2021, clinical reference 3.4 (S82). */
const RECENT_VTE_DAYS = 91
/** The target after a clot on warfarin (S38). */
const RECURRENT_VTE_TARGET_TENTHS = 35
const CLOTS = [
  'deep-vein-thrombosis',
  'pulmonary-embolism',
  'recurrent-vte',
  'calf-vein-thrombosis',
]

/** What makes a low INR dangerous for this person, as far as record and plan say. */
export function riskFacts(details: PatientDetails, plan: EpisodePlan, today: Day): RiskFacts {
  return {
    mechanicalValve: valveOf(details.mechanicalValve, plan),
    antiphospholipid: details.antiphospholipid,
    highRiskLowInr: [
      ...(isRecentClot(plan, today) ? ['vte-under-3-months'] : []),
      ...(isRecurrentClot(plan) ? ['vte-on-warfarin-target-3.5'] : []),
      ...(isAfWithStenosis(details, plan) ? ['af-with-mitral-stenosis'] : []),
    ],
  }
}

const VALVE_OF_INDICATION: Readonly<Record<string, RiskFacts['mechanicalValve']>> = {
  'mechanical-aortic-valve': 'aortic',
  'mechanical-mitral-valve': 'mitral',
  'mechanical-valve-other': 'other',
}

/** The valve on record, else the one that the plan is for: a plan for a valve is never a plan without one. */
function valveOf(
  valve: MechanicalValve,
  { indication }: EpisodePlan,
): RiskFacts['mechanicalValve'] {
  if (valve.kind !== 'valve') return VALVE_OF_INDICATION[indication ?? ''] ?? valve.kind
  return valve.position === 'aortic' || valve.position === 'mitral' ? valve.position : 'other'
}

function isRecentClot({ indication, startedOn }: EpisodePlan, today: Day): boolean {
  if (indication === null || !CLOTS.includes(indication) || startedOn === null) return false
  return daysBetween(startedOn, today) < RECENT_VTE_DAYS
}

function isRecurrentClot({ indication, target }: EpisodePlan): boolean {
  if (indication === 'recurrent-vte-on-anticoagulation') return true
  const isClot = indication !== null && CLOTS.includes(indication)
  return isClot && target?.valueTenths === RECURRENT_VTE_TARGET_TENTHS
}

function isAfWithStenosis(
  { mitralStenosis }: PatientDetails,
  { indication }: EpisodePlan,
): boolean {
  const isAf = indication !== null && indicationOf(indication)?.isAtrialFibrillation === true
  return isAf && mitralStenosis === 'yes'
}

/**
 * Who is looked for first when a test is missed: 3 starting treatment, doses left out or boosted, 2 a condition that
 * makes a low INR dangerous, 1 out of range or no word on a valve, 0 everybody else.
 */
export function recallRisk(
  phase: Phase,
  risk: RiskFacts,
  visit: { readonly omitDays: number; readonly boosts?: number; readonly inRange: boolean },
): 0 | 1 | 2 | 3 {
  if (phase === 'initiating' || visit.omitDays > 0 || (visit.boosts ?? 0) > 0) return 3
  const hasValve = risk.mechanicalValve !== 'none' && risk.mechanicalValve !== 'not-known'
  if (hasValve || risk.highRiskLowInr.length > 0) return 2
  return visit.inRange && risk.mechanicalValve === 'none' ? 0 : 1
}
