import type { ReactNode } from 'react'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { RuleProposalPage } from '#workflow/rule-proposal-page.ts'
import { proposalHref } from './addresses.ts'

type Props = {
  readonly page: RuleProposalPage
  readonly request: PageRequest
  readonly findings: readonly Finding[]
  readonly typed: Readonly<Record<string, string>>
}

/** What this person may do with the proposal now; the next step is the primary button. */
export function ProposalForms(props: Props) {
  const { may, standing, runs } = props.page
  const mayActivate = may.activate && standing === 'stands'
  return (
    <>
      {mayActivate && <Activate {...props} runId={runs[0]?.id ?? ''} />}
      {may.run && (
        <StepForm {...props}>
          <Button
            name="step"
            value="run"
            {...(mayActivate || standing === 'stands' ? { variant: 'secondary' } : {})}
          >
            {runs.length === 0 ? 'Run over the last 90 days' : 'Run again'}
          </Button>
        </StepForm>
      )}
      {may.decline && <SayWhy {...props} step="decline" summary="Decline these rules" />}
      {may.withdraw && <SayWhy {...props} step="withdraw" summary="Withdraw these rules" />}
    </>
  )
}

function Activate(props: Props & { readonly runId: string }) {
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

function SayWhy(
  props: Props & { readonly step: 'decline' | 'withdraw'; readonly summary: string },
) {
  const { step, summary, findings, typed } = props
  const isThis = typed['step'] === step
  return (
    <Details summary={summary} open={isThis}>
      <StepForm {...props}>
        <Textarea
          id="why"
          name="why"
          label="Why"
          rows={2}
          value={isThis ? (typed['why'] ?? '') : ''}
          error={isThis ? errorOf(findings, 'why') : undefined}
        />
        <Button name="step" value={step} variant="secondary">
          {summary}
        </Button>
      </StepForm>
    </Details>
  )
}

const StepForm = ({ page, request, children }: Props & { readonly children: ReactNode }) => (
  <PostForm
    action={proposalHref(page.proposal.id)}
    csrf={request.csrf}
    requestKey={request.key}
    className="evk-narrow"
  >
    {children}
  </PostForm>
)
