import type { ReactNode } from 'react'
import { Table } from '#web/parts/table.tsx'

/** One visit, in the words of the staff: `22-Nov-2026`, `2.5`, `5 to 4.5`, `06-Dec-2026`, `JW`. */
export type InrTableRow = {
  readonly key: string
  readonly date: string
  readonly inr: ReactNode
  readonly dose: ReactNode
  readonly nextTest: ReactNode
  readonly by: string
  readonly note: ReactNode
}

type Props = { readonly rows: readonly InrTableRow[]; readonly caption?: string }

/** What the chart shows, as a table: newest first. */
export function InrTable({ rows, caption = 'Visits' }: Props) {
  return (
    <Table
      caption={caption}
      captionHidden
      firstCellIsHeader
      compact
      responsive
      columns={[
        { heading: 'Date' },
        { heading: 'INR', numeric: true },
        { heading: 'Dose, mg a day', numeric: true },
        { heading: 'Next test' },
        { heading: 'By' },
        { heading: 'Note' },
      ]}
      rows={rows.map(({ key, date, inr, dose, nextTest, by, note }) => ({
        key,
        cells: [
          <Unbroken key="date">{date}</Unbroken>,
          inr,
          dose,
          <Unbroken key="next">{nextTest}</Unbroken>,
          by,
          note,
        ],
      }))}
    />
  )
}

/** A date is read in one glance: it never breaks at its hyphens. */
const Unbroken = ({ children }: { readonly children: ReactNode }) => (
  <span className="evk-unbroken">{children}</span>
)
