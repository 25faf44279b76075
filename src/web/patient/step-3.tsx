import { Alarm } from './alarm.tsx'
import type { Conversation } from './conversation-state.ts'
import { SecondOpinion } from './second-opinion.tsx'
import { Suggestion } from './suggestion.tsx'
import { TargetNote } from './target-note.tsx'

type Props = {
  readonly state: Conversation
  readonly suggested: NonNullable<Conversation['suggested']>
}

/** Step 3: what we do. A suggestion, or the published action in its place; never both. */
export function Step3({ state, suggested }: Props) {
  const { advice, inputs } = suggested.suggestion
  return (
    <>
      <input type="hidden" name="token" value={suggested.token} />
      <TargetNote patientId={state.page.patient.id} tasks={state.page.course?.tasks ?? []} />
      {advice.kind === 'dose' ? (
        <Suggestion state={state} suggested={suggested} advice={advice} />
      ) : (
        <>
          <Alarm state={state} inputs={inputs} advice={advice} siteTexts={suggested.siteTexts} />
          <SecondOpinion suggested={suggested} />
        </>
      )}
    </>
  )
}
