import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import { type Conversation, errorOf, findingOf } from './conversation-state.ts'

/** Hands the result to the next authorised person, who has it on the list with a clock. */
export function Refer({ state }: { readonly state: Conversation }) {
  const isOpen =
    findingOf(state, 'note') !== undefined ||
    !state.page.may.accept ||
    state.findings.some(({ code }) => code.startsWith('second-clinician:'))
  return (
    <Details summary="Refer" open={isOpen}>
      <Textarea
        id="note"
        name="note"
        label="What the authorised person should know"
        hint='A dose entered under "Change" goes along as your proposal.'
        rows={2}
        value={state.typed.note}
        error={errorOf(state, 'note')}
      />
      <Button variant="secondary" name="step" value="refer">
        Save and refer
      </Button>
    </Details>
  )
}
