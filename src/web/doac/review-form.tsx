import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Input } from '#web/parts/input.tsx'
import type { DoacSection } from '#workflow/doac-section.ts'
import { NothingToReport, ReviewQuestions } from './review-answers.tsx'
import { ReviewMeasures } from './review-measures.tsx'
import type { ReviewState } from './review-state.ts'
import { SaveReview } from './save-review.tsx'
import { Verdict } from './verdict.tsx'

type Props = { readonly state: ReviewState; readonly doac: DoacSection }

/** A review: who it is, what was measured and asked, what the rules say to the dose. One form. */
export function ReviewForm({ state, doac }: Props) {
  const { page, csrf, key, checked } = state
  const { id } = page.patient
  return (
    <section className="evk-patient__visit" aria-labelledby="review">
      <h2 id="review">Review</h2>
      <form
        action={`/patients/${id}/doac-review`}
        method="post"
        noValidate
        data-submit-once
        data-draft-url="/drafts"
      >
        <FormGuard csrf={csrf} requestKey={key} draftPatient={id} />
        <input type="hidden" name="patientId" value={id} />
        <input type="hidden" name="version" value={page.course?.episode.version} />
        <input type="hidden" name="seenReview" value={doac.reviews[0]?.id ?? ''} />
        {checked === null ? (
          <Entry state={state} doac={doac} />
        ) : (
          <>
            <Details summary="What was entered. Look or change.">
              <Entry state={state} doac={doac} />
            </Details>
            <Verdict checked={checked} />
            <SaveReview state={state} checked={checked} />
          </>
        )}
        <p className="nhsuk-hint" data-draft-status aria-live="polite" />
      </form>
    </section>
  )
}

/** Its button is the first of the form, so that Enter in any field asks for the check. */
function Entry({ state, doac }: Props) {
  const { typed, findings, checked } = state
  return (
    <>
      <Input
        id="identity"
        name="identity"
        label="Initials and year of birth, said by the patient, like MH 1942"
        width={10}
        value={typed['identity']}
        error={findings.find(({ field }) => field === 'identity')?.message}
        autoComplete="off"
        attributes={{
          autoFocus: checked === null && findings.length === 0,
          'data-no-paste': true,
          'data-no-draft': true,
        }}
      />
      <ReviewMeasures state={state} doac={doac} />
      <NothingToReport state={state} doac={doac} />
      <ReviewQuestions state={state} doac={doac} />
      <Button
        name="step"
        value="check"
        {...(checked === null ? {} : { variant: 'secondary' as const })}
      >
        {checked === null ? 'Check the dose' : 'Check again'}
      </Button>
    </>
  )
}
