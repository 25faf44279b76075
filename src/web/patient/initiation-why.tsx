import { shownRows } from '#clinical/initiation/shown-rows.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { Table } from '#web/parts/table.tsx'

/** The rows of the protocol for this day, with the one that holds this INR: the whole table, so that it can be checked. */
export function InitiationRows({ inputs }: { readonly inputs: AdviseInput }) {
  const rows = shownRows(inputs)
  if (rows.length === 0) return null
  return (
    <Table
      compact
      responsive
      columns={[{ heading: 'INR' }, { heading: 'Answer' }, { heading: 'Next test' }]}
      rows={rows.map(({ inr, answer, next, isThis }) => ({
        key: inr,
        cells: [isThis ? <strong key={inr}>{inr}: this result</strong> : inr, answer, next],
      }))}
      caption="The table of this day"
      captionSize="s"
    />
  )
}
