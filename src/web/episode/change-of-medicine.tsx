import { clinicalInstant } from '#base/day.ts'
import { isRunning, type SwitchState, switchInWords } from '#register/switch-plan.ts'
import { ButtonGroup, ButtonLink } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import type { ShownCourse } from '#workflow/patient-plans.ts'
import type { ShownChange } from '#workflow/shown-changes.ts'

type Props = { readonly home: string; readonly change: ShownChange }

const STEP_WORDS = {
  begin: 'Begin: both are taken',
  switch: 'Start the new medicine',
  finish: 'Stop the old medicine',
  extend: 'Extend the overlap',
  removed: 'Confirm the removal',
  abandon: 'Give the change up',
} as const

type Step = keyof typeof STEP_WORDS

/** What may follow in each state of a change, the usual one first. */
const STEPS: Readonly<Record<SwitchState, readonly Step[]>> = {
  waiting: ['switch', 'abandon'],
  planned: ['begin', 'abandon'],
  overlapping: ['finish', 'extend', 'abandon'],
  finished: ['removed'],
  done: [],
  abandoned: [],
}

/** A change of medicine with its dates and its next step: a warning while it is not finished, a line when it is. */
export function ChangeOfMedicine({ home, change }: Props) {
  const words = switchInWords(change)
  if (!isRunning(change.state) && change.state !== 'finished') {
    return (
      <Details summary={words}>
        <Events change={change} />
      </Details>
    )
  }
  return (
    <WarningCallout heading="Change of medicine">
      <p>
        <strong>{words}</strong>
      </p>
      {change.rule !== null && change.state !== 'finished' && (
        <p>
          {change.rule.says}{' '}
          <span className="nhsuk-hint evk-source">Source: {change.rule.source}.</span>
        </p>
      )}
      <Steps home={home} change={change} />
      <Details summary="What has been done">
        <Events change={change} />
      </Details>
    </WarningCallout>
  )
}

function Steps({ home, change }: Props) {
  const steps = STEPS[change.state].filter(
    (step) => step !== 'extend' || change.rule?.stopsAtMost === false,
  )
  return (
    <ButtonGroup>
      {steps.map((step, nth) => (
        <ButtonLink
          key={step}
          href={`${home}/plan/${change.oldEpisodeId}/${step}`}
          small
          {...(nth > 0 && { variant: 'secondary' })}
        >
          {STEP_WORDS[step]}
        </ButtonLink>
      ))}
    </ButtonGroup>
  )
}

const EVENT_WORDS = {
  planned: 'Planned',
  stopped: 'Warfarin stopped',
  begin: 'Begun: both are taken',
  extend: 'Extended',
  finish: 'Old medicine stopped',
  confirm: 'Removal confirmed',
  abandon: 'Given up',
} as const

function Events({ change: { events } }: Pick<Props, 'change'>) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {events.map(({ id, what, byName, at, details }) => (
        <li key={id}>
          {clinicalInstant(at)}, {byName}: {EVENT_WORDS[what]}
          {wordsOf(details)}
        </li>
      ))}
    </ul>
  )
}

/** The words that a person wrote, or that the act wrote for them. */
function wordsOf(details: Readonly<Record<string, unknown>>): string {
  const said = details['words'] ?? details['note']
  return typeof said === 'string' && said !== '' ? `. ${said}` : ''
}

/** What is open on the old medicine, shown before the step that settles it; nothing when nothing is. */
export function OpenWork({
  form,
  course: { work },
}: {
  readonly form: TypedForm
  readonly course: Pick<ShownCourse, 'work'>
}) {
  if (work.length === 0) return null
  return (
    <>
      <InsetText>
        <p>Open on the old medicine, and settled by this step:</p>
        <ul className="nhsuk-list nhsuk-list--bullet">
          {work.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </InsetText>
      <Checkboxes
        id="workSeen"
        name="workSeen"
        small
        values={form.values['workSeen'] === 'yes' ? ['yes'] : []}
        error={errorOf(form.findings, 'workSeen')}
        choices={[{ value: 'yes', text: 'I have looked at it: the change settles it' }]}
      />
    </>
  )
}
