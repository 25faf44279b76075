import { Fragment } from 'react'
import { formatMg, ug } from '#clinical/dose.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { DoseRow, ProtocolCard } from '#clinical/protocol-card.ts'
import { Table } from '#web/parts/table.tsx'
import { StepGraph } from './step-graph.tsx'

/** The dose tables of a protocol that gives doses by row, each drawn as steps and written out. */
export const DoseTables = ({ card: { tables, kind } }: { readonly card: ProtocolCard }) =>
  tables.map((table, nth) => (
    <Fragment key={table.title}>
      <DoseTable {...table} />
      {kind === 'initiation' && <StepGraph table={table} id={`step-graph-${nth + 1}`} />}
    </Fragment>
  ))

function DoseTable({ title, rows }: ProtocolCard['tables'][number]) {
  return (
    <Table
      caption={title}
      captionSize="m"
      compact
      firstCellIsHeader
      columns={[
        { heading: 'INR' },
        { heading: 'Dose a day', numeric: true },
        { heading: 'Besides' },
      ]}
      rows={rows.map((row) => ({
        key: String(row.fromTenths),
        cells: [inrs(row), dose(row), row.says === '' ? ' ' : row.says],
      }))}
    />
  )
}

const inrs = ({ fromTenths, toTenths }: DoseRow): string =>
  toTenths === 'and-above'
    ? `${formatTenths(fromTenths)} and above`
    : `${formatTenths(fromTenths)} to ${formatTenths(toTenths)}`

const dose = ({ ug: amount }: DoseRow): string =>
  amount === 'a-person-decides' ? 'a person decides' : formatMg(ug(amount))
