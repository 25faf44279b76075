import {
  type RuleDifference,
  ruleDifferences,
  ruleInWords,
} from '#clinical/warfarin/rule-set-form.ts'
import { allProposals, type FoundProposal } from '#store/rule-proposals.ts'
import { allSettings, ruleSetsUsed } from '#store/settings.ts'
import { newestSiteRules, ruleSetHash } from './site-rules.ts'
import { view } from './view.ts'

export type RuleHistory = {
  readonly kind: 'rule-history'
  readonly inForce: string
  readonly proposals: readonly (FoundProposal & {
    readonly differences: readonly RuleDifference[]
    /** The version of the settings that it became. */
    readonly settingsVersion: number | null
  })[]
  /** Every rule set by which a dose was suggested here: a plan that names a protocol has one of its own. */
  readonly used: readonly {
    readonly hash: string
    readonly firstAt: number
    readonly doses: number
    readonly protocol: string
    readonly number: string
  }[]
}

/** Every version of the rules: who proposed it, who approved it, when, what differed. */
export const ruleHistory = view<Readonly<Record<never, never>>, RuleHistory>(
  'see-rules',
  async ({ tx }) => {
    const [proposals, settings, used, { rules }] = await Promise.all([
      allProposals(tx),
      allSettings(tx),
      ruleSetsUsed(tx),
      newestSiteRules(tx),
    ])
    return {
      kind: 'rule-history',
      inForce: ruleSetHash(rules.ruleSet),
      proposals: proposals.map((proposal) => ({
        ...proposal,
        differences: ruleDifferences(proposal.base, proposal.proposed),
        settingsVersion:
          settings.find(({ proposalId }) => proposalId === proposal.id)?.version ?? null,
      })),
      used: used.map(({ hash, body, firstAt, doses }) => ({
        hash,
        firstAt,
        doses,
        protocol: ruleInWords(body, 'protocol'),
        number: ruleInWords(body, 'version'),
      })),
    }
  },
)
