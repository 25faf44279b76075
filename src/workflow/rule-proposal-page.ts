import { type ActName, permission } from '#access/policy.ts'
import { type RuleDifference, ruleDifferences } from '#clinical/warfarin/rule-set-form.ts'
import { type FoundProposal, findProposal } from '#store/rule-proposals.ts'
import { type FoundRun, runsOf } from '#store/shadow-runs.ts'
import type { Desk } from './desk.ts'
import { notHere } from './outcome.ts'
import { runStanding } from './rule-proposal.ts'
import { newestSiteRules, ruleSetHash } from './site-rules.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type RuleProposalPage = {
  readonly kind: 'proposal'
  readonly proposal: FoundProposal
  /** From the rules that it was written against to the proposed ones. */
  readonly differences: readonly RuleDifference[]
  /** From the rules in force now, where those have changed since: what an activation would really change. */
  readonly differencesNow: readonly RuleDifference[] | null
  readonly runs: readonly FoundRun[]
  readonly standing: ReturnType<typeof runStanding>
  readonly may: {
    readonly run: boolean
    readonly activate: boolean
    readonly decline: boolean
    readonly withdraw: boolean
    readonly seeLines: boolean
  }
}

/** A proposed rule set with what it changes, its runs, and what may be done about it by whom. */
export const ruleProposalPage = view<{ readonly proposalId: string }, RuleProposalPage>(
  'see-rules',
  async (desk, { proposalId }) => {
    const proposal = await findProposal(desk.tx, idTyped(proposalId))
    if (proposal === undefined) return notHere('proposal')
    const runs = await runsOf(desk.tx, proposal.id)
    const { ruleSet } = (await newestSiteRules(desk.tx)).rules
    const inForce = ruleSetHash(ruleSet)
    const isOpen = proposal.state === 'open'
    return {
      kind: 'proposal',
      proposal,
      differences: ruleDifferences(proposal.base, proposal.proposed),
      differencesNow:
        isOpen && inForce !== proposal.baseHash
          ? ruleDifferences(ruleSet, proposal.proposed)
          : null,
      runs,
      standing: runStanding(runs[0], inForce, desk.now),
      may: whoMay(desk, proposal),
    }
  },
)

function whoMay(desk: Desk, { state, proposedBy }: FoundProposal): RuleProposalPage['may'] {
  const isOpen = state === 'open'
  const isOwn = proposedBy === desk.actor.accountId
  const may = (act: ActName) => permission(act, desk.actor, desk.today).kind === 'allowed'
  return {
    run: isOpen && may('shadow-rules'),
    activate: isOpen && !isOwn && may('activate-rules'),
    decline: isOpen && !isOwn && may('decline-rules'),
    withdraw: isOpen && isOwn && may('propose-rules'),
    seeLines: may('see-shadow-run'),
  }
}
