import { MISMATCH_REASON_WORDS } from '#clinical/doac/mismatch.ts'
import { needsDecision } from '#clinical/doac/review-outcome.ts'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { NextTest } from '#web/patient/next-test.tsx'
import { ChoiceField, TextField } from '#web/register/typed-form.tsx'
import type { CheckedReview } from '#workflow/check-doac-review.ts'
import type { ReviewState } from './review-state.ts'
import { ToldFields } from './told-fields.tsx'

type Props = { readonly state: ReviewState; readonly checked: CheckedReview }

/** What is still to be said before a checked review can be saved. */
export function SaveReview({ state, checked }: Props) {
  const { review, offers } = checked
  const { outcome } = review
  if (outcome === undefined) {
    return (
      <InsetText>
        <p>Nothing is saved. Put right what is named above, then check the dose again.</p>
      </InsetText>
    )
  }
  const form = { values: state.typed, findings: state.findings }
  const toPrescriber = needsDecision(outcome)
  return (
    <>
      <input type="hidden" name="shown" value={review.shown} />
      {(outcome === 'differs' || outcome === 'differs-danger') && (
        <>
          <ChoiceField
            form={form}
            name="reasonCode"
            legend="Why the dose is not the one of the rule"
            words={MISMATCH_REASON_WORDS}
          />
          <TextField form={form} name="reasonNote" label="In words" />
        </>
      )}
      {!toPrescriber && (
        <>
          <NextTest
            state={{ typed: state.typed, findings: state.findings }}
            offers={offers}
            dueOn={review.next?.on ?? null}
            what="review"
          />
          <ToldFields form={form} />
        </>
      )}
      <Button name="step" value="save">
        {toPrescriber ? 'Save and hand to a prescriber' : 'Save the review'}
      </Button>
    </>
  )
}
