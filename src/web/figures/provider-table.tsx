import { RETURN_LINES } from '#contract/specification.ts'
import { LINE_WORDS } from '#web/commissioner/board-words.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { CommissionedFigures, FiguresRow } from '#workflow/commissioned-figures.ts'
import { figuresHref } from './addresses.ts'
import { costInWords, PLACE_WORDS, shareInWords, shownInWords } from './published-words.ts'

/** A row a provider: people, control against the limits, activity, cost. The last row is all of them. */
export function ProviderTable({ shown }: { readonly shown: CommissionedFigures }) {
  const { rows, listed, month, page, pages } = shown
  const to = (other: number) => ({
    href: `${figuresHref(month)}&page=${other}`,
    label: `Providers, page ${other} of ${pages}`,
  })
  return (
    <>
      <Table
        caption={`${rows.length} ${rows.length === 1 ? 'provider' : 'providers'}`}
        captionSize="s"
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Provider' },
          { heading: 'People', numeric: true },
          { heading: '65 % or more in range', numeric: true },
          { heading: 'Against chance' },
          { heading: 'Time in range', numeric: true },
          ...RETURN_LINES.map((line) => ({ heading: LINE_WORDS[line], numeric: true })),
          { heading: 'Cost per person in range', numeric: true },
        ]}
        rows={[
          ...listed.map((row) => ({ key: row.providerId, cells: cellsOf(row, month) })),
          { key: 'all', cells: allCells(shown) },
        ]}
      />
      {pages > 1 && (
        <Pagination
          previous={page > 1 ? to(page - 1) : undefined}
          next={page < pages ? to(page + 1) : undefined}
        />
      )}
    </>
  )
}

function cellsOf(row: FiguresRow, month: string) {
  const { providerName, odsCode, figures, point, place, activity, claimedPence } = row
  const { timeInRange } = figures
  return [
    <a key="provider" href={figuresHref(month, odsCode)}>
      {providerName}
    </a>,
    shownInWords(figures.people),
    point === undefined ? '*' : shareInWords(point.good, point.people),
    place === undefined ? (
      'not judged'
    ) : place === 'within' ? (
      PLACE_WORDS.within
    ) : (
      <Tag key="place" colour={place.endsWith('below') ? 'orange' : 'blue'}>
        {PLACE_WORDS[place]}
      </Tag>
    ),
    timeInRange === null ? 'not known' : timeInRange === '*' ? '*' : `${timeInRange} %`,
    ...RETURN_LINES.map((line) => (activity ? shownInWords(activity[line]) : 'no return')),
    costInWords(claimedPence, figures.control.good),
  ]
}

function allCells({ totals, rows }: CommissionedFigures) {
  const isAnyClaimed = rows.some(({ claimedPence }) => claimedPence !== undefined)
  return [
    'All providers',
    shownInWords(totals.people),
    shareInWords(totals.good, totals.good + totals.poor),
    '',
    '',
    ...RETURN_LINES.map((line) => shownInWords(totals.activity[line])),
    costInWords(isAnyClaimed ? totals.claimedPence : undefined, totals.goodOfClaimed),
  ]
}
