import { IMPORT_COLUMNS } from '#interchange/import-columns.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Select } from '#web/parts/select.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import {
  type ImportWaitingRows,
  importWaitingRows,
  WAITING_ROWS_A_PAGE,
  type WaitingRow,
} from '#workflow/import-waiting-rows.ts'
import type { Finding } from '#workflow/outcome.ts'
import { SETTLINGS, settleHeldRow } from '#workflow/settle-held-row.ts'
import { IMPORTS, WAITING_ROWS } from './addresses.ts'
import { fileOf, rowsWait } from './import-words.ts'

type Problem = { readonly status: number; readonly findings: readonly Finding[] }

/** The rows that could not be taken, each with what is wrong, until somebody says what became of it. */
export const waitingRowsPage: PageHandler = async (request) => showRows(request)

export const settleRow: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const outcome = await settleHeldRow.run(house, caller, key, fieldsOf(form))
  if (outcome.kind === 'refused') return showRows(request, outcome)
  return { kind: 'redirect', to: WAITING_ROWS }
}

async function showRows(request: PageRequest, problem?: Problem): Promise<PageReply> {
  const { house, caller, query } = request
  const page = /^[1-9]\d{0,3}$/.test(query.get('page') ?? '') ? Number(query.get('page')) : 1
  const waiting = await importWaitingRows(house, caller, { page })
  if (waiting.kind === 'refused') return refusalPage(waiting)
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Rows that wait',
    place: 'service',
    errors: problem?.findings ?? [],
    main: (
      <>
        <BackLink href={IMPORTS}>Imports</BackLink>
        <h1 className="nhsuk-heading-l">
          {waiting.count === 0 ? 'No rows wait' : rowsWait(waiting.count)}
        </h1>
        <p>
          Rows of imports that could not be taken. Enter by hand what the register lacks, then say
          here what became of the row.
        </p>
        {waiting.rows.map((row) => (
          <WaitingRowCard key={row.id} row={row} request={request} />
        ))}
        <Pages waiting={waiting} />
      </>
    ),
  }
}

function WaitingRowCard(props: { readonly row: WaitingRow; readonly request: PageRequest }) {
  const { row, request } = props
  const cells = IMPORT_COLUMNS[row.kind].map((column) => [column, row.row[column] ?? ''] as const)
  return (
    <section className="nhsuk-u-margin-bottom-6">
      <h2 className="nhsuk-heading-s">
        {fileOf(row.kind)}, line {row.line}
      </h2>
      <ul>
        {row.findings.map(({ field, code, message }) => (
          <li key={`${field} ${code}`}>
            {field && <strong>{field}: </strong>}
            {message}
          </li>
        ))}
      </ul>
      <Details summary="The row as it stands in the file">
        <SummaryList
          rows={cells
            .filter(([, text]) => text !== '')
            .map(([column, text]) => ({ key: column, value: text.slice(0, 200) }))}
        />
      </Details>
      <form action={WAITING_ROWS} method="post" noValidate>
        <FormGuard csrf={request.csrf} requestKey={request.key} />
        <input type="hidden" name="rowId" value={row.id} />
        <Select
          id={`how-${row.id}`}
          name="how"
          label="What became of the row?"
          options={[
            { value: '', text: 'Choose' },
            ...Object.entries(SETTLINGS).map(([value, text]) => ({ value, text })),
          ]}
        />
        <Button variant="secondary" small>
          Settle this row
        </Button>
      </form>
    </section>
  )
}

function Pages({ waiting: { page, count } }: { readonly waiting: ImportWaitingRows }) {
  const last = Math.ceil(count / WAITING_ROWS_A_PAGE)
  const neighbour = (nth: number) => ({
    href: `${WAITING_ROWS}?page=${nth}`,
    label: `${nth} of ${last}`,
  })
  if (last <= 1) return null
  return (
    <Pagination
      previous={page > 1 ? neighbour(page - 1) : undefined}
      next={page < last ? neighbour(page + 1) : undefined}
    />
  )
}
