import type { ControlColumns } from '#clinical/control-counts.ts'
import { readingOf } from '#clinical/inr-columns.ts'
import type { Rows } from '#clinical/ttr-tally.ts'
import { countOfPacked, type PackedResult, packedResult } from '#store/packed-inr.ts'

/** The results of a course, oldest first, in two parts of which one ends before the other begins. */
type Packed = { readonly earlier: Buffer | null; readonly results: Buffer | null }

/** All results of some courses in columns, oldest first, one a day; and where those of each course stand. */
export type ResultColumns = { readonly columns: ControlColumns; readonly rows: readonly Rows[] }

/** Of several results of one day the laboratory's counts, else the one entered last, as on the patient's page. */
export function resultColumns(courses: readonly Packed[]): ResultColumns {
  const shelf = emptyShelf(courses.reduce((sum, course) => sum + sizeOf(course), 0))
  const rows = courses.map(({ earlier, results }) => {
    const first = shelf.length
    putAll(shelf, first, earlier)
    putAll(shelf, first, results)
    return { first, end: shelf.length }
  })
  const { days, readings, fromMeter, length } = shelf
  const columns = {
    days: days.subarray(0, length),
    readings: readings.subarray(0, length),
    fromMeter: fromMeter.subarray(0, length),
  }
  return { columns, rows }
}

const partSize = (packed: Buffer | null): number => (packed === null ? 0 : countOfPacked(packed))
const sizeOf = ({ earlier, results }: Packed): number => partSize(earlier) + partSize(results)

/** Columns that are being filled. */
type Shelf = ControlColumns & { length: number }

const emptyShelf = (most: number): Shelf => ({
  days: new Int32Array(most),
  readings: new Int16Array(most),
  fromMeter: new Uint8Array(most),
  length: 0,
})

function putAll(shelf: Shelf, first: number, packed: Buffer | null): void {
  if (packed === null) return
  const count = countOfPacked(packed)
  for (let nth = 0; nth < count; nth += 1) put(shelf, first, packedResult(packed, nth))
}

/** A result comes after those before it: of one day, as they were entered. A meter's takes no laboratory's place. */
function put(shelf: Shelf, first: number, result: PackedResult): void {
  const last = shelf.length - 1
  const isSameDay = last >= first && shelf.days[last] === result.day
  if (isSameDay && shelf.fromMeter[last] === 0 && !result.isLaboratory) return
  const row = isSameDay ? last : last + 1
  shelf.days[row] = result.day
  shelf.readings[row] = readingOf(result)
  shelf.fromMeter[row] = result.isLaboratory ? 0 : 1
  shelf.length = row + 1
}
