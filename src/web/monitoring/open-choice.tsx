import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { monitoringCompared } from '#clinical/doac/monitoring-words.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Table } from '#web/parts/table.tsx'
import { SayWhy, StepForm } from '#web/rules/step-forms.tsx'
import type { MonitoringShown } from '#workflow/monitoring-shown.ts'
import type { Finding } from '#workflow/outcome.ts'
import { choiceHref } from './addresses.ts'

type Props = {
  readonly shown: MonitoringShown
  readonly request: PageRequest
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** The choice that waits for a second person: what it changes, and what this person may do with it. */
export function OpenChoice(props: Props) {
  const { shown } = props
  const choice = shown.history.find(({ state }) => state === 'open')
  if (choice === undefined) return null
  const { may } = shown
  const mine = { ...props, action: choiceHref(choice.id) }
  return (
    <section>
      <h2>
        Proposed: {choice.body.name} from {clinicalDate(day(choice.fromOn))}
      </h2>
      <p>
        {choice.proposedByName}, {clinicalInstant(choice.proposedAt)}: {choice.reason}. It is not
        yet in force: another prescriber activates it.
      </p>
      <Compared now={shown.inForce} proposed={choice.body} />
      {may.activate && <Activate {...mine} />}
      {may.decline && <SayWhy {...mine} step="decline" summary="Decline this table" />}
      {may.withdraw && <SayWhy {...mine} step="withdraw" summary="Withdraw this table" />}
    </section>
  )
}

/** What both tables ask of the same people, beside each other; what differs is strong. */
const Compared = (props: { readonly now: MonitoringTable; readonly proposed: MonitoringTable }) => (
  <Table
    caption="What changes"
    captionSize="s"
    compact
    responsive
    firstCellIsHeader
    columns={[{ heading: 'For example' }, { heading: 'In force today' }, { heading: 'Proposed' }]}
    rows={monitoringCompared(props.now, props.proposed).map(({ of, now, proposed }) => ({
      key: of,
      cells: [of, now, now === proposed ? now : <strong key="proposed">{proposed}</strong>],
    }))}
  />
)

const Activate = (props: Props & { readonly action: string }) => (
  <StepForm {...props}>
    <Checkboxes
      id="read"
      name="read"
      error={errorOf(props.findings, 'read')}
      legend={{ text: 'Activate this table', size: 'm' }}
      hint="It counts from its day on, for everybody here; when that day has passed, from today. Reviews on open pages are asked for again."
      choices={[{ value: 'yes', text: 'I have read which intervals change' }]}
    />
    <Button name="step" value="activate">
      Activate the table
    </Button>
  </StepForm>
)
