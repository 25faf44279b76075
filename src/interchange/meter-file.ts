// Results as a meter, or the software that gathers them, exports them: comma-separated text with one row for each test. A row
// names its patient, its meter and its strips, or it is held with every fault; nothing is guessed, rounded or left out (H03).
import { type Day, londonDay, parseDay } from '#base/day.ts'
import { parseInstant } from '#base/instant.ts'
import { londonInstant } from '#base/london-time.ts'
import { type Inr, type InrLimits, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { UNKNOWN_MODEL_RANGE } from '#clinical/meter-models.ts'
import { parseNhsNumber } from '#register/nhs-number.ts'
import { readTable, type Table, type TableRow } from './csv-table.ts'
import type { SentFault } from './fhir-value.ts'
import { cellsOfRow, type MeterColumns, monthFirst, saidBeside } from './meter-cells.ts'
import {
  CONTROL_COLUMNS,
  type FileRow,
  KIND_NOT_KNOWN,
  kindOfRow,
  readControlRow,
} from './meter-control-row.ts'
import { LONGEST_DEVICE_TEXT, meterWords } from './observation-meter.ts'
import type { SentPerson } from './observation-person.ts'
import { heldIfTwice, MOST_RESULTS, type ReadBundle, type SentEntry } from './result-bundle.ts'

/** The columns by their headings; each has one, and the expiry of the strips stays with their lot in the register. */
export const METER_COLUMNS = [
  'result_id',
  'nhs_number',
  'date_of_birth',
  'family_name',
  'inr',
  'measured_at',
  'meter_serial',
  'strip_lot',
] as const
type Column = (typeof METER_COLUMNS)[number]
type Row = Readonly<Record<Column, string>>
const NO_CELLS = Object.fromEntries(METER_COLUMNS.map((column) => [column, ''])) as Row
type Fault = (column: Column, code: string, message: string) => void

/** What any meter may show; what its own model can measure is asked once the meter is known by its serial number. */
const ANY_METER: InrLimits = {
  ...UNKNOWN_MODEL_RANGE,
  highestTenths: LABORATORY_RANGE.highestTenths,
}

/** The table of a file of a meter, whatever its columns are called. */
export const readMeterTable = (text: string) =>
  readTable('results', text.startsWith('\ufeff') ? text.slice(1) : text)

/** Reads a file of a meter, by our own headings or through what somebody has named; refused as a whole where it is no such file. */
export function readMeterFile(text: string, named?: MeterColumns): ReadBundle {
  const table = readMeterTable(text)
  if (table.kind === 'refused') {
    const { line, code, message } = table.finding
    return refuse(`Line ${line}`, code, message)
  }
  const wrong = named === undefined ? wrongHeadings(table.headings) : undefined
  if (wrong !== undefined) return refuse('Line 1', 'headings', wrong)
  const month = named && monthFirst(table, named)
  if (month !== undefined) return refuse('', 'month-first', month)
  if (table.rows.length > MOST_RESULTS) {
    const message = `The file holds more than ${MOST_RESULTS} results. Send it in parts.`
    return refuse('', 'too-many', message)
  }
  const columns = named ?? ownColumns(table.headings)
  const entries = table.rows.map((row) => readRow(row, table, columns))
  return { kind: 'bundle', entries: entries.map((one) => heldIfTwice(one, entries)), others: [] }
}

const refuse = (place: string, code: string, message: string): ReadBundle => ({
  kind: 'refused',
  fault: { place, code, message },
})

const KNOWN_COLUMNS = [...METER_COLUMNS, ...CONTROL_COLUMNS]

const headingOf = (written: string): string => written.trim().toLowerCase()

function wrongHeadings(headings: readonly string[]): string | undefined {
  const found = headings.map(headingOf)
  const missing = METER_COLUMNS.filter((column) => !found.includes(column))
  if (missing.length > 0) {
    return `The file has no column ${missing.join(', ')}. A file of a meter has the columns ${METER_COLUMNS.join(', ')}.`
  }
  const twice = KNOWN_COLUMNS.find((column) => found.filter((one) => one === column).length > 1)
  return twice && `The file has the column ${twice} twice.`
}

function ownColumns(headings: readonly string[]): MeterColumns {
  const found = headings.map(headingOf)
  const ours = KNOWN_COLUMNS.filter((column) => found.includes(column))
  return {
    at: Object.fromEntries(ours.map((column) => [column, found.indexOf(column)])),
    dayFirst: false,
  }
}

function readRow(at: TableRow, { headings }: Table, columns: MeterColumns): SentEntry {
  const place = `Line ${at.line}`
  const whole: FileRow = { ...NO_CELLS, ...cellsOfRow(at.cells, columns) }
  const row = Object.fromEntries(METER_COLUMNS.map((column) => [column, whole[column]])) as Row
  const faults: SentFault[] = [...faultsOfCells(at, headings, columns)]
  const isSaidBeside = faults.some(({ code }) => code === SAID_BESIDE)
  const fault: Fault = (column, code, message) =>
    faults.push({ place: `${place}, ${column}`, code, message })
  const kind = kindOfRow(whole)
  if (kind === 'control') return readControlRow(whole, place, readTime(row, fault), faults)
  if (kind === 'not-known') {
    faults.push({ place: `${place}, type`, code: 'type', message: KIND_NOT_KNOWN })
  }
  const person = readPerson(row, fault)
  const inr = isSaidBeside ? undefined : readInr(row, fault)
  const measured = readTime(row, fault)
  const serial = named(row, 'meter_serial', 'Which meter measured it is not said.', fault)
  const lot = named(row, 'strip_lot', 'The lot of the strips is not said.', fault)
  const value = named(row, 'result_id', 'The result has no number of its own.', fault)
  const identifier = serial === '' || value === '' ? null : { system: `meter:${serial}`, value }
  const entry = {
    place,
    identifier,
    faults,
    observation: kind === 'not-known' ? whole : row,
    sent: null,
  }
  const isElseWhole = faults.every((one) => one.place === `${place}, inr`)
  if (!isElseWhole || person === undefined || measured === undefined) return entry
  const laboratory = meterWords({ serial, lot })
  const known = { person, ...measured, laboratory, remark: '', meter: { serial, lot } }
  if (inr === undefined) return { ...entry, unread: known }
  return { ...entry, sent: { ...known, status: 'final', inr, raw: row.inr } }
}

const SAID_BESIDE = 'said-beside'

/** What is wrong with a row before any of its cells is read; a value that is said beside it is a fault of the INR. */
function faultsOfCells(
  { line, cells }: TableRow,
  headings: readonly string[],
  columns: MeterColumns,
): readonly SentFault[] {
  const uneven = 'This row has more or fewer cells than the headings.'
  const beside = saidBeside(cells, headings, columns)
  return [
    ...(cells.length === headings.length
      ? []
      : [{ place: `Line ${line}`, code: 'cells', message: uneven }]),
    ...(beside === undefined
      ? []
      : [{ place: `Line ${line}, inr`, code: SAID_BESIDE, message: beside }]),
  ]
}

function named(row: Row, column: Column, missing: string, fault: Fault): string {
  const name = row[column]
  if (name === '') fault(column, 'required', missing)
  else if (name.length > LONGEST_DEVICE_TEXT)
    fault(column, 'too-long', `It is longer than ${LONGEST_DEVICE_TEXT} characters.`)
  return name
}

function readPerson(row: Row, fault: Fault): SentPerson | undefined {
  const number = parseNhsNumber(row.nhs_number)
  if (number.kind === 'refused') fault('nhs_number', 'nhs-number', number.message)
  const born = row.date_of_birth === '' ? null : parseDay(row.date_of_birth)
  if (born?.kind === 'refused') {
    fault('date_of_birth', 'date-of-birth', 'It is not a whole day, like 1942-09-04.')
  }
  if (born === null && row.family_name === '') {
    const message = 'It names neither a date of birth nor a family name.'
    fault('family_name', 'no-second-identifier', message)
  }
  if (number.kind === 'refused' || born?.kind === 'refused') return undefined
  const dateOfBirth = born === null ? null : born.day
  return { nhsNumber: number.nhsNumber, dateOfBirth, familyName: row.family_name }
}

function readInr(row: Row, fault: Fault): Inr | undefined {
  const parsed = parseInr(row.inr, ANY_METER)
  if (parsed.kind === 'inr') return parsed.inr
  fault('inr', parsed.code, `INR ${row.inr}: ${parsed.message}`)
  return undefined
}

type Measured = { readonly sampledOn: Day; readonly sampledAt: number }

/** With its offset from UTC, or as the clock in London showed it; an hour that comes twice is not chosen between. */
function readTime(row: Row, fault: Fault): Measured | undefined {
  const ms = instantIn(row.measured_at)
  if (ms !== undefined) return { sampledOn: londonDay(ms), sampledAt: ms }
  const message =
    'When it was measured is not a time like 2026-11-22 08:10, of an hour that comes once. Where the clocks went back give its offset, like 2026-10-25T01:30:00+01:00.'
  fault('measured_at', 'sample-time', message)
  return undefined
}

function instantIn(written: string): number | undefined {
  const asInstant = parseInstant(written)
  if (asInstant.kind === 'instant') return asInstant.ms
  const [, on, hour, minute] =
    /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(written) ?? []
  const day = parseDay(on)
  if (day.kind === 'refused') return undefined
  const instant = londonInstant(day.day, Number(hour) * 60 + Number(minute))
  return instant.kind === 'instant' ? instant.ms : undefined
}
