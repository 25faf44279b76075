// What is measured of a person besides the INR: weight, blood tests, blood pressure. Whole numbers of a small unit.

import { trimAscii } from '#base/typed-text.ts'

export const MEASUREMENT_KINDS = [
  'weight',
  'creatinine',
  'egfr',
  'sodium',
  'potassium',
  'haemoglobin',
  'platelets',
  'alt',
  'bilirubin',
  'systolic-bp',
] as const
export type MeasurementKind = (typeof MEASUREMENT_KINDS)[number]

/** `>90` says that the laboratory reports nothing beyond 90; it is not 90. */
export type Comparator = '=' | '>' | '<'

/** What a kind of measurement is called, in which unit it is typed, and what a person can have. */
export type Measure = {
  readonly name: string
  /** As people type and read it. */
  readonly unit: string
  /** Decimal places that are typed, at most. */
  readonly decimals: 0 | 1
  /** How many of the stored unit make one of the typed one: 1 kg is 1,000 g. */
  readonly perUnit: 1 | 10 | 1000
  /** In the stored unit; outside is refused as a slip. @see docs/evidence.md#measurement-limits */
  readonly lowest: number
  readonly highest: number
  /** Laboratories report these as beyond a limit. */
  readonly mayBeCensored: boolean
  readonly example: string
  /** What a decimal or a number out of range most likely is, said to whoever typed it (H20). */
  readonly otherUnit?: string
}

const whole = { decimals: 0, perUnit: 1, mayBeCensored: false } as const

/**
 * The measurements, each with its unit. Stored: weight in grams, potassium in tenths of mmol/L, all others in the unit
 * typed. Limits are wide: they catch a slip or another unit, and judge nobody. @see docs/evidence.md#measurement-limits
 */
export const MEASURES: Readonly<Record<MeasurementKind, Measure>> = {
  weight: {
    name: 'Weight',
    unit: 'kg',
    decimals: 1,
    perUnit: 1000,
    lowest: 25_000,
    highest: 350_000,
    mayBeCensored: false,
    example: '71.3',
    otherUnit: 'Weigh in kg, not in pounds or stones.',
  },
  creatinine: {
    ...whole,
    name: 'Creatinine',
    unit: 'µmol/L',
    lowest: 20,
    highest: 2000,
    example: '92',
    otherUnit: 'A creatinine of 1.2 is in mg/dL: take the figure in µmol/L from the laboratory.',
  },
  egfr: {
    ...whole,
    name: 'eGFR',
    unit: 'mL/min/1.73 m²',
    lowest: 1,
    highest: 200,
    mayBeCensored: true,
    example: '64',
  },
  sodium: { ...whole, name: 'Sodium', unit: 'mmol/L', lowest: 90, highest: 200, example: '139' },
  potassium: {
    name: 'Potassium',
    unit: 'mmol/L',
    decimals: 1,
    perUnit: 10,
    lowest: 10,
    highest: 100,
    mayBeCensored: false,
    example: '4.2',
  },
  haemoglobin: {
    ...whole,
    name: 'Haemoglobin',
    unit: 'g/L',
    lowest: 20,
    highest: 250,
    example: '132',
    otherUnit: 'A haemoglobin of 13.2 is in g/dL: write 132.',
  },
  platelets: {
    ...whole,
    name: 'Platelets',
    unit: '×10⁹/L',
    lowest: 1,
    highest: 2000,
    example: '240',
  },
  alt: {
    ...whole,
    name: 'ALT',
    unit: 'U/L',
    lowest: 1,
    highest: 10_000,
    mayBeCensored: true,
    example: '28',
  },
  bilirubin: {
    ...whole,
    name: 'Bilirubin',
    unit: 'µmol/L',
    lowest: 1,
    highest: 1000,
    mayBeCensored: true,
    example: '9',
    otherUnit: 'Take the figure in µmol/L from the laboratory.',
  },
  'systolic-bp': {
    ...whole,
    name: 'Systolic blood pressure',
    unit: 'mmHg',
    lowest: 50,
    highest: 300,
    example: '138',
  },
}

