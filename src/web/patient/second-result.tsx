import { Input } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { type Conversation, errorOf, findingOf } from './conversation-state.ts'

/** Asked only when another result of this patient was saved a few minutes ago. */
export function SecondResult({ state }: { readonly state: Conversation }) {
  const { typed } = state
  const isAsked = findingOf(state, 'secondResult') !== undefined || typed.secondResult !== undefined
  if (!isAsked) return null
  return (
    <>
      <Radios
        id="secondResult"
        name="secondResult"
        legend="Which of the two results is valid?"
        hint="If the earlier one is, leave this page without saving."
        error={errorOf(state, 'secondResult')}
        value={typed.secondResult}
        small
        choices={[{ value: 'this-one', text: 'This one. The earlier one is voided, and kept.' }]}
      />
      <Input
        id="secondResultReason"
        name="secondResultReason"
        label="Why the earlier one is not valid"
        value={typed.secondResultReason}
        error={errorOf(state, 'secondResultReason')}
      />
    </>
  )
}
