import { newestSiteRules, ruleSetHash, type SiteRules } from './site-rules.ts'
import { view } from './view.ts'

export type SiteRulesShown = {
  readonly kind: 'rules'
  readonly version: number
  readonly rules: SiteRules
  readonly hash: string
}

/** The rules in force here, open to everybody whom they bind. */
export const siteRulesShown = view<Readonly<Record<never, never>>, SiteRulesShown>(
  'see-rules',
  async ({ tx }) => {
    const { version, rules } = await newestSiteRules(tx)
    return { kind: 'rules', version, rules, hash: ruleSetHash(rules.ruleSet) }
  },
)
