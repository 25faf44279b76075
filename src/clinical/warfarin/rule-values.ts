// What a field of a rule set may hold, how it is read as typed, and how it is said. One place for every field.
import { clinicalDate, isDay } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { formatMg, mgNumber, parseDose } from '#clinical/dose.ts'
import { formatTenths } from '#clinical/inr.ts'

export type Unit = 'inr' | 'hundredths' | 'percent' | 'mg' | 'days' | 'count'

export type Holds =
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, string>> }
  | { readonly kind: 'yes-no'; readonly yes: string; readonly no: string }
  | { readonly kind: 'number'; readonly unit: Unit; readonly least: number; readonly most: number }
  | {
      readonly kind: 'steps'
      readonly unit: Unit
      readonly least: number
      readonly most: number
      readonly mostSteps: number
    }
  /** Written by Evenkeel, not by a site: shown and compared, never asked for. */
  | { readonly kind: 'as-shipped' }

export type ReadValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

type UnitWords = {
  readonly says: (value: number) => string
  readonly typed: (value: number) => string
  readonly read: (text: string) => number | undefined
}

const TWO_DECIMALS = /^(0|[1-9]\d?)\.(\d{2})$/
const WHOLE = /^(?:0|[1-9]\d{0,4})$/
const ONE_DECIMAL = /^(0|[1-9]\d?)\.(\d)$/
/** @see docs/evidence.md#rounding */
const DOSE_STEP_UG = 500

const whole = (text: string): number | undefined =>
  WHOLE.test(text) ? Number.parseInt(text, 10) : undefined

/** Tenths of INR from `2.5`; one decimal is asked for, so that 25 is not taken for 2.5. */
function tenths(text: string): number | undefined {
  const [, units, decimal] = ONE_DECIMAL.exec(text) ?? []
  if (units === undefined || decimal === undefined) return undefined
  return Number.parseInt(units, 10) * 10 + Number.parseInt(decimal, 10)
}

/** Hundredths from `0.58`. */
function hundredths(text: string): number | undefined {
  const [, units, decimals] = TWO_DECIMALS.exec(text) ?? []
  if (units === undefined || decimals === undefined) return undefined
  return Number.parseInt(units, 10) * 100 + Number.parseInt(decimals, 10)
}

const withTwoDecimals = (value: number): string =>
  `${Math.trunc(value / 100)}.${`${value % 100}`.padStart(2, '0')}`

function micrograms(text: string): number | undefined {
  const dose = parseDose(text)
  return dose.kind === 'dose' && dose.ug % DOSE_STEP_UG === 0 ? dose.ug : undefined
}

const UNITS: Readonly<Record<Unit, UnitWords>> = {
  inr: { says: formatTenths, typed: formatTenths, read: tenths },
  hundredths: { says: withTwoDecimals, typed: withTwoDecimals, read: hundredths },
  percent: { says: (value) => `${value} %`, typed: String, read: whole },
  mg: { says: formatMg, typed: mgNumber, read: micrograms },
  days: { says: (value) => `${value} ${value === 1 ? 'day' : 'days'}`, typed: String, read: whole },
  count: { says: String, typed: String, read: whole },
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value)
const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(isNumber)

