import { clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { SECOND_LOOK_AT } from '#recall/course-ends.ts'
import { LATER_REASONS, LATER_REASONS_IN_ORDER } from '#recall/later-reasons.ts'
import { fieldsOf } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import type { DoseOrder } from '#workflow/dose-order.ts'
import { DOSED_KINDS } from '#workflow/task-page.ts'
import { DoseFields } from './dose-fields.tsx'
import { Interruption } from './interruption.tsx'
import { NextTest } from './next-test.tsx'
import { PasswordAgain } from './password-again.tsx'
import { suggestionInWords } from './suggestion.tsx'
import { TakenOtherwise } from './taken-otherwise.tsx'
import { TargetNote } from './target-note.tsx'
import type { TaskProps } from './task.tsx'
import { CloseTask, SendBack, TakeTask, TaskForm } from './task-forms.tsx'

/** What an authorised person can do with a task: take it, decide a dose, close it with an action, send it back. */
export function TaskDecision(props: TaskProps) {
  const { findings } = props
  const { task, details, noDose } = props.page
  const isDosed = details !== null && DOSED_KINDS.includes(task.kind)
  const isStopped = noDose.length > 0 && findings.length === 0
  return (
    <>
      {task.state === 'open' && <TakeTask {...props} />}
      {isDosed && !isStopped && <DecideDose {...props} />}
      {isDosed && isStopped && (
        <InsetText>
          {noDose.map(({ code, message }) => (
            <p key={code}>{message}</p>
          ))}
        </InsetText>
      )}
      {task.kind === 'venous-confirmation' && (
        <p>
          This closes by itself when the laboratory INR is{' '}
          <a href={`/patients/${task.patientId}`}>entered as a visit</a>. No dose is decided here.
        </p>
      )}
      <SecondLook kind={task.kind} />
      <CloseTask {...props} />
      {task.kind === 'referral' && <SendBack {...props} />}
    </>
  )
}

/** What somebody looks at a week after treatment ended (H24). */
function SecondLook({ kind }: Pick<TaskProps['page']['task'], 'kind'>) {
  if (kind !== 'second-look') return null
  return (
    <>
      <p>Look at:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {SECOND_LOOK_AT.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}

function DecideDose(props: TaskProps) {
  const { page, request, findings } = props
  const typed = fieldsOf(request.form)
  const isAsking = findings.some(({ code }) => code.startsWith('confirm:'))
  const needsSecond = findings.some(({ code }) => code.startsWith('second-clinician:'))
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">Decide the dose</h2>
      <TargetNote patientId={page.patient.id} tasks={page.others} />
      <TaskForm {...props} step="authorise">
        <TakenOtherwise {...props} name="differenceBecause" />
        <Radios
          id="decision"
          name="decision"
          legend="Dose"
          error={errorOf(findings, 'decision')}
          value={typed['decision']}
          small
          choices={choicesOf(props)}
        />
        <NextTest state={{ typed, findings }} offers={page.offers} dueOn={page.testBy} />
        <WhyLater typed={typed} findings={findings} />
        <PasswordAgain typed={typed} findings={findings} asked={props.asked} />
        {isAsking ? (
          <Interruption findings={findings} step="authorise" typed={typed} />
        ) : (
          <Button name="step" value="authorise">
            Save the dose
          </Button>
        )}
        {needsSecond && (
          <Button variant="secondary" name="step" value="propose">
            Ask a second clinician
          </Button>
        )}
      </TaskForm>
    </section>
  )
}

type TypedProps = Pick<TaskProps, 'findings'> & {
  readonly typed: Readonly<Record<string, string>>
}

/** Asked when the day chosen lies beyond the one by which the test is due. */
function WhyLater({ typed, findings }: TypedProps) {
  const error = errorOf(findings, 'laterBecause')
  if (error === undefined && (typed['laterBecause'] ?? '') === '') return null
  return (
    <Select
      id="laterBecause"
      name="laterBecause"
      label="Why the test is later than it is due"
      options={[
        { value: '', text: 'Choose' },
        ...LATER_REASONS_IN_ORDER.map((value) => ({ value, text: LATER_REASONS[value] })),
      ]}
      value={typed['laterBecause']}
      error={error}
    />
  )
}

function choicesOf({ page, request, findings }: TaskProps) {
  const advice = page.details?.suggestion.advice
  const proposed = page.details?.proposed ?? null
  const tabletSet = page.details?.suggestion.inputs.tabletSet
  const own = tabletSet && (
    <DoseFields typed={fieldsOf(request.form)} findings={findings} tabletSet={tabletSet} />
  )
  return [
    ...(advice?.kind === 'dose'
      ? [{ value: 'as-suggested', text: `As suggested: ${suggestionInWords(advice)}` }]
      : []),
    ...(proposed === null
      ? []
      : [
          {
            value: 'as-proposed',
            text: `As ${page.task.openedByName} proposes: ${orderInWords(proposed.order)}`,
            hint: proposed.reason.text,
          },
        ]),
    { value: 'own', text: 'A dose of my own', conditional: own },
  ]
}

function orderInWords({ dose, omitDays, boosts = [] }: DoseOrder): string {
  const amount =
    dose.kind === 'daily'
      ? `${formatMg(dose.dailyUg)} a day`
      : `${dose.doses.map(formatMg).join(', ')} from Monday to Sunday`
  if (boosts.length > 0) {
    const larger = boosts.map(({ on, ug }) => `${formatMg(ug)} on ${clinicalDate(on)}`)
    return `${larger.join(', ')}, then ${amount}`
  }
  return omitDays === 0 ? amount : `omit ${omitDays} days, then ${amount}`
}
