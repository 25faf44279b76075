import type { ReactNode } from 'react'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'

type StepProps = { readonly request: PageRequest; readonly action: string }

/** One step of what two people decide: each has a form and a button of its own. */
export const StepForm = ({
  request,
  action,
  children,
}: StepProps & { readonly children: ReactNode }) => (
  <PostForm action={action} csrf={request.csrf} requestKey={request.key} className="evk-narrow">
    {children}
  </PostForm>
)

/** A step back, folded away until it is asked for, with the reason that it needs. */
export function SayWhy({
  step,
  summary,
  findings,
  typed,
  ...form
}: StepProps & {
  readonly step: 'decline' | 'withdraw'
  readonly summary: string
  readonly findings: readonly Finding[]
  readonly typed: Readonly<Record<string, string>>
}) {
  const isThis = typed['step'] === step
  return (
    <Details summary={summary} open={isThis}>
      <StepForm {...form}>
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