/** Whether a value is of the form that the field asks for; its limits are `limitFault`'s. */
export function isOfItsKind(holds: Holds, value: unknown): boolean {
  switch (holds.kind) {
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(holds.choices, value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'number':
      return isNumber(value)
    case 'steps':
      return isNumbers(value)
    case 'as-shipped':
      return value !== undefined
  }
}

/** What is wrong with a value of the right form: beyond the limits, or steps that do not go up. */
export function limitFault(holds: Holds, value: unknown): string | undefined {
  if (holds.kind === 'number' && isNumber(value)) {
    return isWithin(holds, value) ? undefined : `Enter a value from ${limitsInWords(holds)}.`
  }
  if (holds.kind !== 'steps' || !isNumbers(value)) return undefined
  const goesUp = value.every((step, nth) => step > (value[nth - 1] ?? Number.NEGATIVE_INFINITY))
  if (value.length === 0 || value.length > holds.mostSteps || !goesUp) {
    return `Enter 1 to ${holds.mostSteps} steps, each longer than the one before.`
  }
  return value.every((step) => isWithin(holds, step))
    ? undefined
    : `Enter each step from ${limitsInWords(holds)}.`
}

type Limits = { readonly unit: Unit; readonly least: number; readonly most: number }
const isWithin = ({ least, most }: Limits, value: number): boolean =>
  value >= least && value <= most

/** `1.5 to 2.0`: the safe limits of a field as a person reads them; nothing where it has none. */
export function limitsInWords(holds: Holds): string {
  if (holds.kind !== 'number' && holds.kind !== 'steps') return ''
  const { typed, says } = UNITS[holds.unit]
  return `${typed(holds.least)} to ${says(holds.most)}`
}

/** Reads what was typed for a field; nothing is corrected. */
export function readValue(holds: Holds, text: string): ReadValue {
  const typed = trimAscii(text)
  if (typed === '') return refused('required', 'Enter a value.')
  const value = valueTyped(holds, typed)
  if (value === undefined) return refused('format', formatWanted(holds))
  const fault = limitFault(holds, value)
  return fault === undefined ? { kind: 'value', value } : refused('limit', fault)
}

const refused = (code: string, message: string): ReadValue => ({ kind: 'refused', code, message })

function valueTyped(holds: Holds, typed: string): unknown {
  switch (holds.kind) {
    case 'choice':
      return Object.keys(holds.choices).find((choice) => choice === typed)
    case 'yes-no':
      return typed === 'yes' ? true : typed === 'no' ? false : undefined
    case 'number':
      return UNITS[holds.unit].read(typed)
    case 'steps': {
      const steps = typed.split(',').map((step) => UNITS[holds.unit].read(trimAscii(step)))
      return steps.every((step) => step !== undefined) ? steps : undefined
    }
    case 'as-shipped':
      return undefined
  }
}

const WANTED: Readonly<Record<Unit, string>> = {
  inr: 'Enter an INR with one decimal place, like 1.5.',
  hundredths: 'Enter a number with two decimal places, like 0.58.',
  percent: 'Enter whole per cent without a sign, like 20.',
  mg: 'Enter mg in steps of 0.5, like 15 or 7.5.',
  days: 'Enter whole days, like 14.',
  count: 'Enter a whole number.',
}

function formatWanted(holds: Holds): string {
  if (holds.kind === 'number') return WANTED[holds.unit]
  if (holds.kind === 'steps') return 'Enter whole days with commas between, like 28, 42, 56.'
  return holds.kind === 'as-shipped' ? 'This is not for a site to set.' : 'Choose one.'
}

/** A value in words: `1.5`, `20 %`, `28, 42, 56 days`. What is not set is said to be not set. */
export function valueInWords(holds: Holds, value: unknown): string {
  if (value === undefined) return 'not set'
  return knownInWords(holds, value) ?? plainly(value)
}

const plainly = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** Undefined for a value of another form. */
function knownInWords(holds: Holds, value: unknown): string | undefined {
  switch (holds.kind) {
    case 'choice':
      return isOfItsKind(holds, value) ? holds.choices[String(value)] : undefined
    case 'yes-no':
      return yesNoInWords(holds, value)
    case 'number':
      return isNumber(value) ? UNITS[holds.unit].says(value) : undefined
    case 'steps':
      return isNumbers(value) ? stepsInWords(holds.unit, value) : undefined
    case 'as-shipped':
      return isDay(value) ? clinicalDate(value) : undefined
  }
}

type YesNo = Extract<Holds, { readonly kind: 'yes-no' }>

function yesNoInWords({ yes, no }: YesNo, value: unknown): string | undefined {
  if (typeof value !== 'boolean') return undefined
  return value ? yes : no
}

function stepsInWords(unit: Unit, steps: readonly number[]): string {
  const { typed, says } = UNITS[unit]
  return steps.map((step, nth) => (nth === steps.length - 1 ? says : typed)(step)).join(', ')
}

/** A value as the form holds it; `readValue` of it is the value again. */
export function valueAsTyped(holds: Holds, value: unknown): string {
  if (holds.kind === 'yes-no') return value === true ? 'yes' : 'no'
  if (holds.kind === 'number' && isNumber(value)) return UNITS[holds.unit].typed(value)
  if (holds.kind === 'steps' && isNumbers(value)) {
    return value.map(UNITS[holds.unit].typed).join(', ')
  }
  return typeof value === 'string' ? value : ''
}
