import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonLink } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { StandingTag } from '#web/protocols/standing-words.tsx'
import { type MonitoringShown, monitoringShown } from '#workflow/monitoring-shown.ts'
import type { Finding } from '#workflow/outcome.ts'
import {
  activateMonitoring,
  declineMonitoring,
  withdrawMonitoring,
} from '#workflow/settle-monitoring.ts'
import { MONITORING, monitoringTableHref, PROPOSE_MONITORING } from './addresses.ts'
import { ChoiceHistory } from './choice-history.tsx'
import { Intervals } from './intervals.tsx'
import { OpenChoice } from './open-choice.tsx'

/** By which table people on a direct oral anticoagulant are monitored here: now, from a coming day, and before. */
export const monitoringPage: PageHandler = (request) => page(request, {}, [])

const ACTS = {
  activate: activateMonitoring,
  decline: declineMonitoring,
  withdraw: withdrawMonitoring,
} as const
const isStep = (step: string | undefined): step is keyof typeof ACTS =>
  step !== undefined && Object.hasOwn(ACTS, step)

/** POST of one of the forms under the choice that waits; `step` says which. */
export const choicePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const typed = fieldsOf(form)
  const { step } = typed
  if (!isStep(step)) return { kind: 'redirect', to: MONITORING }
  const asked = { ...typed, choiceId: params['choice'] ?? '' }
  const outcome = await ACTS[step].run(house, caller, key, asked)
  if (outcome.kind === 'done') return { kind: 'redirect', to: MONITORING }
  if (outcome.status === 404) return refusalPage(outcome)
  return page(request, typed, outcome.findings, outcome.status)
}

async function page(
  request: PageRequest,
  typed: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  status = 200,
): Promise<PageReply> {
  const shown = await monitoringShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    status,
    title: 'DOAC monitoring',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Monitoring of direct oral anticoagulants</h1>
        <p className="nhsuk-u-reading-width">
          How often people on a direct oral anticoagulant are reviewed and have blood taken. One
          person proposes another table from a day on, another activates it. Reviews that are
          recorded keep the interval that they were given.
        </p>
        <OpenChoice shown={shown} request={request} typed={typed} findings={findings} />
        <InForce shown={shown} />
        {shown.may.propose && (
          <ButtonLink href={PROPOSE_MONITORING}>Propose another table</ButtonLink>
        )}
        <Tables shown={shown} />
        <ChoiceHistory history={shown.history} />
      </>
    ),
  }
}

type Props = { readonly shown: MonitoringShown }

function InForce({ shown }: Props) {
  const { inForce, chosen, courses } = shown
  return (
    <section>
      <h2>In force today</h2>
      <p>
        <strong>
          {inForce.name}, version {inForce.version}
        </strong>
        , {sinceInWords(chosen)}. Source: {inForce.source}.{' '}
        {courses === 1 ? '1 running course is' : `${courses} running courses are`} monitored by it.
      </p>
      <CheckedHere shown={shown} />
      <Coming shown={shown} />
      <OutOfUse shown={shown} />
      <Intervals table={inForce} />
    </section>
  )
}

/** Where the table in force was compared with its source here: by whom, and with which. */
function CheckedHere({ shown: { tables, inForce } }: Props) {
  const own = tables.find(({ table }) => table.id === inForce.id)
  const [check] = own?.standing === 'checked' ? own.checks : []
  if (check === undefined) return null
  return (
    <p>
      Checked here against its source on {clinicalDate(day(check.checkedOn))} by {check.byName}:{' '}
      {check.comparedWith}.
    </p>
  )
}

function sinceInWords(chosen: MonitoringShown['chosen']): string {
  if (chosen === null || chosen.inForceFrom === null || chosen.settledAt === null) {
    return 'as shipped: this site has chosen no other'
  }
  const from = clinicalDate(day(chosen.inForceFrom))
  return `in force here since ${from}: proposed by ${chosen.proposedByName}, activated by ${chosen.settledByName} on ${clinicalInstant(chosen.settledAt)}`
}

function Coming({ shown: { coming } }: Props) {
  if (coming.length === 0) return null
  return (
    <InsetText>
      {coming.map(({ id, from, table }) => (
        <p key={id}>
          From {clinicalDate(from)}: <strong>{table.name}</strong>, version {table.version}. To stop
          it, propose another table from the same day.
        </p>
      ))}
    </InsetText>
  )
}

function OutOfUse({ shown: { outOfUse } }: Props) {
  if (outOfUse.length === 0) return null
  return (
    <WarningCallout heading="Chosen, and not worked by">
      {outOfUse.map(({ id, from, table }) => (
        <p key={id}>
          {table.name}, version {table.version}, chosen from {clinicalDate(from)}: its check does
          not stand any longer. It counts again once its check is recorded again.
        </p>
      ))}
    </WarningCallout>
  )
}

const Tables = ({ shown: { tables, inForce } }: Props) => (
  <Table
    caption="Tables that can be chosen"
    captionSize="s"
    compact
    responsive
    firstCellIsHeader
    columns={[
      { heading: 'Table' },
      { heading: 'Source' },
      { heading: 'Status' },
      { heading: 'Today' },
    ]}
    rows={tables.map(({ table, standing }) => ({
      key: table.id,
      cells: [
        <a key="name" href={monitoringTableHref(table.id)}>
          {table.name}
        </a>,
        table.source,
        <StandingTag key="standing" standing={standing} />,
        inForce.id === table.id ? 'In force' : 'Not in force',
      ],
    }))}
  />
)
