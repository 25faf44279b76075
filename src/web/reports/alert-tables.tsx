import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, day, londonDay } from '#base/day.ts'
import type { AlertFigures } from '#clinical/alerts/alert-figures.ts'
import { alertStanding } from '#clinical/alerts/alert-figures.ts'
import { ALERT_REVIEW_OUTCOMES } from '#clinical/alerts/alert-review.ts'
import {
  ALERT_KIND_WORDS,
  alertInWords,
  goneInWords,
  sharePercent,
} from '#clinical/alerts/alert-words.ts'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { AlertReport } from '#workflow/alert-report.ts'
import { becauseInWords } from '#workflow/because-words.ts'
import { alertReviewHref } from './addresses.ts'
import { ratioInWords, standingInWords, VERDICT_WORDS } from './alert-budget-words.ts'
import { monthInWords } from './override-words.ts'

type Reviews = AlertReport['reviews']
type FiguresProps = { readonly figures: readonly AlertFigures[]; readonly reviews: Reviews }

const COUNTS = [
  { heading: 'Asked', numeric: true },
  { heading: 'Gone past', numeric: true },
  { heading: 'Acted on', numeric: true },
  { heading: 'Not known', numeric: true },
  { heading: 'Share gone past', numeric: true },
  { heading: 'Standing' },
] as const

/** Each interruptive alert with its answers, the worst first. */
export function AlertTable({ figures, reviews }: FiguresProps) {
  if (figures.length === 0) return <p>No alert interrupted anybody in these days.</p>
  return (
    <Table
      caption="Alerts, most gone past first"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Alert' }, { heading: 'What it does' }, ...COUNTS]}
      rows={figures.map((one) => ({
        key: nameOf(one),
        cells: [
          alertInWords(one),
          ALERT_KIND_WORDS[one.kind],
          one.asked,
          one.gonePast,
          one.actedOn,
          one.notKnown,
          sharePercent(one),
          <Standing key="standing" one={one} reviews={reviews} />,
        ],
      }))}
    />
  )
}

type BecauseProps = { readonly because: AlertReport['lately']['because'] }

/** Why questions before a dose were gone past. */
export function BecauseTable({ because }: BecauseProps) {
  if (because.length === 0) return null
  return (
    <Table
      caption="Why questions were gone past"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Question' },
        { heading: 'Because' },
        { heading: 'Times', numeric: true },
      ]}
      rows={because.flatMap(({ code, reasons }) =>
        reasons.map(({ reason, count }) => ({
          key: `${code}:${reason}`,
          cells: [alertInWords({ kind: 'confirm', code }), becauseInWords(code, reason), count],
        })),
      )}
    />
  )
}

const SUGGESTED = [
  { heading: 'Suggested', numeric: true },
  { heading: 'Another dose', numeric: true },
  { heading: 'As suggested', numeric: true },
  { heading: 'Share overridden', numeric: true },
  { heading: 'Standing' },
] as const

/** Suggested doses, which interrupt nobody: passed over or taken. */
export function SuggestionTable({ figures, reviews }: FiguresProps) {
  if (figures.length === 0) return null
  return (
    <Table
      caption="Suggested doses, most overridden first"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Protocol' }, ...SUGGESTED]}
      rows={figures.map((one) => ({
        key: nameOf(one),
        cells: [
          alertInWords(one),
          one.asked,
          one.gonePast,
          one.actedOn,
          sharePercent(one),
          <Standing key="standing" one={one} reviews={reviews} />,
        ],
      }))}
    />
  )
}

type Named = Pick<AlertFigures, 'kind' | 'code'>
const nameOf = ({ kind, code }: Named): string => `${kind}:${code}`

type StandingProps = { readonly one: AlertFigures; readonly reviews: Reviews }

/** What the share says, and the way to the safety officer's page while it is open there. */
function Standing({ one, reviews }: StandingProps) {
  const open = reviews.find((review) => review.state === 'open' && nameOf(review) === nameOf(one))
  const words = standingInWords(one)
  return (
    <>
      {alertStanding(one) === 'redesign' ? <Tag colour="red">{words}</Tag> : words}
      {open !== undefined && (
        <>
          {' '}
          <a href={alertReviewHref(open.id)}>
            With the safety officer
            <span className="nhsuk-u-visually-hidden">: {alertInWords(one)}</span>
          </a>
        </>
      )}
    </>
  )
}

/** The alerts beside the routine doses of each month, and whether they kept to the budget. */
export function MonthBudgets({ months }: { readonly months: AlertReport['byMonth'] }) {
  if (months.length === 0) return <p>No dose was decided and no alert shown in these days.</p>
  return (
    <Table
      caption="Interruptive alerts by month"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Month' },
        { heading: 'Routine doses', numeric: true },
        { heading: 'Interruptive alerts', numeric: true },
        { heading: 'How often' },
        { heading: 'Budget' },
      ]}
      rows={months.map(({ month, budget }) => ({
        key: month,
        cells: [
          monthInWords(month),
          budget.routineDoses,
          budget.alerts,
          ratioInWords(budget),
          budget.verdict === 'over' ? (
            <strong key="verdict">{VERDICT_WORDS.over}</strong>
          ) : (
            VERDICT_WORDS[budget.verdict]
          ),
        ],
      }))}
    />
  )
}

const OUTCOMES: Readonly<Record<string, string>> = ALERT_REVIEW_OUTCOMES

/** What was brought to the clinical safety officer, and what was decided. */
export function ReviewTable({ reviews }: { readonly reviews: Reviews }) {
  if (reviews.length === 0) return <p>No alert has been brought to the clinical safety officer.</p>
  return (
    <Table
      caption="Brought to the clinical safety officer"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Alert' },
        { heading: 'Figures then' },
        { heading: 'Since' },
        { heading: 'Decided' },
      ]}
      rows={reviews.map((review) => ({
        key: review.id,
        cells: [
          <a key="open" href={alertReviewHref(review.id)}>
            {alertInWords(review)}
          </a>,
          capitalised(goneInWords(review)),
          clinicalDate(londonDay(review.openedAt)),
          review.outcome === null
            ? `Open, due ${clinicalDate(day(review.dueOn))}`
            : (OUTCOMES[review.outcome] ?? review.outcome),
        ],
      }))}
    />
  )
}
