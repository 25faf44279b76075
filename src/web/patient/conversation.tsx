import { formatInr } from '#clinical/inr.ts'
import { inrAloud } from '#clinical/inr-words.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { ASKED_AGAIN } from '#workflow/entered-inr.ts'
import { Answers } from './answers.tsx'
import { isAsked, type Conversation as State } from './conversation-state.ts'
import { Identity } from './identity.tsx'
import { InrEntry } from './inr-entry.tsx'
import { Step3 } from './step-3.tsx'

/** The clinical conversation: who it is, what was measured and what happened, what we do. One form. */
export function Conversation({ state }: { readonly state: State }) {
  const { page, csrf, key } = state
  const { id } = page.patient
  return (
    <section className="evk-patient__visit" aria-labelledby="visit">
      <h2 id="visit">Visit</h2>
      <form
        action={`/patients/${id}/visit`}
        method="post"
        noValidate
        data-submit-once
        data-draft-url="/drafts"
      >
        <FormGuard csrf={csrf} requestKey={key} draftPatient={id} />
        <input type="hidden" name="patientId" value={id} />
        {state.suggested === null ? (
          <Entry state={state} />
        ) : (
          <>
            <Details summary={readBack(state.suggested)}>
              <Entry state={state} />
            </Details>
            <Step3 state={state} suggested={state.suggested} />
          </>
        )}
        <p className="nhsuk-hint" data-draft-status aria-live="polite" />
      </form>
    </section>
  )
}

/** The INR as it was read, in figures and as it is said aloud, where it is confirmed (H03). */
function readBack({ suggestion }: NonNullable<State['suggested']>): string {
  const { inr } = suggestion.inputs
  return `Entered: INR ${formatInr(inr)}, ${inrAloud(inr)}. Look or change.`
}

/** Steps 1 and 2. Its button is the first of the form, so that Enter in any field asks for the suggestion. */
function Entry({ state }: { readonly state: State }) {
  const isAsking = ASKED_AGAIN.some((code) => isAsked(state, code))
  return (
    <>
      <Identity state={state} />
      <InrEntry state={state} />
      <Answers state={state} />
      <Button
        name="step"
        value="suggest"
        {...(state.suggested === null ? {} : { variant: 'secondary' as const })}
      >
        {buttonWords(state, isAsking)}
      </Button>
    </>
  )
}

function buttonWords({ suggested }: State, isAsking: boolean): string {
  if (isAsking) return 'Go on'
  return suggested === null ? 'Suggest a dose' : 'Suggest again'
}
