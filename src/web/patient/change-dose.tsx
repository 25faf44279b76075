import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { type Conversation, findingOf } from './conversation-state.ts'
import { DOSE_FIELD_NAMES, DoseFields } from './dose-fields.tsx'

/** A dose of one's own in the place of the suggestion: opened in place, with its reason. */
export function ChangeDose({ state }: { readonly state: Conversation }) {
  const isOpen = DOSE_FIELD_NAMES.some(
    (name) => findingOf(state, name) !== undefined || (state.typed[name] ?? '') !== '',
  )
  return (
    <Details summary="Change" open={isOpen}>
      <DoseFields typed={state.typed} findings={state.findings} />
      <Button variant="secondary" name="step" value="change">
        Save the changed dose
      </Button>
    </Details>
  )
}
