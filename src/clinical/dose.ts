// A daily dose of warfarin, in whole micrograms: 4500 is 4.5 mg.

import { trimAscii } from '#base/typed-text.ts'

/** Micrograms a day, a whole number of 0 or more. */
export type Ug = number & { readonly __unit: 'microgram' }

/** Whole micrograms; a fraction or a negative number is a defect and throws. */
export function ug(amount: number): Ug {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`a dose cannot be ${amount} micrograms`)
  }
  return amount as Ug
}

export type DoseRefusal = {
  readonly kind: 'refused'
  readonly code:
    | 'required'
    | 'type'
    | 'format'
    | 'leading-zero'
    | 'use-a-point'
    | 'number-only'
    | 'no-ranges'
    | 'use-the-pattern'
    | 'use-omit'
    | 'step'
    | 'too-large'
  readonly message: string
}
export type DoseParse = { readonly kind: 'dose'; readonly ug: Ug } | DoseRefusal

const GRAMMAR = /^(0|[1-9]\d?)(?:\.(\d{1,2}))?$/

/** Shapes that people write, each with what to do instead; the first that fits answers. */
const OTHER_SHAPES: readonly (readonly [RegExp, DoseRefusal['code'], string])[] = [
  [/^\.\d+$/, 'leading-zero', 'Write a zero before the point, for example 0.5.'],
  [/^\d+[,·]\d+$/, 'use-a-point', 'Use a point for the decimal, for example 4.5.'],
  [/^\d+\.\d{3,}$/, 'step', 'Doses go in steps of 0.5 mg. Enter for example 4.5.'],
  [/^\d{3,}(?:\.\d+)?$/, 'too-large', 'That is more than a daily dose can be. Enter mg a day.'],
  [/^\d+(?:\.\d+)?[ \t]*-[ \t]*\d+(?:\.\d+)?$/, 'no-ranges', 'Enter one dose, not a range.'],
  [
    /^\d+(?:\.\d+)?[ \t]*\/|altern/i,
    'use-the-pattern',
    'Enter one dose here. Different doses on different days are entered by weekday.',
  ],
  [
    /^(?:nil|none|omit|miss|withhold|stop|hold)$/i,
    'use-omit',
    'For no dose enter 0 mg, and the days without a dose.',
  ],
  [/^\d+(?:\.\d+)?[ \t]*tab/i, 'number-only', 'Enter the dose in mg, not in tablets.'],
  [/^\d+(?:\.\d+)?[ \t]*[a-z]{2,}$/i, 'number-only', 'Enter the number only, without units.'],
]

/** Reads a daily dose in mg as typed, by a strict grammar; a JSON number is refused. */
export function parseDose(text: unknown): DoseParse {
  if (text === undefined || text === null) return refused('required', 'Enter the dose in mg.')
  if (typeof text !== 'string') return refused('type', 'Send the dose as text, for example "4.5".')
  const typed = trimAscii(text)
  if (typed === '') return refused('required', 'Enter the dose in mg.')
  const match = GRAMMAR.exec(typed)
  if (match === null) return notInGrammar(typed)
  const thousandths = (match[2] ?? '').padEnd(3, '0')
  return { kind: 'dose', ug: ug(Number(match[1]) * 1000 + Number(thousandths)) }
}

function notInGrammar(typed: string): DoseRefusal {
  for (const [shape, code, message] of OTHER_SHAPES) {
    if (shape.test(typed)) return refused(code, message)
  }
  return refused('format', 'Enter the dose in mg as a number, for example 4.5.')
}

function refused(code: DoseRefusal['code'], message: string): DoseRefusal {
  return { kind: 'refused', code, message }
}

/** The number of mg without the unit: `4.5`, `3`, `0.5`; never `3.0` and never `.5` (H14). */
export function mgNumber(dose: number): string {
  const whole = Math.trunc(dose / 1000)
  const rest = `${dose % 1000}`.padStart(3, '0').replace(/0+$/, '')
  return rest === '' ? `${whole}` : `${whole}.${rest}`
}

/** `4.5 mg`. */
export const formatMg = (dose: number): string => `${mgNumber(dose)} mg`
