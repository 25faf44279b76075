import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { ChoiceField, NoteField, type TypedForm } from '#web/register/typed-form.tsx'
import type { ClaimToDecide } from '#workflow/claims-received.ts'
import { decideClaimHref, receivedClaimHref } from './addresses.ts'
import { stepInWords } from './claim-steps.tsx'

const OUTCOMES = {
  approve: 'Approve it',
  query: 'Query it: the provider answers or corrects it, and submits it again',
  reject: 'Reject it',
} as const

const DECISIONS = {
  decided: 'Decide as proposed',
  declined: 'Send the proposal back',
} as const

type Props = {
  readonly request: PageRequest
  readonly form: TypedForm
  readonly shown: ClaimToDecide
}

/** Proposes what to do with a claim that nobody has proposed anything for. */
export function ProposeForm({ request: { csrf, key }, form, shown }: Props) {
  const { claim, state, seen, mayPropose } = shown
  if (state.kind !== 'received' || !mayPropose) return null
  return (
    <PostForm
      action={receivedClaimHref(claim.id)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      <h2 className="nhsuk-heading-m">Propose what to do</h2>
      <input type="hidden" name="seen" value={seen} />
      <ChoiceField
        form={form}
        name="outcome"
        legend="What to do with this claim"
        words={OUTCOMES}
        hint="Another person decides."
      />
      <Why form={form} />
      <Button>Propose</Button>
    </PostForm>
  )
}

/** Decides on what somebody else has proposed. */
export function DecideForm({ request: { csrf, key }, form, shown }: Props) {
  const { claim, state, seen, mayDecide, isOwnProposal } = shown
  if (state.kind !== 'proposed') return null
  if (isOwnProposal) return <p>You have proposed this: another person decides on it.</p>
  if (!mayDecide) return <p>A manager decides on it.</p>
  return (
    <PostForm
      action={decideClaimHref(claim.id)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      <h2 className="nhsuk-heading-m">Decide</h2>
      <p>
        {state.proposal.byName}: {stepInWords(state.proposal)}.
      </p>
      <input type="hidden" name="seen" value={seen} />
      <ChoiceField form={form} name="decision" legend="What you decide" words={DECISIONS} />
      <Why form={form} />
      <Button>Save</Button>
    </PostForm>
  )
}

const Why = ({ form }: Pick<Props, 'form'>) => (
  <NoteField
    form={form}
    name="reason"
    label="Why"
    hint="The provider reads it. Needed for a query, a rejection and a proposal that is sent back."
  />
)
