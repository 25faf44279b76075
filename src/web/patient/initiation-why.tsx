import { addDays, clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { dayOfTreatment } from '#clinical/initiation/position.ts'
import { shownRows } from '#clinical/initiation/shown-rows.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
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

/** By which protocol somebody is being started, and what was given so far: for whoever decides in its place. */
export function initiationFacts({ initiation, today }: AdviseInput) {
  if (initiation === undefined) return []
  const { protocol, firstOn, given } = initiation
  const doses = given.map(({ from, days, ug }) => {
    const until = addDays(from, days - 1)
    return `${formatMg(ug)} a day ${clinicalDate(from)} to ${clinicalDate(until)}`
  })
  return [
    {
      key: 'Being started by',
      value: `${INITIATION_TABLES[protocol].name}, day ${dayOfTreatment(firstOn, today)}`,
    },
    { key: 'Doses so far', value: doses.length === 0 ? 'none' : doses.join('; ') },
  ]
}
