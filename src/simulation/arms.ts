// The ways of dosing that a trial compares.
import { INITIATION_PROTOCOLS, type InitiationProtocol } from '#clinical/initiation/protocol.ts'
import type { Target } from '#clinical/target.ts'
import { DEFAULT_RULE_SET, type MaintenanceProtocol } from '#clinical/warfarin/rule-set.ts'
import type { ArmId } from './arm-ids.ts'
import { type Chart, type Decision, NEXT, UG_A_WEEK_PER_MG_A_DAY } from './chart.ts'
import { toTablets } from './clinician.ts'
import { starting } from './initiation-arm.ts'
import { hybridDosing, mapDosing } from './map-arm.ts'
import { byProtocol } from './product-arm.ts'
import { PROPORTIONAL, PROPORTIONAL_CAPPED, proportional } from './proportional-arm.ts'
import { type RulesTried, rulesTried, type TrialSpec } from './spec.ts'
import type { Body } from './truths.ts'

/** What decides, with all that it may know. The body is for the oracle alone. */
export type Arm = {
  readonly id: ArmId
  /** With a dose that everybody has, or by a protocol from the baseline INR on. */
  readonly starts: 'as-everybody' | 'by-protocol'
  readonly decide: (chart: Chart, body: Body, logNeed: number) => Decision
}

type Trial = Pick<TrialSpec, 'target' | 'days' | 'rules'>

/** An arm by its name, for one person after the other. */
export const armOf = (id: ArmId, trial: Trial): Arm => ({
  id,
  starts: isInitiation(id) ? 'by-protocol' : 'as-everybody',
  decide: decidedBy(id, trial),
})

const isInitiation = (id: ArmId): id is InitiationProtocol =>
  INITIATION_PROTOCOLS.some((known) => known === id)

function decidedBy(id: ArmId, trial: Trial): Arm['decide'] {
  const { target, days } = trial
  if (isInitiation(id)) return starting(id, target)
  switch (id) {
    case 'fixed':
      return fixed
    case 'rely':
      return protocol('re-ly', target)
    case 'coventry':
    case 'hillingdon':
    case 'one-step':
      return protocol(id, target)
    case 'proportional':
      return proportional(target, PROPORTIONAL)
    case 'proportional-capped':
      return proportional(target, PROPORTIONAL_CAPPED)
    case 'map':
      return mapDosing('not-known', target, days)
    case 'map-hybrid':
      return hybridDosing(target, days)
    case 'map-genotype':
      return mapDosing('known', target, days)
    case 'oracle':
      return oracle(target)
    case 'site':
    case 'proposed':
      return byRules(rulesTried(trial, id), target)
  }
}

const protocol = (id: MaintenanceProtocol, target: Target): Arm['decide'] => {
  const rules = { ...DEFAULT_RULE_SET, protocol: id }
  return (chart) => byProtocol(chart, target, rules)
}

function byRules(tried: RulesTried | undefined, target: Target): Arm['decide'] {
  if (tried === undefined) throw new RangeError('a trial lacks the rules of one of its arms')
  const { ruleSet, tablets } = tried
  return (chart) => byProtocol(chart, target, ruleSet, tablets)
}

const fixed: Arm['decide'] = ({ weeklyUg }) => ({ weeklyUg, omitDays: 0, nextDays: NEXT.kept })

const oracle =
  (target: Target): Arm['decide'] =>
  (_, body, logNeed) => ({
    weeklyUg: toTablets(body.doseFor(target.valueTenths / 10, logNeed) * UG_A_WEEK_PER_MG_A_DAY),
    omitDays: 0,
    nextDays: NEXT.kept,
  })
