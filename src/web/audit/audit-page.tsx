import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Looks } from '#web/parts/nothing-saved.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Select } from '#web/parts/select.tsx'
import { Table } from '#web/parts/table.tsx'
import type { AuditEntry } from '#workflow/audit-entry.ts'
import { AUDITED, type AuditShown, auditShown } from '#workflow/audit-shown.ts'
import type { Finding } from '#workflow/outcome.ts'
import { AUDIT, AUDIT_EXPORT, auditHref, looksHref } from './addresses.ts'
import { dayField } from './period-fields.tsx'

/** GET /service/audit - who did or looked at what, by day, person and act. */
export const auditPage: PageHandler = async ({ house, caller, query }) => {
  const typed = Object.fromEntries(query)
  const shown = await auditShown(house, caller, typed)
  if (shown.kind === 'refused' && shown.status !== 422) return refusalPage(shown)
  const findings = shown.kind === 'refused' ? shown.findings : []
  const list = shown.kind === 'refused' ? undefined : shown
  return {
    kind: 'page',
    status: shown.kind === 'refused' ? shown.status : 200,
    title: 'Audit',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Audit: who did and looked at what</h1>
        <p className="nhsuk-u-reading-width">
          Everything that is saved, every patient&apos;s record that is opened and every try that
          was refused is a line here. No line can be changed or taken out without a trace. Lists
          that show many patients are not lines.
        </p>
        {list?.mayExport && (
          <p className="evk-no-print">
            <a href={AUDIT_EXPORT}>Take lines out for an inspector</a>
          </p>
        )}
        <Filter list={list} typed={typed} findings={findings} />
        {list !== undefined && <Listed list={list} />}
      </>
    ),
  }
}

type FilterProps = {
  readonly list: AuditShown | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

function Filter({ list, typed, findings }: FilterProps) {
  const words = (any: string, among: Readonly<Record<string, string>>) => [
    { value: '', text: any },
    ...Object.entries(among).map(([value, text]) => ({ value, text })),
  ]
  return (
    <Looks>
      <form action={AUDIT} method="get" noValidate className="evk-list-filter">
        {dayField('from', 'First day', typed, list?.period.from, findings)}
        {dayField('until', 'Last day', typed, list?.period.until, findings)}
        <Select
          id="by"
          name="by"
          label="Who"
          value={list?.by ?? ''}
          options={words('Anybody', list?.staff ?? {})}
        />
        <Select
          id="did"
          name="did"
          label="What"
          value={list?.did ?? ''}
          options={words('Anything', AUDITED)}
        />
        <Button variant="secondary">Show</Button>
      </form>
    </Looks>
  )
}

function Listed({ list }: { readonly list: AuditShown }) {
  const { entries, period, by, did, older } = list
  const asked = { from: period.from, until: period.until, by, did }
  const days = `${clinicalDate(period.from)} to ${clinicalDate(period.until)}`
  if (entries.length === 0) return <p>Nothing that fits was done from {days}.</p>
  return (
    <>
      <p>From {days}, newest first.</p>
      <Entries caption={`Audit from ${days}`} entries={entries} withPatient />
      <Pagination
        previous={list.isFirstPage ? undefined : { href: auditHref(asked), label: 'Newest' }}
        next={
          older === undefined
            ? undefined
            : { href: auditHref(asked, older), label: 'Earlier lines' }
        }
      />
    </>
  )
}

/** Lines as a table; on a patient's own page the patient is not named again. */
export function Entries(props: {
  readonly caption: string
  readonly entries: readonly AuditEntry[]
  readonly withPatient: boolean
}) {
  const { caption, entries, withPatient } = props
  return (
    <Table
      caption={caption}
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'When' },
        { heading: 'Who' },
        { heading: 'Role' },
        { heading: 'What' },
        ...(withPatient ? [{ heading: 'Patient' }] : []),
      ]}
      rows={entries.map((entry) => ({
        key: `${entry.seq}`,
        cells: [
          entry.at === undefined ? 'Cannot be read' : clinicalInstant(entry.at),
          entry.name,
          entry.role,
          entry.did,
          ...(withPatient ? [<Whose key="whose" entry={entry} />] : []),
        ],
      }))}
    />
  )
}

function Whose({ entry: { patientId, patientName } }: { readonly entry: AuditEntry }) {
  if (patientId === undefined) return <>None</>
  if (patientName === undefined) return <>Not in the register</>
  return (
    <a href={looksHref(patientId)}>
      {patientName}
      <span className="nhsuk-u-visually-hidden">: who looked at this record</span>
    </a>
  )
}
