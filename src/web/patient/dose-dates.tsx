import { clinicalDate, weekdayName } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { tabletsInShort } from '#clinical/tablets.ts'
import { Details } from '#web/parts/details.tsx'
import { Table } from '#web/parts/table.tsx'
import type { SavedDose } from '#workflow/saved-dose.ts'

/** Each date of the printed calendar: its weekday, the dose in mg, and the tablets that make it (H12). */
export function DoseDates({ days }: Pick<SavedDose, 'days'>) {
  if (days.length === 0) return null
  return (
    <Details summary="Each date with its dose and tablets">
      <Table
        caption="Dose for each date"
        captionHidden
        compact
        columns={[{ heading: 'Evening' }, { heading: 'Dose' }, { heading: 'Tablets' }]}
        rows={days.map(({ day, ug, tablets }) => ({
          key: day,
          cells: [
            `${weekdayName(day)} ${clinicalDate(day)}`,
            <strong key="dose">{ug === 0 ? 'None' : formatMg(ug)}</strong>,
            ug === 0 ? '' : tabletsInShort(tablets),
          ],
        }))}
      />
    </Details>
  )
}
