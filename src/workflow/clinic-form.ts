import type { Day } from '#base/day.ts'
import { type ClinicPatternId, uuid } from '#base/ids.ts'
import { type Findings, typedDay, typedNote, typedText } from '#register/typed-fields.ts'
import type { Parsed } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** A weekly clinic as it is to be held. */
export type ClinicForm = {
  /** Of the clinic that is changed; undefined adds one. */
  readonly id: ClinicPatternId | undefined
  readonly version: number
  readonly name: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly slotMinutes: number
  readonly fromOn: Day
  readonly untilOn: Day | null
  readonly housebound: boolean
}

const CLINIC_FIELDS = [
  'id',
  'version',
  'name',
  'weekday',
  'start',
  'end',
  'slotMinutes',
  'from',
  'from[day]',
  'from[month]',
  'from[year]',
  'until',
  'until[day]',
  'until[month]',
  'until[year]',
  'housebound',
] as const
type Typed = TextFields<(typeof CLINIC_FIELDS)[number]>

const LONGEST_NAME = 60
const CLOCK = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/
const SHORTEST_SLOT = 5
const LONGEST_SLOT = 120

/** Reads the form of a clinic; answers everything that is wrong with it at once. */
export function parseClinic(input: unknown): Parsed<ClinicForm> {
  const read = readTextFields(input, CLINIC_FIELDS)
  if (read.kind === 'refused') return read
  const typed = read.value
  const findings: Findings = []
  const form = {
    id: uuid<ClinicPatternId>(typed.id),
    version: Number(typed.version ?? 0),
    name: requiredName(typed, findings),
    weekday: wholeNumber(typed, 'weekday', 1, 7, 'Choose the day of the week.', findings),
    startMinute: clockTime(typed, 'start', findings),
    endMinute: clockTime(typed, 'end', findings),
    slotMinutes: wholeNumber(typed, 'slotMinutes', SHORTEST_SLOT, LONGEST_SLOT, SLOT, findings),
    fromOn: typedDay(typed, 'from', findings),
    untilOn: typedDay(typed, 'until', findings),
    housebound: typed.housebound === 'yes',
  }
  const { fromOn } = form
  if (fromOn === null && !findings.some(({ field }) => field === 'from')) {
    findings.push({ field: 'from', code: 'required', message: 'Enter the first day.' })
  }
  findings.push(...orderFindings(form))
  if (findings.length > 0 || fromOn === null) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { ...form, fromOn } }
}

const SLOT = `Enter how many minutes a patient has, from ${SHORTEST_SLOT} to ${LONGEST_SLOT}.`

function requiredName(typed: Typed, findings: Findings): string {
  const name = typedNote(typed, 'name', LONGEST_NAME, findings)
  if (name === '') findings.push({ field: 'name', code: 'required', message: 'Name the clinic.' })
  return name
}

function wholeNumber(
  typed: Typed,
  field: 'weekday' | 'slotMinutes',
  least: number,
  most: number,
  message: string,
  findings: Findings,
): number {
  const text = typedText(typed, field)
  const number = Number(text)
  if (!/^\d{1,3}$/.test(text) || number < least || number > most) {
    findings.push({ field, code: 'range', message })
  }
  return number
}

function clockTime(typed: Typed, field: 'start' | 'end', findings: Findings): number {
  const match = CLOCK.exec(typedText(typed, field))
  if (match !== null) return Number(match[1]) * 60 + Number(match[2])
  findings.push({ field, code: 'format', message: 'Enter the time like 09:00.' })
  return Number.NaN
}

/** What is right by itself and wrong together. */
function orderFindings(
  form: Omit<ClinicForm, 'fromOn'> & { readonly fromOn: Day | null },
): Findings {
  const { startMinute, endMinute, slotMinutes, fromOn, untilOn } = form
  const findings: Findings = []
  if (endMinute < startMinute + slotMinutes) {
    const message = 'The clinic must be long enough for one patient: enter a later end.'
    findings.push({ field: 'end', code: 'too-short', message })
  }
  if (fromOn !== null && untilOn !== null && untilOn < fromOn) {
    const message = 'The last day must not be before the first.'
    findings.push({ field: 'until', code: 'order', message })
  }
  return findings
}
