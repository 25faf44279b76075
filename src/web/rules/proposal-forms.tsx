import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { RuleProposalPage } from '#workflow/rule-proposal-page.ts'
import { proposalHref } from './addresses.ts'
import { SayWhy, StepForm } from './step-forms.tsx'

type Props = {
  readonly page: RuleProposalPage
  readonly request: PageRequest
  readonly findings: readonly Finding[]
  readonly typed: Readonly<Record<string, string>>
}

/** What this person may do with the proposal now; the next step is the primary button. */
export function ProposalForms(props: Props) {
  const { may, standing, runs } = props.page
  const forms = { ...props, action: proposalHref(props.page.proposal.id) }
  const mayActivate = may.activate && standing === 'stands'
  return (
    <>
      {mayActivate && <Activate {...forms} runId={runs[0]?.id ?? ''} />}
      {may.run && (
        <StepForm {...forms}>
          <Button
            name="step"
            value="run"
            {...(mayActivate || standing === 'stands' ? { variant: 'secondary' } : {})}
          >
            {runs.length === 0 ? 'Run over the last 90 days' : 'Run again'}
          </Button>
        </StepForm>
      )}
      {may.decline && <SayWhy {...forms} step="decline" summary="Decline these rules" />}
      {may.withdraw && <SayWhy {...forms} step="withdraw" summary="Withdraw these rules" />}
    </>
  )
}

function Activate(props: Props & { readonly action: string; readonly runId: string }) {
  return (
    <StepForm {...props}>
      <input type="hidden" name="runId" value={props.runId} />
      <Checkboxes
        id="read"
        name="read"
        error={errorOf(props.findings, 'read')}
        legend={{ text: 'Activate these rules', size: 'm' }}
        hint="They are in force at once, for everybody here. Suggestions that stand on open pages are refused when they are saved, and asked for again."
        choices={[
          {
            value: 'yes',
            text: 'I have read what the run shows, each alarm and dose that differs',
          },
        ]}
      />
      <Button name="step" value="activate">
        Activate the rules
      </Button>
    </StepForm>
  )
}
