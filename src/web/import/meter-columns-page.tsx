import {
  alikeColumns,
  isOptional,
  NAMED_COLUMNS,
  type NamedColumn,
  NONE,
} from '#interchange/meter-columns.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import { Table } from '#web/parts/table.tsx'
import { type ColumnsShown, columnsOfMeterFile } from '#workflow/columns-of-meter-file.ts'
import { layMeterFileAside, nameMeterColumns } from '#workflow/name-meter-columns.ts'
import type { Finding, Refused } from '#workflow/outcome.ts'
import { METER_COLUMNS_PAGE, SENT_RESULTS } from './addresses.ts'
import { COLUMN_WORDS, headingWords, namingWords } from './column-words.ts'
import { takenIn } from './sent-results-page.tsx'

/** GET: which column of a maker's file is which, asked beside the rows as they stand. */
export const meterColumnsPage: PageHandler = (request) => {
  const { query } = request
  return shown(request, query.get('file') ?? '', query.get('header') ?? '')
}

/** POST: what was named; the file that waits is read through it. */
export const meterColumnsPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const outcome = await nameMeterColumns.run(house, caller, key, fieldsOf(form))
  if (outcome.kind === 'refused') {
    const [file, header] = [field(form, 'fileId') ?? '', field(form, 'header') ?? '']
    return shown({ ...request, key: crypto.randomUUID() }, file, header, outcome)
  }
  const isOfFile = (field(form, 'fileId') ?? '') !== ''
  return isOfFile ? takenIn(request, outcome) : { kind: 'redirect', to: SENT_RESULTS }
}

/** POST: a file is laid aside unread. */
export const meterFileAsidePosted: PageHandler = async ({ house, caller, key, form }) => {
  const outcome = await layMeterFileAside.run(house, caller, key, fieldsOf(form))
  return outcome.kind === 'refused' ? refusalPage(outcome) : { kind: 'redirect', to: SENT_RESULTS }
}

async function shown(
  request: PageRequest,
  fileId: string,
  header: string,
  problem?: Refused,
): Promise<PageReply> {
  const columns = await columnsOfMeterFile(request.house, request.caller, { fileId, header })
  if (columns.kind === 'refused') return refusalPage(columns)
  const findings = problem?.findings ?? []
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Which column is which',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={SENT_RESULTS}>Results in files</BackLink>
        <h1 className="nhsuk-heading-l">Which column is which</h1>
        <Before columns={columns} />
        {columns.rows.length > 0 && <FirstRows columns={columns} />}
        <form action={METER_COLUMNS_PAGE} method="post" noValidate data-submit-once>
          <FormGuard csrf={request.csrf} requestKey={request.key} />
          <input type="hidden" name="fileId" value={fileId} />
          <input type="hidden" name="header" value={columns.header} />
          <input type="hidden" name="version" value={columns.named?.version ?? 0} />
          {NAMED_COLUMNS.map((column) => (
            <OneColumn key={column} {...{ column, columns, findings, request }} />
          ))}
          <Radios
            id="dates"
            name="dates"
            legend={{ text: 'How does the file write its dates?', size: 's' }}
            hint="Nothing is guessed from the dates. A file with the month first cannot be read: export it with the year first."
            choices={[
              { value: 'year-first', text: 'Year first', hint: '2026-04-03 is 3 April 2026' },
              { value: 'day-first', text: 'Day first', hint: '03/04/2026 is 3 April 2026' },
            ]}
            value={field(request.form, 'dates') ?? datesOf(columns)}
            error={errorOf(findings, 'dates')}
          />
          <Button>
            {fileId === '' ? 'Save the columns' : 'Save the columns and read the file'}
          </Button>
        </form>
      </>
    ),
  }
}

const datesOf = ({ named }: ColumnsShown): string | undefined =>
  named && (named.dayFirst ? 'day-first' : 'year-first')

function Before({ columns: { file, named } }: { readonly columns: ColumnsShown }) {
  return (
    <>
      {file !== undefined && (
        <p>
          The headings of this file are not ours, so nothing of it is read yet. It is kept here: you
          need not choose it again. Say for each column which one of the file it is.
        </p>
      )}
      {named !== undefined && (
        <InsetText>
          <p>
            Named by {named.namedByName}: {namingWords(named)}. What you save here holds for the
            files after it; what was read before stays as it was read.
          </p>
        </InsetText>
      )}
    </>
  )
}

/** The file turned on its side, so that each of its columns is a line, however many there are. */
function FirstRows({ columns: { headings, rows } }: { readonly columns: ColumnsShown }) {
  return (
    <Table
      caption="The first rows, as they stand in the file"
      captionSize="m"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Column' }, ...rows.map(({ line }) => ({ heading: `Line ${line}` }))]}
      rows={headings.map((_, place) => ({
        key: String(place),
        cells: [headingWords(headings, place), ...rows.map(({ cells }) => cells[place] ?? '')],
      }))}
    />
  )
}

type OfColumn = {
  readonly column: NamedColumn
  readonly columns: ColumnsShown
  readonly findings: readonly Finding[]
  readonly request: PageRequest
}

function OneColumn({ column, columns, findings, request }: OfColumn) {
  const { headings } = columns
  const proposed = proposalOf(column, columns)
  const typed = field(request.form, column)
  const isAlike = columns.named === undefined && typed === undefined && proposed !== ''
  return (
    <Select
      id={column}
      name={column}
      label={{ text: COLUMN_WORDS[column], size: 's' }}
      hint={
        <>
          {HINTS[column]}
          {isAlike && ' Chosen here because the heading is alike: check it against the rows.'}
        </>
      }
      value={typed ?? proposed}
      error={errorOf(findings, column)}
      options={[
        { value: '', text: 'Choose' },
        ...headings.map((_, place) => ({
          value: String(place),
          text: `${place + 1}: ${headingWords(headings, place)}`,
        })),
        ...(isOptional(column) ? [{ value: NONE, text: 'The file has none' }] : []),
      ]}
    />
  )
}

/** What was named before, else a heading that is alike, else nothing. */
function proposalOf(column: NamedColumn, { headings, named }: ColumnsShown): string {
  const at = named?.at ?? alikeColumns(headings)
  const place = at[column]
  if (place !== undefined) return String(place)
  return named === undefined ? '' : NONE
}

const HINTS: Readonly<Record<NamedColumn, string>> = {
  result_id: 'By it the meter or its software tells one result from another.',
  nhs_number: '',
  date_of_birth: 'This or the family name is needed.',
  family_name: 'This or the date of birth is needed.',
  inr: 'What the meter measured, not a target and not another unit.',
  measured_at: 'With the time of day, or the day alone where the time has a column of its own.',
  measured_time: 'Only where it stands beside the day, in a column of its own.',
  meter_serial: 'As it is in the register of meters.',
  strip_lot: '',
  type: 'Where the file holds controls too: the column that says result or control.',
  control_level: 'Only where the file holds controls.',
  control_lot: 'Only where the file holds controls.',
  control_low: 'Only where the file holds controls.',
  control_high: 'Only where the file holds controls.',
  control_outcome: 'Only where the file holds controls: passed or failed.',
}
