// An internal control in a meter's file: a row whose type says so. What is written of it is read as on the page of meters (H06).
import { deviceKey } from '#clinical/device-name.ts'
import type { SentFault } from './fhir-value.ts'
import { LONGEST_DEVICE_TEXT } from './observation-meter.ts'
import type { SentEntry } from './result-bundle.ts'

/** The columns that a file with controls has besides; a file without controls needs none of them. */
export const CONTROL_COLUMNS = [
  'type',
  'control_level',
  'control_lot',
  'control_low',
  'control_high',
  'control_outcome',
] as const
export type ControlColumn = (typeof CONTROL_COLUMNS)[number]

/** A control as it was sent; each value as it stands in the file, by the names of the fields of a typed one. */
export type SentControl = {
  readonly serial: string
  readonly level: string
  readonly stripLot: string
  readonly controlLot: string
  readonly low: string
  readonly high: string
  readonly measured: string
  readonly shown: string
  readonly doneOn: string | null
  readonly doneAt: string | null
}

/** The day and the instant of a row; nothing where it could not be read. */
type Done = { readonly sampledOn: string; readonly sampledAt: number } | undefined

export type FileRow = Readonly<Record<string, string>>
const cell = (row: FileRow, column: string): string => row[column] ?? ''

/** What a row is; a word that is neither is a fault, and a result with what only a control has is one too. */
export function kindOfRow(row: FileRow): 'result' | 'control' | 'not-known' {
  const type = cell(row, 'type').toLowerCase()
  if (type === 'control') return 'control'
  const isControlLike = CONTROL_COLUMNS.some(
    (column) => column !== 'type' && cell(row, column) !== '',
  )
  return (type === '' || type === 'result') && !isControlLike ? 'result' : 'not-known'
}

export const KIND_NOT_KNOWN =
  'The type is neither result nor control, or the row is called a result and says what only a control has.'

/** Columns of a person: a row that names one is no control of a meter. */
const PERSON = ['nhs_number', 'date_of_birth', 'family_name']

/** Reads a control; faults of the row beside it are those of any row. */
export function readControlRow(
  row: FileRow,
  place: string,
  done: Done,
  before: readonly SentFault[],
): SentEntry {
  const faults = [...before]
  const fault = (column: string, code: string, message: string) =>
    faults.push({ place: `${place}, ${column}`, code, message })
  for (const column of PERSON) {
    if (cell(row, column) !== '') fault(column, 'person', 'A control names no person.')
  }
  for (const column of ['meter_serial', 'result_id', ...CONTROL_COLUMNS]) {
    if (cell(row, column).length <= LONGEST_DEVICE_TEXT) continue
    fault(column, 'too-long', `It is longer than ${LONGEST_DEVICE_TEXT} characters.`)
  }
  const [serial, value] = [cell(row, 'meter_serial'), cell(row, 'result_id')]
  if (serial === '') fault('meter_serial', 'required', 'Which meter was controlled is not said.')
  if (value === '') fault('result_id', 'required', 'The control has no number of its own.')
  const shown = cell(row, 'control_outcome').toLowerCase()
  if (!['', 'passed', 'failed'].includes(shown)) {
    fault('control_outcome', 'outcome', 'The outcome of the control is neither passed nor failed.')
  }
  const identifier =
    serial === '' || value === '' ? null : { system: `control:${deviceKey(serial)}`, value }
  const control: SentControl = {
    serial,
    level: cell(row, 'control_level'),
    stripLot: cell(row, 'strip_lot'),
    controlLot: cell(row, 'control_lot'),
    low: cell(row, 'control_low'),
    high: cell(row, 'control_high'),
    measured: cell(row, 'inr'),
    shown,
    doneOn: done?.sampledOn ?? null,
    doneAt: done === undefined ? null : new Date(done.sampledAt).toISOString(),
  }
  return { place, identifier, faults, observation: row, sent: null, control }
}
