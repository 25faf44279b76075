import type { Day } from '#base/day.ts'
import type { RiskFacts } from '#clinical/warfarin/advice.ts'
import { highRiskItems, type StrokeFacts } from '#clinical/warfarin/high-risk.ts'
import type { EpisodePlan, Phase } from '#register/episode.ts'
import type { PatientDetails } from '#register/patient.ts'

/** What makes a low INR dangerous for this person, as far as record and plan say, and what they cannot say. */
export function riskFacts(
  details: PatientDetails,
  plan: EpisodePlan,
  today: Day,
  stroke: StrokeFacts,
): RiskFacts {
  const { indication, target, startedOn } = plan
  const { dateOfBirth, mitralStenosis, tissueValve, atrialFibrillation, lastStroke } = details
  const known = { dateOfBirth, mitralStenosis, tissueValve, atrialFibrillation, lastStroke }
  const record = { indication, target, startedOn, stroke, ...known }
  return {
    mechanicalValve: valveOf(details, plan),
    antiphospholipid: antiphospholipidOf(details, plan),
    ...highRiskItems(record, today),
  }
}

/** The fact on record, else the plan that is for it: a plan for the syndrome is never a plan without it. */
export const antiphospholipidOf = (
  { antiphospholipid }: Pick<PatientDetails, 'antiphospholipid'>,
  { indication }: Pick<EpisodePlan, 'indication'>,
): RiskFacts['antiphospholipid'] =>
  indication === 'antiphospholipid-thrombosis' ? 'yes' : antiphospholipid

const VALVE_OF_INDICATION: Readonly<Record<string, RiskFacts['mechanicalValve']>> = {
  'mechanical-aortic-valve': 'aortic',
  'mechanical-mitral-valve': 'mitral',
  'mechanical-valve-other': 'other',
}

/** The valve on record, else the one that the plan is for: a plan for a valve is never a plan without one. */
export function valveOf(
  { mechanicalValve: valve }: Pick<PatientDetails, 'mechanicalValve'>,
  { indication }: Pick<EpisodePlan, 'indication'>,
): RiskFacts['mechanicalValve'] {
  if (valve.kind !== 'valve') return VALVE_OF_INDICATION[indication ?? ''] ?? valve.kind
  return valve.position === 'aortic' || valve.position === 'mitral' ? valve.position : 'other'
}

/**
 * Who is looked for first when a test is missed: 3 starting treatment, doses left out or boosted, 2 a condition that
 * makes a low INR dangerous or a meter unreliable, 1 out of range or no word on a valve, 0 everybody else.
 */
export function recallRisk(
  phase: Phase,
  risk: RiskFacts,
  visit: { readonly omitDays: number; readonly boosts?: number; readonly inRange: boolean },
): 0 | 1 | 2 | 3 {
  if (phase === 'initiating' || visit.omitDays > 0 || (visit.boosts ?? 0) > 0) return 3
  const hasValve = risk.mechanicalValve !== 'none' && risk.mechanicalValve !== 'not-known'
  if (hasValve || risk.antiphospholipid === 'yes' || risk.highRiskLowInr.length > 0) return 2
  return visit.inRange && risk.mechanicalValve === 'none' ? 0 : 1
}
