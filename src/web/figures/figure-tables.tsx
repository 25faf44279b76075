import type { Shown, ShownShare } from '#assurance/disclosure.ts'
import type { FigureTotals } from '#assurance/figure-totals.ts'
import { CONTROL_BANDS, type PublishedMonth } from '#assurance/published-figures.ts'
import { INDICATORS } from '#clinical/npsa-definitions.ts'
import { Table } from '#web/parts/table.tsx'
import { BAND_WORDS, outOfInWords, shareInWords, shownInWords } from './published-words.ts'

/** What both tables are made of, of one provider or of all. */
export type TableFigures = Omit<PublishedMonth, 'indicators'> & {
  readonly share: (id: string) => ShownShare | undefined
}

export const ofOne = (figures: PublishedMonth): TableFigures => ({
  ...figures,
  share: (id) => figures.indicators[id],
})

export const ofAll = (totals: FigureTotals): TableFigures => ({
  people: totals.people,
  control: { good: totals.good, poor: totals.poor, notCounted: totals.notCounted },
  bands: totals.bands,
  timeInRange: null,
  share: (id) => totals.indicators.get(id),
})

type Props = { readonly figures: TableFigures }

/** How many people have how much of their time in range. */
export function BandTable({ figures: { people, control, bands, timeInRange } }: Props) {
  const row = (name: string, count: Shown) => ({
    key: name,
    cells: [name, shownInWords(count), shareInWords(count, people)],
  })
  return (
    <>
      {timeInRange !== null && (
        <p>
          Time in range of everybody together:{' '}
          {timeInRange === '*' ? '* (too few people)' : `${timeInRange} %`}
        </p>
      )}
      <Table
        caption="Time in range"
        captionSize="s"
        compact
        firstCellIsHeader
        columns={[
          { heading: 'Time in range' },
          { heading: 'People', numeric: true },
          { heading: 'Of all', numeric: true },
        ]}
        rows={[
          ...CONTROL_BANDS.map((band) => row(BAND_WORDS[band], bands[band])),
          row('65 % or more together', control.good),
          row('under 65 % together', control.poor),
          row('not known', control.notCounted),
          row('People on treatment', people),
        ]}
      />
    </>
  )
}

/** The safety indicators that count people or tests. */
export function IndicatorTable({ figures: { share } }: Props) {
  const rows = INDICATORS.flatMap((indicator) => {
    const found = share(indicator.id)
    return found === undefined ? [] : [{ ...indicator, ...found }]
  })
  return (
    <Table
      caption="Safety indicators of the NPSA"
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Indicator' },
        { heading: 'Share', numeric: true },
        { heading: 'Counted', numeric: true },
      ]}
      rows={rows.map(({ id, title, counted, part, whole }) => ({
        key: id,
        cells: [
          <span key="what">
            <strong>{title}</strong>
            <span className="evk-under">{counted}</span>
          </span>,
          shareInWords(part, whole),
          outOfInWords(part, whole),
        ],
      }))}
    />
  )
}
