import { capitalised } from '#base/capitalised.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { DayField, linkedFindings, NoteField } from '#web/register/typed-form.tsx'
import { type MonitoringShown, monitoringShown } from '#workflow/monitoring-shown.ts'
import type { Finding } from '#workflow/outcome.ts'
import { proposeMonitoring } from '#workflow/propose-monitoring.ts'
import { MONITORING, PROPOSE_MONITORING } from './addresses.ts'

export const proposeMonitoringPage: PageHandler = onlyFor('propose-rules', async (request) => {
  const shown = await monitoringShown(request.house, request.caller, {})
  return shown.kind === 'refused' ? refusalPage(shown) : page(request, shown, {}, [])
})

export const proposeMonitoringPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await proposeMonitoring.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: MONITORING }
  const shown = await monitoringShown(house, caller, {})
  if (shown.kind === 'refused' || outcome.status === 403) {
    return refusalPage(shown.kind === 'refused' ? shown : outcome)
  }
  return page(request, shown, typed, outcome.findings, outcome.status)
}

type Typed = Readonly<Record<string, string>>

function page(
  request: PageRequest,
  shown: MonitoringShown,
  typed: Typed,
  findings: readonly Finding[],
  status = 200,
): PageAnswer {
  const form = { values: typed, findings }
  return {
    kind: 'page',
    status,
    title: 'Propose another table of monitoring',
    place: 'service',
    errors: linkedFindings(findings, ['fromOn']),
    main: (
      <>
        <BackLink href={MONITORING}>Monitoring of direct oral anticoagulants</BackLink>
        <h1 className="nhsuk-heading-l">Propose another table</h1>
        <p className="nhsuk-u-reading-width">
          Nothing changes when you propose. Another prescriber reads which intervals change, and
          activates or declines it.
        </p>
        <PostForm
          action={PROPOSE_MONITORING}
          csrf={request.csrf}
          requestKey={request.key}
          className="evk-narrow"
        >
          <input type="hidden" name="seen" value={shown.newestNumber} />
          <TableQuestion shown={shown} typed={typed} findings={findings} />
          <DayField form={form} name="fromOn" legend="First day on which it counts" />
          <NoteField form={form} name="reason" label="Why people here should be monitored by it" />
          <Button>Propose this table</Button>
        </PostForm>
      </>
    ),
  }
}

function TableQuestion(props: {
  readonly shown: MonitoringShown
  readonly typed: Typed
  readonly findings: readonly Finding[]
}) {
  const { shown, typed, findings } = props
  return (
    <Radios
      id="table"
      name="table"
      legend="Table"
      value={typed['table']}
      error={errorOf(findings, 'table')}
      choices={shown.tables.map(({ table, standing }) => ({
        value: table.id,
        text: table.name,
        hint: capitalised(
          standing === 'not-checked' ? `${table.source}. ${NEEDS_CHECK}` : table.source,
        ),
      }))}
    />
  )
}

const NEEDS_CHECK = 'It can be proposed once its check against the source is recorded.'
