import { VERSION } from '#base/version.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { rulesTried, type TrialSpec } from '#simulation/spec.ts'
import type { Provenance, RulesRun } from '#simulation/trial-report.ts'
import { rulesOfThisCode } from './released-rules.ts'
import { hashOf } from './suggestion-token.ts'

/**
 * The version of this code, and the rules that these arms follow: the rule set that all maintenance is dosed by, the
 * document of an arm that has one of its own, named after it, and the rules that the trial brings with it. The hash is
 * the one that suggestions are kept with.
 */
export const provenanceOf = (spec: Pick<TrialSpec, 'arms' | 'rules'>): Provenance => ({
  version: VERSION,
  rules: [
    ...rulesOfThisCode()
      .filter(({ name }) =>
        [DEFAULT_RULE_SET.id, ...spec.arms].some((id) => name.startsWith(`${id} `)),
      )
      .map(({ name, body }) => ({ name, hash: hashOf(body) })),
    ...spec.arms.flatMap((arm): readonly RulesRun[] => {
      const tried = rulesTried(spec, arm)
      return tried === undefined ? [] : [{ name: tried.name, hash: hashOf(tried.ruleSet) }]
    }),
  ],
})
