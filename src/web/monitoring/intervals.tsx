import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { monitoringInWords } from '#clinical/doac/monitoring-words.ts'
import { Table } from '#web/parts/table.tsx'

type Props = {
  readonly table: MonitoringTable
  readonly caption: string
  readonly captionHidden?: boolean
}

/** A table of monitoring in words, an interval a row. */
export const Intervals = ({ table, caption, captionHidden = false }: Props) => (
  <Table
    caption={caption}
    captionSize="s"
    captionHidden={captionHidden}
    compact
    responsive
    firstCellIsHeader
    columns={[{ heading: 'What' }, { heading: 'How often' }]}
    rows={monitoringInWords(table).map(({ of, every }) => ({ key: of, cells: [of, every] }))}
  />
)
