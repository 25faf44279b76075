import { allProposals, type FoundProposal } from '#store/rule-proposals.ts'
import { allStaff } from '#store/staff.ts'
import { mayBeSafetyOfficer } from './safety-officer.ts'
import { newestSiteRules, ruleSetHash, type SiteRules } from './site-rules.ts'
import { view } from './view.ts'

export type SiteRulesShown = {
  readonly kind: 'rules'
  readonly version: number
  readonly rules: SiteRules
  readonly hash: string
  /** What waits for a run or for a second person, newest first. */
  readonly open: readonly FoundProposal[]
  /** Who may be named the clinical safety officer: clinicians who work here, by name. */
  readonly clinicians: readonly { readonly accountId: string; readonly name: string }[]
}

/** The rules in force here, open to everybody whom they bind. */
export const siteRulesShown = view<Readonly<Record<never, never>>, SiteRulesShown>(
  'see-rules',
  async ({ tx }) => {
    const { version, rules } = await newestSiteRules(tx)
    const open = (await allProposals(tx)).filter(({ state }) => state === 'open')
    const clinicians = (await allStaff(tx))
      .filter((member) => member.active && mayBeSafetyOfficer(member))
      .map(({ accountId, name }) => ({ accountId, name }))
    return { kind: 'rules', version, rules, hash: ruleSetHash(rules.ruleSet), open, clinicians }
  },
)
