import { VERSION } from '#base/version.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import type { Provenance } from '#simulation/trial-report.ts'
import { rulesOfThisCode } from './released-rules.ts'
import { hashOf } from './suggestion-token.ts'

/**
 * The version of this code, and the rules in it that these arms follow: the rule set that all maintenance is dosed by,
 * and the document of an arm that has one of its own, named after it. The hash is the one that suggestions are kept with.
 */
export const provenanceOf = (arms: readonly string[]): Provenance => ({
  version: VERSION,
  rules: rulesOfThisCode()
    .filter(({ name }) => [DEFAULT_RULE_SET.id, ...arms].some((id) => name.startsWith(`${id} `)))
    .map(({ name, body }) => ({ name, hash: hashOf(body) })),
})
