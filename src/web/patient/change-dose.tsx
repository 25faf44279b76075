import type { TabletSet } from '#clinical/tablets.ts'
import type { WeekAlternative } from '#clinical/week-plan.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { type Conversation, findingOf } from './conversation-state.ts'
import { DOSE_FIELD_NAMES, DoseFields } from './dose-fields.tsx'
import { WeekChoices } from './week-choices.tsx'

type Props = {
  readonly state: Conversation
  readonly weeks: readonly WeekAlternative[]
  readonly tabletSet: TabletSet
}

/** A dose of one's own in the place of the suggestion: opened in place, with its reason. */
export function ChangeDose({ state, weeks, tabletSet }: Props) {
  const isOpen = DOSE_FIELD_NAMES.some(
    (name) => findingOf(state, name) !== undefined || (state.typed[name] ?? '') !== '',
  )
  return (
    <Details summary="Change" open={isOpen}>
      {weeks.length > 0 && (
        <>
          <p>The nearest that these tablets make:</p>
          <WeekChoices weeks={weeks} tabletSet={tabletSet} than="than suggested" />
        </>
      )}
      <DoseFields
        typed={state.typed}
        findings={state.findings}
        tabletSet={tabletSet}
        atReason={state.step === 'change' && state.findings.length === 0}
      />
      <Button variant="secondary" name="step" value="change">
        Save the changed dose
      </Button>
    </Details>
  )
}
