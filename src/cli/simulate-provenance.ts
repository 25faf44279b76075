import { VERSION } from '#base/version.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import type { Provenance } from '#simulation/trial-report.ts'
import { hashOf } from '#workflow/suggestion-token.ts'

/** The version and the rules of this code: the hash is the one that a site's suggestions are kept with. */
export const provenance = (): Provenance => ({
  version: VERSION,
  rules: {
    name: `${DEFAULT_RULE_SET.id} ${DEFAULT_RULE_SET.version}`,
    hash: hashOf(DEFAULT_RULE_SET),
  },
})
