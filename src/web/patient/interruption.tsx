import { alertInWords } from '#clinical/alerts/alert-words.ts'
import { ANOTHER_REASON, isAskedCode, reasonsOf } from '#clinical/alerts/question-reasons.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { Panel } from '#web/parts/panel.tsx'
import { Radios } from '#web/parts/radios.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { becauseField, becauseWordsField } from '#workflow/question-answers.ts'
import { ASKED_STEP } from './pressed-step.ts'

type Typed = Readonly<Record<string, string>>
type Props = { readonly findings: readonly Finding[]; readonly step: string; readonly typed: Typed }

/**
 * A step of its own before something risky: what it is, and the reasons to go on all the same. One question is gone past with one press, that
 * of its reason; several have a reason each, and are saved together. Whoever works by keyboard arrives at the question and not on a reason,
 * so that a second Enter goes past nothing unread (H33).
 */
export function Interruption({ findings, step, typed }: Props) {
  const asked = findings.filter(({ code }) => code.startsWith('confirm:'))
  const [only] = asked
  return (
    <section {...ARRIVES_HERE} className="evk-check-first" aria-labelledby="check-first">
      <Panel
        variant="interruption"
        heading="Check before you save"
        headingId="check-first"
        headingLevel={3}
        headingSize="m"
      >
        {asked.map(({ code, message }) => (
          <p key={code}>{message}</p>
        ))}
        <p>Nothing is saved yet. To go back, change what you entered and save that.</p>
      </Panel>
      {only !== undefined && asked.length === 1 ? (
        <OneReason asked={only} findings={findings} typed={typed} step={step} />
      ) : (
        <SeveralReasons asked={asked} findings={findings} typed={typed} step={step} />
      )}
    </section>
  )
}

const ARRIVES_HERE = { tabIndex: -1, autoFocus: true } as const

const codeOf = ({ code }: Finding): string => code.slice('confirm:'.length)

type OneProps = Omit<Props, 'step'> & { readonly asked: Finding }

/** The reasons as buttons: choosing one saves. */
function OneReason({ asked, findings, typed, step }: OneProps & Pick<Props, 'step'>) {
  const code = codeOf(asked)
  if (!isAskedCode(code)) return null
  const name = becauseField(code)
  return (
    <fieldset className="nhsuk-fieldset evk-reasons" id={name}>
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Save, because</legend>
      <input type="hidden" name={ASKED_STEP} value={step} />
      {reasonsOf(code)
        .filter(([reason]) => reason !== ANOTHER_REASON)
        .map(([reason, words]) => (
          <Button key={reason} variant="secondary" name={name} value={reason}>
            {words}
          </Button>
        ))}
      <OtherWords asked={asked} findings={findings} typed={typed} />
      <Button variant="secondary" name={name} value={ANOTHER_REASON}>
        Save for this other reason
      </Button>
    </fieldset>
  )
}

/** In the place of a step: that the reasons of several questions were asked for, and none is an error before that. */
const SEVERAL = ''

/** The reasons of each question to choose from, and one button for all. */
function SeveralReasons({ asked, findings, typed, step }: Props & { readonly asked: Asked }) {
  const wasAsked = typed[ASKED_STEP] === SEVERAL
  return (
    <>
      <input type="hidden" name={ASKED_STEP} value={SEVERAL} />
      {asked.map((one) => (
        <ReasonsOfOne key={one.code} {...{ asked: one, findings, typed, wasAsked }} />
      ))}
      <Button name="step" value={step}>
        Save for these reasons
      </Button>
    </>
  )
}

type Asked = readonly Finding[]

function ReasonsOfOne(props: OneProps & { readonly wasAsked: boolean }) {
  const { asked, findings, typed, wasAsked } = props
  const code = codeOf(asked)
  if (!isAskedCode(code)) return null
  const name = becauseField(code)
  const isChosen = (typed[name] ?? '') !== ''
  return (
    <Radios
      id={name}
      name={name}
      small
      legend={{ text: alertInWords({ kind: 'confirm', code }), size: 's' }}
      error={wasAsked && !isChosen ? 'Choose why.' : undefined}
      value={typed[name]}
      choices={reasonsOf(code).map(([value, text]) => ({
        value,
        text,
        conditional:
          value === ANOTHER_REASON ? (
            <OtherWords asked={asked} findings={findings} typed={typed} />
          ) : undefined,
      }))}
    />
  )
}

/** The words of a reason that is not in the list. */
function OtherWords({ asked, findings, typed }: OneProps) {
  const code = codeOf(asked)
  if (!isAskedCode(code)) return null
  const name = becauseWordsField(code)
  return (
    <Input
      id={name}
      name={name}
      label="Another reason, in a few words"
      value={typed[name]}
      error={errorOf(findings, name)}
      autoComplete="off"
    />
  )
}
