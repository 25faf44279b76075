import {
  BRIDGE_ENDING_SAYS,
  BRIDGE_ENDING_SOURCE,
  type BridgeEnd,
  EARLY_END_WORDS,
} from '#register/bridge-ending.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { ChoiceField, type TypedForm } from '#web/register/typed-form.tsx'

/** Of heparin at the start of warfarin: when it may end, how it stands today, and why it ends earlier. */
export function BridgeEndFields({
  form,
  end,
}: {
  readonly form: TypedForm
  readonly end: BridgeEnd
}) {
  if (end.kind === 'no-rule') return null
  const isMet = end.kind === 'met'
  return (
    <>
      <InsetText>
        <p>
          {BRIDGE_ENDING_SAYS} Source: {BRIDGE_ENDING_SOURCE}.
        </p>
        {isMet ? <p>With today as its last day this is so.</p> : <Missing why={end.why} />}
      </InsetText>
      {/* Asked of an earlier last day too: the day is typed below. */}
      <ChoiceField
        form={form}
        name="earlyReason"
        legend="Why heparin ends earlier than this, if it does"
        words={EARLY_END_WORDS}
      />
    </>
  )
}

function Missing({ why }: { readonly why: readonly string[] }) {
  return (
    <>
      <p>With today as its last day this is not so:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {why.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
