import type { AdviseInput, AlarmAdvice, Alarm as AlarmFired } from '#clinical/warfarin/advice.ts'
import { Button, ButtonGroup } from '#web/parts/button.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { AlarmText } from '#workflow/site-texts.ts'
import { type Conversation, errorOf } from './conversation-state.ts'
import { earlierHref } from './earlier-result.tsx'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import { LowInrNote } from './low-inr-note.tsx'
import { SiteText } from './site-text.tsx'

type Props = {
  readonly state: Conversation
  readonly inputs: AdviseInput
  readonly advice: AlarmAdvice
  /** What the site says beside the published actions; none where the record is shown. */
  readonly siteTexts: readonly AlarmText[]
}

/** The published action, its source, who must do it and by when. No dose is offered here. */
export function Alarm({ state, inputs, advice, siteTexts }: Props) {
  const { may } = state.page
  return (
    <>
      <AlarmActions inputs={inputs} advice={advice} siteTexts={siteTexts} />
      {advice.alarms.some(({ code }) => code === 'sample-too-old') && (
        <p>
          Nobody is dosed on it.{' '}
          <a href={earlierHref(state.page.patient.id)}>Add it to the record as an earlier result</a>
          , and test again.
        </p>
      )}
      <Textarea
        id="note"
        name="note"
        label="What the person who decides should know"
        rows={2}
        value={state.typed.note}
        error={errorOf(state, 'note')}
      />
      <ButtonGroup>
        <Button name="step" value="alarm" attributes={{ autoFocus: state.findings.length === 0 }}>
          {may.authorise ? 'Save and decide now' : 'Save and alert'}
        </Button>
      </ButtonGroup>
    </>
  )
}

/** Each published action with its source: on the patient's page and on the task that it became. */
export function AlarmActions({ inputs, advice, siteTexts }: Omit<Props, 'state'>) {
  return (
    <div className="evk-suggestion evk-suggestion--alarm" id="suggestion">
      <h3>No dose is calculated for this result</h3>
      {advice.alarms.map((alarm) => (
        <div key={alarm.code}>
          <p className="evk-suggestion__dose">{alarm.title}</p>
          <p>{alarm.action}</p>
          <p>
            <strong>
              {capital(alarm.who)}, within {inWords(alarm.withinMinutes)}
            </strong>
            {alarm.retestWithinDays !== undefined &&
              `; test again within ${alarm.retestWithinDays} ${alarm.retestWithinDays === 1 ? 'day' : 'days'}`}
          </p>
          <p className="nhsuk-hint">{evidenceInWords(alarm)}</p>
          <SiteText text={siteTexts.find(({ code }) => code === alarm.code)} />
        </div>
      ))}
      <LowInrNote inputs={inputs} />
    </div>
  )
}

const evidenceInWords = ({ source, grade, status }: AlarmFired): string =>
  [source, ...(grade === 'none' ? [] : [`grade ${grade}`]), EVIDENCE_WORDS[status]].join('; ')

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** `30 minutes`, `2 hours`. */
function inWords(minutes: number): string {
  if (minutes % 60 !== 0 || minutes < 120) return `${minutes} minutes`
  return `${minutes / 60} hours`
}
