import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { CheckForm, WithdrawForm } from '#web/protocols/check-form.tsx'
import { CheckHistory } from '#web/protocols/check-history.tsx'
import { checkPosted, withdrawPosted } from '#web/protocols/check-posts.ts'
import { StandingTag } from '#web/protocols/standing-words.tsx'
import { linkedFindings } from '#web/register/typed-form.tsx'
import { type MonitoringTableShown, monitoringTableShown } from '#workflow/monitoring-shown.ts'
import type { Finding } from '#workflow/outcome.ts'
import { MONITORING, monitoringTableHref } from './addresses.ts'
import { Intervals } from './intervals.tsx'

const tableIn = ({ params }: PageRequest): string => params['table'] ?? ''

/** One table in words, with its source and what this site has checked. */
export const tablePage: PageHandler = (request) => page(request, {}, [])

const CHECKED = { idIn: tableIn, hrefOf: monitoringTableHref, page }

/** Records the site's check of a table. */
export const tableCheckPosted = checkPosted(CHECKED)

/** Withdraws it. */
export const tableWithdrawPosted = withdrawPosted(CHECKED)

type Typed = Readonly<Record<string, string>>

async function page(
  request: PageRequest,
  typed: Typed,
  findings: readonly Finding[],
  status = 200,
): Promise<PageReply> {
  const { house, caller } = request
  const shown = await monitoringTableShown(house, caller, { table: tableIn(request) })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { table, standing, checks } = shown
  return {
    kind: 'page',
    status,
    title: table.name,
    place: 'service',
    errors: linkedFindings(findings, ['checkedOn']),
    main: (
      <>
        <BackLink href={MONITORING}>Monitoring of direct oral anticoagulants</BackLink>
        <h1 className="nhsuk-heading-l">{table.name}</h1>
        <SummaryList
          rows={[
            { key: 'Status', value: <StandingTag standing={standing} /> },
            { key: 'Source', value: table.source },
            { key: 'Version', value: table.version },
          ]}
        />
        <h2>Intervals</h2>
        <Intervals table={table} />
        <h2>Check of this site</h2>
        <CheckHistory version={table.version} checks={checks} />
        <Check request={request} shown={shown} typed={typed} findings={findings} />
      </>
    ),
  }
}

function Check(props: {
  readonly request: PageRequest
  readonly shown: MonitoringTableShown
  readonly typed: Typed
  readonly findings: readonly Finding[]
}) {
  const { shown, ...form } = props
  const { table, standing } = shown
  if (!exists('record-protocol-check', form.request.visitor.role)) return null
  const action = monitoringTableHref(table.id)
  switch (standing) {
    case 'verified':
      return null
    case 'not-checked':
      return (
        <>
          <h3>Record a check</h3>
          <CheckForm {...form} action={action} version={table.version} enables={ENABLES} />
        </>
      )
    case 'checked':
      return (
        <>
          <h3>Withdraw the check</h3>
          <WithdrawForm {...form} action={action} hint={AFTERWARDS} />
        </>
      )
  }
}

const ENABLES = 'It can be proposed for this site from now on.'
const AFTERWARDS =
  'Where people are monitored by this table, they are from now on by what was in force before it, or by the table as shipped.'
