import { addDays, type Day, day } from '#base/day.ts'
import type { Followed, OverrideFigures } from '#clinical/warfarin/override-figures.ts'
import { shareHundredths } from '#clinical/warfarin/override-figures.ts'
import { type DecisionsShown, decisionsHref } from '#web/decisions/addresses.ts'
import { protocolInWords } from '#web/decisions/protocol-words.ts'
import { Table } from '#web/parts/table.tsx'
import { CHANGE_REASONS } from '#workflow/changed-dose.ts'
import type { OverrideReport } from '#workflow/override-report.ts'
import { monthInWords, wholePercent } from './override-words.ts'

type Props = {
  readonly report: OverrideReport
  /** Whether whoever looks may open the decisions that are counted. */
  readonly opens: boolean
}

const COLUMNS = [
  { heading: 'Suggested', numeric: true },
  { heading: 'Another dose given', numeric: true },
  { heading: 'Share', numeric: true },
  { heading: 'In range next, another dose', numeric: true },
  { heading: 'In range next, as suggested', numeric: true },
] as const

/** The whole site, then each protocol. */
export function ProtocolTable({ report, opens }: Props) {
  const { all, byProtocol, period } = report
  return (
    <Table
      caption="By protocol"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Protocol' }, ...COLUMNS]}
      rows={[
        { key: 'all', cells: ['This site', ...cells(all, period, opens)] },
        ...byProtocol.map(({ value, figures }) => ({
          key: value,
          cells: [protocolInWords(value), ...cells(figures, { ...period, protocol: value }, opens)],
        })),
      ]}
    />
  )
}

/** Each month of the period, in the figures that the chart draws. */
export function MonthTable({ report: { byMonth, period }, opens }: Props) {
  if (byMonth.length === 0) return null
  return (
    <Table
      caption="By month"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Month' }, ...COLUMNS]}
      rows={byMonth.map(({ value, figures }) => ({
        key: value,
        cells: [monthInWords(value), ...cells(figures, daysOfMonth(value, period), opens)],
      }))}
    />
  )
}

const REASONS: Readonly<Record<string, string>> = CHANGE_REASONS

/** Why another dose was given, in the coded reasons. */
export function ReasonTable({ report: { byReason, period }, opens }: Props) {
  if (byReason.length === 0) return <p>No other dose than the suggested one was given.</p>
  return (
    <Table
      caption="By reason"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Reason' },
        { heading: 'Another dose given', numeric: true },
        { heading: 'In range at the next test', numeric: true },
      ]}
      rows={byReason.map(({ value, figures: { overridden } }) => {
        const shown = { ...period, reason: value, how: 'overridden' }
        return {
          key: value,
          cells: [
            REASONS[value] ?? value,
            <Count key="count" count={overridden.doses} shown={shown} opens={opens} />,
            <InRange key="range" of={overridden} shown={shown} opens={opens} />,
          ],
        }
      })}
    />
  )
}

function cells(figures: OverrideFigures, shown: DecisionsShown, opens: boolean) {
  const { suggestions, overridden, asSuggested } = figures
  const other = { ...shown, how: 'overridden' }
  const kept = { ...shown, how: 'kept' }
  return [
    suggestions,
    <Count key="count" count={overridden.doses} shown={other} opens={opens} />,
    wholePercent(shareHundredths(overridden.doses, suggestions)),
    <InRange key="other" of={overridden} shown={other} opens={opens} />,
    <InRange key="kept" of={asSuggested} shown={kept} opens={opens} />,
  ]
}

type CountProps = {
  readonly count: number
  readonly shown: DecisionsShown
  readonly opens: boolean
}

/** A count opens the list of what it counts. */
function Count({ count, shown, opens }: CountProps) {
  if (count === 0) return 'none'
  return opens ? <a href={decisionsHref(shown)}>{count}</a> : count
}

type InRangeProps = {
  readonly of: Followed
  readonly shown: DecisionsShown
  readonly opens: boolean
}

/** `12 of 18 (67 %)`: of those who were tested while the dose was in force. */
function InRange({ of: { inRange, tested }, shown, opens }: InRangeProps) {
  if (tested === 0) return 'none tested'
  return (
    <>
      <Count count={inRange} shown={{ ...shown, followed: 'in-range' }} opens={opens} /> of {tested}{' '}
      ({wholePercent(shareHundredths(inRange, tested))})
    </>
  )
}

/** The days of a month that lie in the period. */
function daysOfMonth(month: string, { from, until }: { readonly from: Day; readonly until: Day }) {
  const first = day(`${month}-01`)
  const last = addDays(day(`${nextMonth(month)}-01`), -1)
  return { from: first > from ? first : from, until: last < until ? last : until }
}

const nextMonth = (month: string): string => addDays(day(`${month}-28`), 4).slice(0, 7)
