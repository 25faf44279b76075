import { IMPORT_FILES, type ImportFinding } from '#interchange/import-finding.ts'
import { Pagination } from '#web/parts/pagination.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { SEVERITY_WORDS } from './import-words.ts'

/** Which findings are shown: of one file, of one severity, a page at a time. */
export type FindingFilter = {
  readonly file: string
  readonly severity: string
  readonly page: number
}

const A_PAGE = 50

/** Reads the filter from the address; what it does not know counts as "all". */
export function filterFrom(query: URLSearchParams): FindingFilter {
  const file = Object.values(IMPORT_FILES).find((name) => name === query.get('file')) ?? ''
  const severity = ['error', 'warning'].find((word) => word === query.get('severity')) ?? ''
  const page = /^[1-9]\d{0,3}$/.test(query.get('page') ?? '') ? Number(query.get('page')) : 1
  return { file, severity, page }
}

type Props = {
  readonly here: string
  readonly findings: readonly ImportFinding[]
  readonly filter: FindingFilter
}

/** Row by row: where, what is wrong and what to do. */
export function FindingsTable({ here, findings, filter }: Props) {
  const shown = findings.filter(
    ({ file, severity }) =>
      (filter.file === '' || file === filter.file) &&
      (filter.severity === '' || severity === filter.severity),
  )
  const first = (filter.page - 1) * A_PAGE
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">What was found</h2>
      <Filters here={here} findings={findings} filter={filter} />
      <Table
        caption={`${shown.length.toLocaleString('en-GB')} findings`}
        captionSize="s"
        compact
        responsive
        columns={[
          { heading: 'File' },
          { heading: 'Line', numeric: true },
          { heading: 'Column' },
          { heading: 'What becomes of it' },
          { heading: 'What is wrong and what to do' },
        ]}
        rows={shown.slice(first, first + A_PAGE).map((finding) => ({
          key: [finding.file, finding.line, finding.field, finding.code].join(' '),
          cells: cellsOf(finding),
        }))}
      />
      <Pages here={here} filter={filter} last={Math.ceil(shown.length / A_PAGE)} />
    </section>
  )
}

const cellsOf = ({ file, line, field, severity, message }: ImportFinding) => [
  file,
  line.toLocaleString('en-GB'),
  field,
  <Tag key="severity" colour={SEVERITY_WORDS[severity].colour}>
    {SEVERITY_WORDS[severity].text}
  </Tag>,
  message,
]

const hrefOf = (here: string, { file, severity, page }: FindingFilter): string => {
  const query = new URLSearchParams({
    ...(file !== '' && { file }),
    ...(severity !== '' && { severity }),
    ...(page > 1 && { page: String(page) }),
  })
  return `${here}?${query}#findings`
}

const CHOICES = ['', ...Object.values(IMPORT_FILES)].flatMap((file) =>
  ['', 'error', 'warning'].map((severity) => ({ file, severity })),
)

function Filters({ here, findings, filter }: Props) {
  const counted = CHOICES.map((choice) => ({ ...choice, count: countOf(findings, choice) }))
  return (
    <ul className="nhsuk-list evk-filters">
      {counted
        .filter(({ count }) => count > 0)
        .map(({ file, severity, count }) => (
          <li key={`${file} ${severity}`}>
            <a
              href={hrefOf(here, { file, severity, page: 1 })}
              aria-current={
                file === filter.file && severity === filter.severity ? 'true' : undefined
              }
            >
              {file || 'All files'}
              {severity === '' ? '' : `, ${severityWords(severity)}`} (
              {count.toLocaleString('en-GB')})
            </a>
          </li>
        ))}
    </ul>
  )
}

const severityWords = (severity: string): string =>
  severity === 'error' ? 'rows that wait' : 'rows to look at'

const countOf = (
  findings: readonly ImportFinding[],
  choice: { readonly file: string; readonly severity: string },
): number =>
  findings.filter(
    ({ file, severity }) =>
      (choice.file === '' || file === choice.file) &&
      (choice.severity === '' || severity === choice.severity),
  ).length

function Pages(props: {
  readonly here: string
  readonly filter: FindingFilter
  readonly last: number
}) {
  const { here, filter, last } = props
  const neighbour = (page: number) => ({
    href: hrefOf(here, { ...filter, page }),
    label: `${page} of ${last}`,
  })
  if (last <= 1) return null
  return (
    <Pagination
      previous={filter.page > 1 ? neighbour(filter.page - 1) : undefined}
      next={filter.page < last ? neighbour(filter.page + 1) : undefined}
    />
  )
}
