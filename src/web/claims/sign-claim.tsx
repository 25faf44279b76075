import { SignedBox } from '#web/contract/signed-box.tsx'
import { pounds } from '#web/contract/specification-words.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { ChoiceField, type TypedForm } from '#web/register/typed-form.tsx'
import type { ClaimShown } from '#workflow/claim-page.ts'
import { CLAIM_AGAIN_REASONS } from '#workflow/submit-claim.ts'
import { claimHref } from './addresses.ts'

type Props = {
  readonly request: PageRequest
  readonly form: TypedForm
  readonly shown: ClaimShown
}

/** The signature under a claim; a credit note says so before it is signed. */
export function SignClaim({ request: { csrf, key }, form, shown }: Props) {
  const { draft, seen, signer, standing } = shown
  return (
    <PostForm
      action={claimHref(draft.contract.id, draft.quarter)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      <h2 className="nhsuk-heading-m">Sign and submit</h2>
      <input type="hidden" name="seen" value={seen} />
      {standing.kind === 'came-back' && (
        <ChoiceField
          form={form}
          name="reason"
          legend="Why it is submitted again"
          words={CLAIM_AGAIN_REASONS}
        />
      )}
      {draft.totalPence < 0 && (
        <Checkboxes
          id="credit"
          name="credit"
          legend={{ text: 'Credit note', size: 's' }}
          small
          error={errorOf(form.findings, 'credit')}
          choices={[
            {
              value: 'yes',
              text: `${pounds(-draft.totalPence)} goes back to the commissioner`,
            },
          ]}
        />
      )}
      <SignedBox
        form={form}
        hint="What is submitted stays as it is. What changes later comes into the next claim."
        signer={signer}
        says={`have looked at this claim of ${pounds(draft.totalPence)} and sign for it`}
      />
      <Button>Sign and submit</Button>
    </PostForm>
  )
}
