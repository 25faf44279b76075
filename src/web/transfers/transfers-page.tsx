import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type TransferLine, transfersShown } from '#workflow/transfers-shown.ts'
import { DIRECTORY, transferHref } from './addresses.ts'
import { STEP_WORDS, StateTag } from './transfer-words.tsx'

/** GET /service/transfers: everybody who comes from another provider or goes to one. */
export const transfersPage: PageHandler = async ({ house, caller }) => {
  const shown = await transfersShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const of = (side: TransferLine['side']) => shown.transfers.filter((one) => one.side === side)
  return {
    kind: 'page',
    title: 'Transfers',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Transfers</h1>
        <p className="nhsuk-u-reading-width">
          Whoever sends a patient answers for them until the other provider has accepted. A patient
          is handed over from the treatment plan. Which provider offers which level stands in the{' '}
          <a href={DIRECTORY}>directory</a>.
        </p>
        <Lines title="To this provider" from="From" lines={of('receives')} />
        <Lines title="From this provider" from="To" lines={of('sends')} />
      </>
    ),
  }
}

type LinesProps = {
  readonly title: string
  readonly from: string
  readonly lines: readonly TransferLine[]
}

function Lines({ title, from, lines }: LinesProps) {
  return (
    <section>
      <h2 className="nhsuk-heading-m">{title}</h2>
      {lines.length === 0 ? (
        <p>None.</p>
      ) : (
        <Table
          caption={`${title}, open ones first`}
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'Patient' },
            { heading: from },
            { heading: 'Where it stands' },
            { heading: 'Last' },
          ]}
          rows={lines.map((line) => ({ key: line.id, cells: cellsOf(line) }))}
        />
      )}
    </section>
  )
}

const cellsOf = (line: TransferLine) => [
  <>
    <a href={transferHref(line.id)}>{displayName(line)}</a>
    <br />
    Born {clinicalDate(day(line.dateOfBirth))}
  </>,
  line.otherName,
  <span key="state">
    <StateTag state={line.state} transfer={line} /> {line.isLate && <Tag colour="red">Late</Tag>}
  </span>,
  `${STEP_WORDS[line.last]}, ${clinicalInstant(line.lastAt)}`,
]
