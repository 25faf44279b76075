// What a maker's software calls the columns of a meter's file, named by a person against the rows of the file: nothing is guessed from the
// values, and a heading that is alike is no more than a proposal (H03).
import type { SentFault } from './fhir-value.ts'
import { type MeterColumns, TIME_COLUMN } from './meter-cells.ts'
import { CONTROL_COLUMNS } from './meter-control-row.ts'
import { METER_COLUMNS, readMeterTable } from './meter-file.ts'

/** Each column that is named, in the order in which it is asked for. */
export const NAMED_COLUMNS = [
  'result_id',
  'nhs_number',
  'date_of_birth',
  'family_name',
  'inr',
  'measured_at',
  TIME_COLUMN,
  'meter_serial',
  'strip_lot',
  ...CONTROL_COLUMNS,
] as const
export type NamedColumn = (typeof NAMED_COLUMNS)[number]

/** A file need not have these; of the date of birth and the family name it needs one. */
const OPTIONAL: readonly string[] = [
  'date_of_birth',
  'family_name',
  TIME_COLUMN,
  ...CONTROL_COLUMNS,
]
export const isOptional = (column: NamedColumn): boolean => OPTIONAL.includes(column)

/** A file with fewer columns cannot hold what each result needs. */
const FEWEST = NAMED_COLUMNS.filter((column) => !isOptional(column)).length + 1

/** A file whose columns a person can name: sound, not under our own headings, and with enough of them. */
export function tableToName(text: string) {
  const table = readMeterTable(text)
  if (table.kind === 'refused' || table.headings.length < FEWEST) return undefined
  const found = table.headings.map((heading) => heading.trim().toLowerCase())
  return METER_COLUMNS.every((column) => found.includes(column)) ? undefined : table
}

/** Other words for a column, as it might be called; each is a proposal that a person looks at. */
const ALIKE: Readonly<Record<NamedColumn, readonly string[]>> = {
  result_id: ['resultnumber', 'testid', 'recordid'],
  nhs_number: ['nhsno', 'nhs'],
  date_of_birth: ['dob', 'birthdate', 'born'],
  family_name: ['surname', 'lastname'],
  inr: ['inrvalue', 'inrresult'],
  measured_at: ['testdate', 'datetime', 'measuredon'],
  measured_time: ['testtime', 'time'],
  meter_serial: ['meterserialnumber', 'serialnumber', 'serialno'],
  strip_lot: ['striplotnumber', 'teststriplot'],
  type: ['testtype'],
  control_level: [],
  control_lot: ['controllotnumber'],
  control_low: [],
  control_high: [],
  control_outcome: [],
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** The columns whose heading is alike, where one heading alone is. */
export function alikeColumns(headings: readonly string[]): Partial<Record<NamedColumn, number>> {
  const found = headings.map(bare)
  const places = NAMED_COLUMNS.flatMap((column) => {
    const words = [bare(column), ...ALIKE[column]]
    const alike = found.flatMap((heading, place) => (words.includes(heading) ? [place] : []))
    const [only] = alike
    return alike.length === 1 && only !== undefined ? [[column, only] as const] : []
  })
  return Object.fromEntries(places)
}

/** The words of a choice: the file has no such column. */
export const NONE = 'none'

/** The choice of each column: its place, "none", or nothing yet. */
export type ColumnsChosen = Readonly<Partial<Record<NamedColumn | 'dates', string>>>

type ReadChoice =
  | { readonly kind: 'columns'; readonly columns: MeterColumns }
  | { readonly kind: 'refused'; readonly faults: readonly SentFault[] }

/** Reads what was chosen for a file with so many columns; every fault stands at its column. */
export function readChosen(chosen: ColumnsChosen, columns: number): ReadChoice {
  const places = Array.from({ length: columns }, (_, place) => String(place))
  const at = Object.fromEntries(
    NAMED_COLUMNS.flatMap((column) => {
      const place = places.indexOf(chosen[column] ?? '')
      return place === -1 ? [] : [[column, place] as const]
    }),
  )
  const faults = [
    ...NAMED_COLUMNS.flatMap((column) => faultOf(column, chosen, at)),
    ...(DATES.includes(chosen.dates ?? '') ? [] : [fault('dates', 'required', SAY_DATES)]),
  ]
  if (faults.length > 0) return { kind: 'refused', faults }
  return { kind: 'columns', columns: { at, dayFirst: chosen.dates === 'day-first' } }
}

const DATES = ['year-first', 'day-first']
const SAY_DATES = 'Say how the file writes its dates.'
const fault = (place: string, code: string, message: string): SentFault => ({
  place,
  code,
  message,
})

function faultOf(
  column: NamedColumn,
  chosen: ColumnsChosen,
  at: Readonly<Record<string, number>>,
): readonly SentFault[] {
  const place = at[column]
  if (place === undefined) return missing(column, chosen)
  const before = NAMED_COLUMNS.slice(0, NAMED_COLUMNS.indexOf(column))
  if (before.some((other) => at[other] === place)) {
    return [fault(column, 'column-twice', 'This column is chosen above already. Choose another.')]
  }
  const isControl = column !== 'type' && (CONTROL_COLUMNS as readonly string[]).includes(column)
  if (!isControl || at['type'] !== undefined) return []
  const message = 'Choose above which column says that a row is a control.'
  return [fault(column, 'type-needed', message)]
}

function missing(column: NamedColumn, chosen: ColumnsChosen): readonly SentFault[] {
  if (column === 'family_name' && [chosen.date_of_birth, chosen.family_name].every(isNone)) {
    const message = 'A result needs a date of birth or a family name beside its NHS number.'
    return [fault(column, 'no-second-identifier', message)]
  }
  if (isOptional(column) && (isNone(chosen[column]) || isOfNoControl(column, chosen))) return []
  const message = isOptional(column)
    ? 'Choose a column, or that the file has none.'
    : 'Choose the column: a result cannot be read without it.'
  return [fault(column, 'required', message)]
}

const isNone = (choice: string | undefined): boolean => choice === NONE

/** A file without controls is asked for nothing of them. */
const isOfNoControl = (column: NamedColumn, chosen: ColumnsChosen): boolean =>
  isNone(chosen.type) && column.startsWith('control_') && (chosen[column] ?? '') === ''
