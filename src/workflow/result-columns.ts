import type { ControlColumns } from '#clinical/control-counts.ts'
import { readingOf } from '#clinical/inr-columns.ts'
import type { Rows } from '#clinical/ttr-tally.ts'
import { type CourseRow, type PackedResult, readPacked } from '#store/control-history.ts'

type Packed = Pick<CourseRow, 'results'> & { readonly earlier: Buffer | null }

/** All results of some courses in columns, oldest first, one a day; and where those of each course stand. */
export type ResultColumns = { readonly columns: ControlColumns; readonly rows: readonly Rows[] }

/** Of several results of one day the laboratory's counts, else the one entered last, as on the patient's page. */
export function resultColumns(courses: readonly Packed[]): ResultColumns {
  const shelf = emptyShelf(courses.reduce((sum, course) => sum + sizeOf(course), 0))
  const rows = courses.map(({ earlier, results }) => {
    const first = shelf.length
    for (const packed of [earlier, results]) {
      if (packed !== null) readPacked(packed, (result) => put(shelf, first, result))
    }
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

const sizeOf = ({ earlier, results }: Packed): number =>
  ((earlier?.length ?? 0) + (results?.length ?? 0)) / 8

/** Columns that are being filled. */
type Shelf = ControlColumns & { readonly entered: Float64Array; length: number }

const emptyShelf = (most: number): Shelf => ({
  days: new Int32Array(most),
  readings: new Int16Array(most),
  fromMeter: new Uint8Array(most),
  entered: new Float64Array(most),
  length: 0,
})

/** A course's results come nearly in order: each finds its place from the end. */
function put(shelf: Shelf, first: number, result: PackedResult): void {
  let row = shelf.length
  while (row > first && (shelf.days[row - 1] ?? 0) > result.day) row -= 1
  const same = row - 1
  if (row > first && shelf.days[same] === result.day) {
    if (countsInstead(shelf, same, result)) write(shelf, same, result)
    return
  }
  if (row < shelf.length) makeRoom(shelf, row)
  write(shelf, row, result)
  shelf.length += 1
}

/** Whether a result counts instead of the one of the same day that stands in a row. */
function countsInstead(shelf: Shelf, row: number, { isLaboratory, entered }: PackedResult) {
  const isMeter = shelf.fromMeter[row] === 1
  if (isLaboratory === isMeter) return isLaboratory
  return entered >= (shelf.entered[row] ?? 0)
}

function makeRoom({ days, readings, fromMeter, entered, length }: Shelf, row: number): void {
  for (const column of [days, readings, fromMeter, entered]) {
    column.copyWithin(row + 1, row, length)
  }
}

function write(shelf: Shelf, row: number, result: PackedResult): void {
  const { day, entered, comparator, tenths, isLaboratory } = result
  shelf.days[row] = day
  shelf.entered[row] = entered
  shelf.readings[row] = readingOf({ comparator, tenths })
  shelf.fromMeter[row] = isLaboratory ? 0 : 1
}
