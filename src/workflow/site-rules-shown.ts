import { allProposals, type FoundProposal } from '#store/rule-proposals.ts'
import { newestSiteRules, ruleSetHash, type SiteRules } from './site-rules.ts'
import { view } from './view.ts'

export type SiteRulesShown = {
  readonly kind: 'rules'
  readonly version: number
  readonly rules: SiteRules
  readonly hash: string
  /** What waits for a run or for a second person, newest first. */
  readonly open: readonly FoundProposal[]
}

/** The rules in force here, open to everybody whom they bind. */
export const siteRulesShown = view<Readonly<Record<never, never>>, SiteRulesShown>(
  'see-rules',
  async ({ tx }) => {
    const { version, rules } = await newestSiteRules(tx)
    const open = (await allProposals(tx)).filter(({ state }) => state === 'open')
    return { kind: 'rules', version, rules, hash: ruleSetHash(rules.ruleSet), open }
  },
)
