// Where a direct oral anticoagulant may not be used, whoever asks, and what must be answered first (H19).
import { type RenalFunction, reaches } from '#clinical/renal.ts'
import type { Fired } from '#clinical/warfarin/advice.ts'
import type { Doac } from './doac.ts'
import type { DoacInput } from './facts.ts'
import type { DoacRules } from './rules.ts'
import { GAPS, STOPS } from './stops.ts'

/** What the register knows of a patient that forbids every direct oral anticoagulant, or is not answered yet. */
export type ForbiddingFacts = Pick<
  DoacInput,
  'mechanicalValve' | 'mitralStenosis' | 'antiphospholipid' | 'pregnancy' | 'breastFeeding'
>

const QUESTIONS = [
  ['mechanicalValve', STOPS.mechanicalValve, GAPS.valve],
  ['mitralStenosis', STOPS.mitralStenosis, GAPS.mitralStenosis],
  ['antiphospholipid', STOPS.antiphospholipid, GAPS.antiphospholipid],
  ['pregnancy', STOPS.pregnancy, GAPS.pregnancy],
  ['breastFeeding', STOPS.breastFeeding, GAPS.breastFeeding],
] as const

/** Which of these facts forbid the medicine: a stop for every role. */
export const forbiddenBy = (facts: Partial<ForbiddingFacts>): readonly Fired[] =>
  QUESTIONS.filter(([fact]) => facts[fact] === 'yes').map(([, stop]) => stop)

/** Which of these facts nobody has answered; treatment waits for the answer. */
export const unansweredOf = (facts: Partial<ForbiddingFacts>): readonly Fired[] =>
  QUESTIONS.filter(([fact]) => facts[fact] === 'not-known').map(([, , gap]) => gap)

/** Everything that forbids the medicine for this person today. */
export function stopsOf(
  input: DoacInput,
  renal: RenalFunction,
  rules: DoacRules,
): readonly Fired[] {
  return [
    ...forbiddenBy(input),
    ...(input.bleeding === 'major' ? [STOPS.majorBleeding] : []),
    ...(isTooLow(input.medicine, renal, rules) ? [STOPS.clearance] : []),
  ]
}

const isTooLow = (medicine: Doac, renal: RenalFunction, rules: DoacRules): boolean =>
  renal.kind === 'clearance' && !reaches(renal.clearance, rules.lowestClearance[medicine])

/** Everything that must be answered or measured before a dose can be judged. */
export function gapsOf(input: DoacInput, renal: RenalFunction): readonly Fired[] {
  return [
    ...unansweredOf(input),
    ...(renal.kind === 'not-known' ? renal.gaps.map((gap) => GAPS[gap]) : []),
    ...(input.bleeding === 'not-known' ? [GAPS.bleeding] : []),
    ...(input.interacting === 'not-known' ? [GAPS.interacting] : []),
    ...gapsOfUse(input.use),
  ]
}

function gapsOfUse(use: DoacInput['use']): readonly Fired[] {
  switch (use.kind) {
    case 'not-known':
      return [GAPS.use]
    case 'venous-thromboembolism':
      return [
        ...(use.stage === 'not-known' ? [GAPS.stage] : []),
        ...(use.startedOn === 'not-known' || use.treatedSince === 'not-known'
          ? [GAPS.startedOn]
          : []),
      ]
    case 'atrial-fibrillation':
    case 'other':
      return []
  }
}
