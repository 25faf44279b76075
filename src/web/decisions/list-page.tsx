import { clinicalDate, londonDay } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { Pagination } from '#web/parts/pagination.tsx'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type DecisionList, decisionList } from '#workflow/decision-list.ts'
import { decisionHref, decisionsHref } from './addresses.ts'
import { alarmsInWords, weekInWords } from './dose-words.ts'
import { followedInWords } from './followed-words.ts'
import { ListFilter } from './list-filter.tsx'

/** GET /decisions - every suggestion that was saved, by day, protocol, what was decided, and what followed. */
export const decisions: PageHandler = async ({ house, caller, query }) => {
  const typed = Object.fromEntries(query)
  const list = await decisionList(house, caller, typed)
  if (list.kind === 'refused' && list.status !== 422) return refusalPage(list)
  const findings = list.kind === 'refused' ? list.findings : []
  return {
    kind: 'page',
    status: list.kind === 'refused' ? list.status : 200,
    title: 'Decisions',
    place: 'none',
    errors: findings,
    main: (
      <>
        <h1>Decisions</h1>
        <p>
          Every suggestion that was saved can be opened: what went in, the rules, what was decided
          and the INR that followed.
        </p>
        <ListFilter
          list={list.kind === 'refused' ? undefined : list}
          typed={typed}
          findings={findings}
        />
        {list.kind === 'decisions' && <Listed list={list} />}
      </>
    ),
  }
}

const Listed = ({ list }: { readonly list: DecisionList }) => (
  <>
    <p>
      <strong>{list.count}</strong> {list.count === 1 ? 'decision' : 'decisions'} from{' '}
      {clinicalDate(list.period.from)} to {clinicalDate(list.period.until)}, newest first.
    </p>
    {list.rows.length > 0 && <Rows list={list} />}
    <Pages list={list} />
  </>
)

const Rows = ({ list }: { readonly list: DecisionList }) => (
  <Table
    caption={`Decisions: ${list.count}`}
    captionHidden
    compact
    responsive
    firstCellIsHeader
    columns={[
      { heading: 'Who' },
      { heading: 'INR' },
      { heading: 'Suggested' },
      { heading: 'Decided' },
      { heading: 'By' },
      { heading: 'INR that followed' },
      { heading: 'Why' },
    ]}
    rows={list.rows.map((row) => ({ key: row.key, cells: cellsOf(row) }))}
  />
)

type Row = DecisionList['rows'][number]

function cellsOf(row: Row) {
  const on = clinicalDate(londonDay(row.at))
  const name = displayName(row)
  return [
    <NamedPatient key="who" patientId={row.patientId} name={name} dateOfBirth={row.dateOfBirth} />,
    `${formatInr(row)}, ${on}`,
    suggestedIn(row),
    decidedIn(row),
    row.byName,
    followedInWords({
      following: row.following,
      comparator: row.followedComparator,
      tenths: row.followedTenths,
      sampledOn: row.followedOn,
    }),
    <a key="open" href={decisionHref(row.key)}>
      Open
      <span className="nhsuk-u-visually-hidden">
        {' '}
        the decision of {on} for {name}
      </span>
    </a>,
  ]
}

function suggestedIn({ alarms, advisedWeeklyUg, advisedOmitDays }: Row): string {
  if (alarms !== null && alarms.length > 0) return `Alarm: ${alarmsInWords(alarms)}`
  return advisedWeeklyUg === null ? '' : weekInWords(advisedWeeklyUg, advisedOmitDays ?? 0)
}

function decidedIn({ kind, weeklyUg, omitDays, overridden }: Row) {
  if (kind === null || weeklyUg === null) return 'No dose'
  const dose = `${weekInWords(weeklyUg, omitDays ?? 0)}, ${kind}`
  return overridden ? <strong key="decided">{dose}</strong> : dose
}

function Pages({ list: { period, filter, page, pages } }: { readonly list: DecisionList }) {
  if (pages === 1) return null
  const to = (other: number) => ({
    href: decisionsHref({ ...period, ...filter }, other),
    label: `${other} of ${pages}`,
  })
  return (
    <Pagination
      previous={page > 1 ? to(page - 1) : undefined}
      next={page < pages ? to(page + 1) : undefined}
    />
  )
}
