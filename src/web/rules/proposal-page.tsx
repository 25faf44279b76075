import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { tryRulesHref } from '#web/virtual-clinic/addresses.ts'
import { activateRules } from '#workflow/activate-rules.ts'
import { declineRules, withdrawRules } from '#workflow/decline-rules.ts'
import type { Finding } from '#workflow/outcome.ts'
import { type RuleProposalPage, ruleProposalPage } from '#workflow/rule-proposal-page.ts'
import { shadowRules } from '#workflow/shadow-rules.ts'
import { proposalHref, RULES } from './addresses.ts'
import { DifferenceTable } from './difference-table.tsx'
import { ProposalForms } from './proposal-forms.tsx'
import { ProposalSteps } from './proposal-steps.tsx'
import { RunSummary } from './run-summary.tsx'

export const proposalPage: PageHandler = (request) => shown(request, [], 200, {})

const ACTS = {
  run: shadowRules,
  activate: activateRules,
  decline: declineRules,
  withdraw: withdrawRules,
} as const
const isStep = (step: string | undefined): step is keyof typeof ACTS =>
  step !== undefined && Object.hasOwn(ACTS, step)

/** POST of one of the four forms of the page; `step` says which. */
export const proposalPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const proposalId = params['proposal'] ?? ''
  const typed = fieldsOf(form)
  const { step } = typed
  if (!isStep(step)) return { kind: 'redirect', to: proposalHref(proposalId) }
  const outcome = await ACTS[step].run(house, caller, key, { ...typed, proposalId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: proposalHref(proposalId) }
  if (outcome.status === 404) return refusalPage(outcome)
  return shown(request, outcome.findings, outcome.status, typed)
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
  typed: Readonly<Record<string, string>>,
): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await ruleProposalPage(house, caller, { proposalId: params['proposal'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  return {
    kind: 'page',
    status,
    title: `Proposal ${page.proposal.number}`,
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={RULES}>Rules of this site</BackLink>
        <h1>Proposal {page.proposal.number} for other rules</h1>
        <ProposalSteps page={page} />
        <Purpose page={page} />
        <Differences page={page} />
        <RunSummary page={page} />
        {page.proposal.state === 'open' && exists('try-dosing', request.visitor.role) && (
          <p>
            <a href={tryRulesHref(page.proposal.id)}>Try these rules on invented people</a>, beside
            the rules in force
          </p>
        )}
        <ProposalForms page={page} request={request} findings={findings} typed={typed} />
      </>
    ),
  }
}

const Purpose = ({ page: { proposal } }: { readonly page: RuleProposalPage }) => (
  <SummaryList
    rows={[
      { key: 'Reason', value: proposal.reason },
      { key: 'Expected effect', value: proposal.expectedEffect },
      { key: 'Rule set', value: <code>{proposal.proposedHash.slice(0, 12)}</code> },
      ...(proposal.settledReason === null
        ? []
        : [{ key: 'Why not', value: proposal.settledReason }]),
    ]}
  />
)

function Differences({ page }: { readonly page: RuleProposalPage }) {
  const { differences, differencesNow } = page
  return (
    <>
      <DifferenceTable caption="What it changes" rows={differences} />
      {differencesNow !== null && (
        <>
          <WarningCallout heading="The rules in force have changed since this was proposed">
            <p>Activating it would set every value as it stands here, not only those proposed.</p>
          </WarningCallout>
          <DifferenceTable caption="Against the rules in force now" rows={differencesNow} />
        </>
      )}
    </>
  )
}
