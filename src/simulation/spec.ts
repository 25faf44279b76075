// Everything that a trial depends on: the same spec is the same result, to the bit.
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { ARM_WORDS, type ArmId, RULE_ARMS, type RuleArm } from './arm-ids.ts'
import type { ScenarioId } from './scenarios.ts'
import type { Truth } from './truths.ts'

export type TrialSpec = {
  readonly seed: number
  readonly patients: number
  readonly days: number
  /** The first is what the others are compared with. */
  readonly arms: readonly ArmId[]
  readonly truths: readonly Truth[]
  readonly scenarios: readonly ScenarioId[]
  readonly target: Target
  /** When the next test is: by a plan that all arms share, or as each arm's own rules say. */
  readonly recall: 'trial' | 'rules'
  /** What the arms follow that have rules of their own. */
  readonly rules?: Readonly<Partial<Record<RuleArm, RulesTried>>>
}

/** A whole rule set: what it is called, and the tablets that are prescribed where it holds. */
export type RulesTried = {
  readonly name: string
  readonly ruleSet: RuleSet
  readonly tablets: TabletSet
}

/** The rules that an arm brings with it; none of an arm of the product or of research. */
export function rulesTried(
  { rules }: Pick<TrialSpec, 'rules'>,
  arm: ArmId,
): RulesTried | undefined {
  const own = RULE_ARMS.find((known) => known === arm)
  return own && rules?.[own]
}

/** What an arm is called in this trial. */
export const armWords = (spec: Pick<TrialSpec, 'rules'>, arm: ArmId): string =>
  rulesTried(spec, arm)?.name ?? ARM_WORDS[arm]

/** One truth under one scenario. */
export type Setting = { readonly truth: Truth; readonly scenario: ScenarioId }

/** Every truth under every scenario. */
export const settingsOf = ({ truths, scenarios }: TrialSpec): readonly Setting[] =>
  scenarios.flatMap((scenario) => truths.map((truth) => ({ truth, scenario })))

/** So many people are worked out together. @technical Size of a piece of work. */
export const PEOPLE_A_CHUNK = 250

/** How many chunks a trial's people make. */
export const chunksOf = ({ patients }: TrialSpec): number => Math.ceil(patients / PEOPLE_A_CHUNK)
