import type { IndicatorAnswer, Share } from '#clinical/indicator-answer.ts'
import {
  INDICATOR_LISTS,
  INDICATORS,
  type IndicatorDefinition,
  type IndicatorId,
  type IndicatorList,
  LIST_WORDS,
} from '#clinical/npsa-definitions.ts'
import type { PageHandler } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import { indicatorKey } from '#workflow/counted-lists.ts'
import { type ProviderIndicatorsShown, providerIndicators } from '#workflow/provider-indicators.ts'
import {
  INDICATORS_FILE,
  INDICATORS_PAGE,
  peopleHref,
  type ReportOf,
  reportHref,
} from './addresses.ts'
import { countInWords, NOBODY_TO_COUNT, percentInWords } from './figure-words.ts'
import { reportPage } from './report-page.tsx'

/** The safety indicators of the NPSA, both lists. */
export const indicatorsPage: PageHandler = async (request) => {
  const { house, caller, query } = request
  const shown = await providerIndicators(house, caller, Object.fromEntries(query))
  return reportPage(request, INDICATORS_PAGE, shown, (report) => <Lists report={report} />)
}

function Lists({ report }: { readonly report: ProviderIndicatorsShown }) {
  return (
    <>
      <p className="nhsuk-u-reading-width">
        NPSA Patient Safety Alert 18 (2007) and Baglin et al. 2007: the numbers are theirs, the
        items from memory and not yet checked against the paper. What is not recorded is not known,
        never 0 %.
      </p>
      {INDICATOR_LISTS.map((list) => (
        <IndicatorTable key={list} list={list} report={report} />
      ))}
      <p className="evk-no-print">
        <a href={reportHref(INDICATORS_FILE, report.asked)}>These figures as a CSV file</a> (figures
        only, nobody is named)
      </p>
    </>
  )
}

type ListProps = { readonly list: IndicatorList; readonly report: ProviderIndicatorsShown }

function IndicatorTable({ list, report }: ListProps) {
  return (
    <Table
      caption={LIST_WORDS[list]}
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'No.' },
        { heading: 'Indicator' },
        { heading: 'Share', numeric: true },
        { heading: 'Counted', numeric: true },
      ]}
      rows={INDICATORS.filter((indicator) => indicator.list === list).map((indicator) => {
        const answer = report.indicators[indicator.id]
        return {
          key: indicator.id,
          cells: [
            indicator.number,
            <What key="what" indicator={indicator} answer={answer} />,
            shareInWords(answer),
            <Counted key="counted" id={indicator.id} answer={answer} of={report.asked} />,
          ],
        }
      })}
    />
  )
}

type WhatProps = { readonly indicator: IndicatorDefinition; readonly answer: IndicatorAnswer }

function What({ indicator: { title, counted }, answer }: WhatProps) {
  return (
    <>
      <strong>{title}</strong>
      <span className="evk-under">
        {counted} {leftOutInWords(answer)}
      </span>
    </>
  )
}

/** Why it is not known, or what is in neither number. */
export function leftOutInWords(answer: IndicatorAnswer): string {
  if (answer.kind === 'not-known') return `Not known: ${answer.because}`
  if (answer.notCounted.length === 0) return ''
  const left = answer.notCounted.map(({ why, count }) => `${why}: ${countInWords(count)}`)
  return `Not counted: ${left.join('; ')}.`
}

export function shareInWords(answer: IndicatorAnswer): string {
  if (answer.kind === 'not-known') return 'Not known'
  return answer.of === 0 ? NOBODY_TO_COUNT : percentInWords(answer.percentHundredths)
}

type CountedProps = {
  readonly id: IndicatorId
  readonly answer: IndicatorAnswer
  readonly of: ReportOf
}

function Counted({ id, answer, of }: CountedProps) {
  const share = answer.kind === 'figure' ? answer : answer.atLeast
  if (share === null) return null
  if (answer.kind === 'not-known' && share.count === 0) return 'none reported'
  const words = `${answer.kind === 'figure' ? '' : 'at least '}${outOfInWords(share)}`
  return <a href={peopleHref(of, indicatorKey(id))}>{words}</a>
}

const outOfInWords = ({ count, of, unit }: Share): string =>
  `${countInWords(count)} of ${countInWords(of)} ${unit}`
