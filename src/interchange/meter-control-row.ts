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
  readonly doneAt: number | null
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
  const faults = [
    ...before,
    ...faultsOf(row).map((one) => ({ ...one, place: `${place}, ${one.place}` })),
  ]
  const [serial, value] = [cell(row, 'meter_serial'), cell(row, 'result_id')]
  const control: SentControl = {
    serial,
    level: cell(row, 'control_level'),
    stripLot: cell(row, 'strip_lot'),
    controlLot: cell(row, 'control_lot'),
    low: cell(row, 'control_low'),
    high: cell(row, 'control_high'),
    measured: cell(row, 'inr'),
    shown: outcomeOf(row),
    doneOn: done?.sampledOn ?? null,
    doneAt: done?.sampledAt ?? null,
  }
  const isNamed = serial !== '' && value !== ''
  const identifier = isNamed ? { system: `control:${deviceKey(serial)}`, value } : null
  return { place, identifier, faults, observation: row, sent: null, control }
}

const outcomeOf = (row: FileRow): string => cell(row, 'control_outcome').toLowerCase()

/** What is wrong with a row as a control, each at its column. */
function faultsOf(row: FileRow): readonly SentFault[] {
  const at = (place: string, code: string, message: string): SentFault => ({ place, code, message })
  const isNone = ({ place }: SentFault) => cell(row, place) === ''
  const isLong = ({ place }: SentFault) => cell(row, place).length > LONGEST_DEVICE_TEXT
  const isOutcome = ['', 'passed', 'failed'].includes(outcomeOf(row))
  return [
    ...PERSON.map((column) => at(column, 'person', 'A control names no person.')).filter(
      (one) => !isNone(one),
    ),
    ...['meter_serial', 'result_id', ...CONTROL_COLUMNS]
      .map((column) => at(column, 'too-long', TOO_LONG))
      .filter(isLong),
    ...[
      at('meter_serial', 'required', 'Which meter was controlled is not said.'),
      at('result_id', 'required', 'The control has no number of its own.'),
    ].filter(isNone),
    ...(isOutcome ? [] : [at('control_outcome', 'outcome', NO_OUTCOME)]),
  ]
}

const TOO_LONG = `It is longer than ${LONGEST_DEVICE_TEXT} characters.`
const NO_OUTCOME = 'The outcome of the control is neither passed nor failed.'
