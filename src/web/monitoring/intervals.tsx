import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { monitoringInWords, SHORTEST_COUNTS } from '#clinical/doac/monitoring-words.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'

/** A table of monitoring in words, an interval a row, and how the rows go together. */
export const Intervals = ({ table }: { readonly table: MonitoringTable }) => (
  <>
    <SummaryList
      rows={monitoringInWords(table).map(({ of, every }) => ({ key: of, value: every }))}
    />
    <p className="nhsuk-u-reading-width">{SHORTEST_COUNTS}</p>
  </>
)