export type MeasurementRefusal = {
  readonly kind: 'refused'
  readonly code:
    | 'required'
    | 'type'
    | 'format'
    | 'use-a-point'
    | 'number-only'
    | 'precision'
    | 'censored'
    | 'range'
  readonly message: string
}
export type MeasurementParse =
  | { readonly kind: 'measurement'; readonly comparator: Comparator; readonly value: number }
  | MeasurementRefusal

const GRAMMAR = /^([<>]?)(0|[1-9]\d{0,4})(?:\.(\d))?$/
const WITH_COMMA = /^\d+[,·]\d+$/
const WITH_UNIT = /^[<>]?\d+(?:\.\d+)?[ \t]*[a-zµ%×][^<>]*$/iu
const TOO_PRECISE = /^[<>]?(?:0|[1-9]\d*)\.\d{2,}$/

/** Reads one measurement as typed, by a strict grammar, into the stored unit; a JSON number is refused. */
export function parseMeasurement(kind: MeasurementKind, text: unknown): MeasurementParse {
  const { name, unit, example } = MEASURES[kind]
  const enter = `Enter the ${nameInText(name)} in ${unit}, for example ${example}.`
  if (text === undefined || text === null) return refused('required', enter)
  if (typeof text !== 'string') return refused('type', `Send the ${nameInText(name)} as text.`)
  const typed = trimAscii(text)
  if (typed === '') return refused('required', enter)
  const match = GRAMMAR.exec(typed)
  if (match === null) return notInGrammar(kind, typed, enter)
  const [, sign, units = '', tenth] = match
  return inLimits(kind, comparatorOf(sign), units, tenth)
}

const comparatorOf = (sign: string | undefined): Comparator =>
  sign === '>' || sign === '<' ? sign : '='

function inLimits(
  kind: MeasurementKind,
  comparator: Comparator,
  units: string,
  tenth: string | undefined,
): MeasurementParse {
  const measure = MEASURES[kind]
  const { name, unit, decimals, perUnit, lowest, highest } = measure
  const hint = measure.otherUnit === undefined ? '' : ` ${measure.otherUnit}`
  if (comparator !== '=' && !measure.mayBeCensored) {
    return refused('censored', `Enter the ${nameInText(name)} that was measured, without < or >.`)
  }
  if (tenth !== undefined && decimals === 0) {
    return refused('precision', `Enter the ${nameInText(name)} in whole ${unit}.${hint}`)
  }
  const value = Number(units) * perUnit + Number(tenth ?? 0) * (perUnit / 10)
  if (value < lowest || value > highest) {
    const from = formatAmount(kind, lowest)
    const to = formatAmount(kind, highest)
    return refused(
      'range',
      `The ${nameInText(name)} must be between ${from} and ${to} ${unit}. Check it.${hint}`,
    )
  }
  return { kind: 'measurement', comparator, value }
}

function notInGrammar(kind: MeasurementKind, typed: string, enter: string): MeasurementRefusal {
  const { decimals } = MEASURES[kind]
  if (WITH_COMMA.test(typed)) return refused('use-a-point', `Use a point for decimals. ${enter}`)
  if (WITH_UNIT.test(typed)) return refused('number-only', `Type the number only. ${enter}`)
  if (TOO_PRECISE.test(typed)) {
    const places = decimals === 1 ? 'one decimal place at most' : 'no decimals'
    return refused('precision', `Use ${places}. ${enter}`)
  }
  return refused('format', enter)
}

const refused = (code: MeasurementRefusal['code'], message: string): MeasurementRefusal => ({
  kind: 'refused',
  code,
  message,
})

/** `weight`, `systolic blood pressure`; names that are letters stay as they are: `ALT`, `eGFR`. */
const nameInText = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

/** The number without its unit, as it is typed: 71300 g is `71.3`. */
export function formatAmount(kind: MeasurementKind, value: number): string {
  const { perUnit } = MEASURES[kind]
  const units = Math.trunc(value / perUnit)
  const rest = value - units * perUnit
  return rest === 0 ? `${units}` : `${units}.${rest / (perUnit / 10)}`
}

/** `71.3 kg`, `>90 mL/min/1.73 m²`. */
export function formatMeasurement(
  kind: MeasurementKind,
  { comparator, value }: { readonly comparator: Comparator; readonly value: number },
): string {
  const sign = comparator === '=' ? '' : comparator
  return `${sign}${formatAmount(kind, value)} ${MEASURES[kind].unit}`
}
