import { monthsLater } from '#contract/calendar-month.ts'
import { FunnelPlot } from '#web/charts/funnel-plot.tsx'
import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { monthInWords } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import {
  type CommissionedFigures,
  commissionedFigures,
  type FiguresRow,
} from '#workflow/commissioned-figures.ts'
import { FIGURES_FILE, figuresHref } from './addresses.ts'
import { FigureDefinitions } from './figure-definitions.tsx'
import { BandTable, IndicatorTable, ofAll, ofOne } from './figure-tables.tsx'
import { ProviderTable } from './provider-table.tsx'
import { STAR_WORDS, TOTAL_WORDS } from './published-words.ts'

/** GET /commissioner/figures: how well people are controlled at each provider and at all, and what it costs. */
export const figuresPage: PageHandler = async ({ house, caller, query }) => {
  const shown = await commissionedFigures(house, caller, {
    month: query.get('month'),
    page: query.get('page'),
  })
  if (shown.kind === 'refused') return refusalPage(shown)
  const chosen = shown.rows.find(({ odsCode }) => odsCode === query.get('provider'))
  const title = `Figures of ${monthInWords(shown.month)}`
  return commissionerPage({ title, place: 'figures' }, <Main shown={shown} chosen={chosen} />)
}

type Props = { readonly shown: CommissionedFigures; readonly chosen: FiguresRow | undefined }

function Main({ shown, chosen }: Props) {
  const { month, rows, isAnyPublished, commissionerName } = shown
  return (
    <>
      <p className="nhsuk-u-reading-width">
        What is published to {commissionerName} of each provider with a contract. Time in range and
        indicators are those of the year that ended with the month. {STAR_WORDS}
      </p>
      <Months month={month} chosen={chosen} />
      {rows.length === 0 ? (
        <InsetText>
          <p>
            {isAnyPublished
              ? `No figures are published for ${monthInWords(month)}.`
              : 'No figures are published yet: they are worked out in the night after a month has ended.'}
          </p>
        </InsetText>
      ) : (
        <Figures shown={shown} chosen={chosen} />
      )}
    </>
  )
}

function Months({ month, chosen }: Pick<Props, 'chosen'> & Pick<CommissionedFigures, 'month'>) {
  return (
    <p className="evk-line">
      {[-1, 1].map((by) => (
        <a key={by} href={figuresHref(monthsLater(month, by), chosen?.odsCode)}>
          {monthInWords(monthsLater(month, by))}
        </a>
      ))}
    </p>
  )
}

function Figures({ shown, chosen }: Props) {
  const { rows, share, month } = shown
  const name = chosen === undefined ? 'All providers' : chosen.providerName
  const figures = chosen === undefined ? ofAll(shown.totals) : ofOne(chosen.figures)
  return (
    <>
      <h2 className="nhsuk-heading-m">{name}</h2>
      {chosen === undefined ? (
        <p className="nhsuk-u-reading-width">
          {TOTAL_WORDS} Open a provider in the table below for its own.
        </p>
      ) : (
        <p>
          <a href={figuresHref(month)}>Show all providers together</a>
        </p>
      )}
      <BandTable figures={figures} />
      <IndicatorTable figures={figures} />
      <h2 className="nhsuk-heading-m">Each provider against chance</h2>
      <Funnel rows={rows} share={share} chosen={chosen} />
      <ProviderTable shown={shown} />
      <p>
        <a href={`${FIGURES_FILE}?month=${month}`}>Take these figures as a file (CSV)</a>
      </p>
      <FigureDefinitions queries={shown.queries} month={month} />
    </>
  )
}

function Funnel({
  rows,
  share,
  chosen,
}: Pick<CommissionedFigures, 'rows' | 'share'> & Pick<Props, 'chosen'>) {
  const points = rows.flatMap(({ odsCode, point, place }) =>
    point === undefined || place === undefined
      ? []
      : [{ name: odsCode, ...point, place, isChosen: odsCode === chosen?.odsCode }],
  )
  if (share === undefined || points.length === 0) {
    return (
      <InsetText>
        <p>Nothing can be drawn: of no provider are both numbers shown.</p>
      </InsetText>
    )
  }
  const left = rows.length - points.length
  return (
    <>
      <p className="nhsuk-u-reading-width">
        The share of people with 65 % or more of their time in range. A small provider may lie far
        from the others by chance alone: within the limits it differs from them by no more than
        that.
        {left > 0 && ` ${left} with a hidden count cannot be drawn.`}
      </p>
      <FunnelPlot points={points} share={share} />
    </>
  )
}
