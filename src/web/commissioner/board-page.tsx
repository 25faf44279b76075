import { clinicalDate } from '#base/day.ts'
import { BOARD_STANDINGS } from '#contract/board.ts'
import { monthsLater } from '#contract/calendar-month.ts'
import { RETURN_LINES } from '#contract/specification.ts'
import { monthInWords, PROVIDER_KIND_WORDS } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { type Board, type BoardRow, board } from '#workflow/board.ts'
import { BOARD_FILE, boardHref, returnedHref } from './addresses.ts'
import { dueInWords, LINE_WORDS, STANDING_WORDS, StandingTag } from './board-words.tsx'
import { commissionerPage } from './commissioner-page.tsx'

/** GET /commissioner: who returned what for a month, the front page of a commissioner. */
export const boardPage: PageHandler = async ({ house, caller, query }) => {
  const shown = await board(house, caller, { month: query.get('month') })
  if (shown.kind === 'refused') return refusalPage(shown)
  const title = `Returns of ${monthInWords(shown.month)}`
  return commissionerPage({ title, place: 'board' }, <BoardMain board={shown} />)
}

type Props = { readonly board: Board }

function BoardMain({ board: shown }: Props) {
  const { month, rows, hasContracts, commissionerName, today } = shown
  return (
    <>
      <p className="nhsuk-u-reading-width">
        What each provider with a contract returned to {commissionerName}, on {clinicalDate(today)}.
        The figures are counts: nobody whom they count can be seen here.
      </p>
      <Months board={shown} />
      {rows.length === 0 ? (
        <InsetText>
          <p>
            {hasContracts
              ? `No contract covers ${monthInWords(month)}.`
              : 'No provider has recorded a contract with this organisation yet.'}
          </p>
        </InsetText>
      ) : (
        <>
          <Standings board={shown} />
          <Providers board={shown} />
          <p>
            <a href={`${BOARD_FILE}?month=${month}`}>Take these figures as a file (CSV)</a>
          </p>
        </>
      )}
    </>
  )
}

const Months = ({ board: { month } }: Props) => {
  const [before, after] = [monthsLater(month, -1), monthsLater(month, 1)]
  return (
    <p className="evk-line">
      <a href={boardHref(before)}>{monthInWords(before)}</a>
      <a href={boardHref(after)}>{monthInWords(after)}</a>
    </p>
  )
}

/** How many contracts stand how; those that nobody has are left out, but for what is overdue. */
function Standings({ board: { rows } }: Props) {
  const counted = BOARD_STANDINGS.map((kind) => ({
    kind,
    count: rows.filter(({ standing }) => standing.kind === kind).length,
  })).filter(({ kind, count }) => count > 0 || kind === 'missing')
  return (
    <Table
      caption={`${rows.length} ${rows.length === 1 ? 'contract' : 'contracts'}`}
      captionSize="s"
      compact
      firstCellIsHeader
      columns={[{ heading: 'How the return stands' }, { heading: 'Contracts', numeric: true }]}
      rows={counted.map(({ kind, count }) => ({
        key: kind,
        cells: [STANDING_WORDS[kind], count === 0 ? 'none' : `${count}`],
      }))}
    />
  )
}

function Providers({ board: { rows, totals, month } }: Props) {
  return (
    <Table
      caption="Each provider"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Provider' },
        { heading: 'Return' },
        { heading: 'Due' },
        { heading: 'Received' },
        { heading: 'Version', numeric: true },
        { heading: 'Signed by' },
        ...RETURN_LINES.map((line) => ({ heading: LINE_WORDS[line], numeric: true })),
      ]}
      rows={[
        ...rows.map((row) => ({
          key: row.contract.contractId,
          cells: cellsOf(row, month),
        })),
        {
          key: 'total',
          cells: [
            'All that were received',
            '',
            '',
            '',
            '',
            '',
            ...RETURN_LINES.map((line) => <strong key={line}>{totals[line]}</strong>),
          ],
        },
      ]}
    />
  )
}

function cellsOf({ contract, standing, versions: [newest] }: BoardRow, month: string) {
  const { contractId, providerName, providerKind, reference } = contract
  return [
    <span key="provider">
      <a href={returnedHref(contractId, month)}>{providerName}</a>
      <br />
      <span className="nhsuk-body-s">
        {PROVIDER_KIND_WORDS[providerKind]}, {reference}
      </span>
    </span>,
    <StandingTag key="standing" standing={standing} />,
    dueInWords(standing),
    'on' in standing ? clinicalDate(standing.on) : '',
    newest === undefined ? '' : `${newest.version}`,
    newest?.signedName ?? '',
    ...RETURN_LINES.map((line) => (newest === undefined ? 'no return' : `${newest.figures[line]}`)),
  ]
}
