// What the record and the plan say against a direct oral anticoagulant: a stop for every role, or a question (H19).
import { forbiddenBy, unansweredOf } from '#clinical/doac/contraindications.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import type { Fired } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan } from './episode.ts'
import type { PatientDetails } from './patient.ts'
import type { Known, MechanicalValve } from './patient-flags.ts'
import type { FieldFinding } from './typed-fields.ts'

/** The facts of the record that forbid these medicines; a plan for a valve is never a plan without one. */
export function forbiddingFacts(
  details: Pick<PatientDetails, 'mechanicalValve' | 'mitralStenosis' | 'antiphospholipid'>,
  { indication }: EpisodePlan,
) {
  const forValve = indication?.startsWith('mechanical-') === true
  const forSyndrome = indication === 'antiphospholipid-thrombosis'
  return {
    mechanicalValve: forValve ? 'yes' : VALVE_KNOWN[details.mechanicalValve.kind],
    mitralStenosis: details.mitralStenosis,
    antiphospholipid: forSyndrome ? 'yes' : details.antiphospholipid,
  } as const
}

const VALVE_KNOWN: Readonly<Record<MechanicalValve['kind'], Known>> = {
  none: 'no',
  valve: 'yes',
  'not-known': 'not-known',
}

/** Why this plan may not be written, whoever writes it; empty for every other medicine. */
export const doacStops = (details: PatientDetails, plan: EpisodePlan): readonly FieldFinding[] =>
  isDoac(plan.medicine)
    ? forbiddenBy(forbiddingFacts(details, plan)).map((stop) => finding('medicine', stop))
    : []

/** What must be recorded on the patient before treatment under this plan can be active. */
export const doacQuestions = (
  details: PatientDetails,
  plan: EpisodePlan,
): readonly FieldFinding[] =>
  isDoac(plan.medicine)
    ? unansweredOf(forbiddingFacts(details, plan)).map((gap) => finding('', gap))
    : []

const finding = (field: string, { rule, says, source }: Fired): FieldFinding => ({
  field,
  code: rule,
  message: `${says} Source: ${source}.`,
})
