import { type Day, dayFromParts, parseDay } from '#base/day.ts'
import { isWholesale } from './wholesale.ts'

/** How the file writes its dates, as the person who exported it says. Nothing is guessed from the dates. */
export type DateFormat = 'yyyy-mm-dd' | 'dd/mm/yyyy'
export const DATE_FORMATS: readonly DateFormat[] = ['yyyy-mm-dd', 'dd/mm/yyyy']

export type ImportedDay =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
const DECLARED = /^(\d{2})\/(\d{2})\/(\d{4})$/

const SHAPES: readonly (readonly [RegExp, string, string])[] = [
  [
    /^\d{4,6}\.\d+$|^\d{5,6}$/,
    'excel-serial',
    'This is the number that Excel keeps for a date. Format the column as a date, year first, and export again.',
  ],
  [
    /^\d{4}$|^\d{4}-\d{2}$/,
    'partial-date',
    'The date is not complete. Find the day and the month.',
  ],
  [
    /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/,
    'two-digit-year',
    'The year has two digits. Write it with four, like 2026-04-03.',
  ],
  [
    /^\d{4}-\d{2}-\d{2}[T ]/,
    'date-with-time',
    'This is a date with a time. Write the date alone, like 2026-04-03.',
  ],
]

/** Reads a date cell by the declared format. A date year first is never ambiguous and always read. */
export function readImportedDay(text: string, format: DateFormat): ImportedDay {
  if (text === '') {
    return { kind: 'refused', code: 'required', message: 'The date is missing. Add it.' }
  }
  const slashed = SLASHED.exec(text)
  if (slashed !== null) return readSlashed(text, format)
  const parsed = parseDay(text)
  if (parsed.kind === 'day') return parsed
  const shape = SHAPES.find(([pattern]) => pattern.test(text))
  if (shape !== undefined) return { kind: 'refused', code: shape[1], message: shape[2] }
  if (parsed.code === 'format') {
    const message = 'This is not a date. Write it as year, month and day, like 2026-04-03.'
    return { kind: 'refused', code: 'not-a-date', message }
  }
  return { kind: 'refused', code: parsed.code, message: parsed.message }
}

function readSlashed(text: string, format: DateFormat): ImportedDay {
  if (format === 'yyyy-mm-dd') {
    const message =
      'The order of day and month is not declared. Say how the file writes its dates, or write this one like 2026-04-03.'
    return { kind: 'refused', code: 'format-undeclared', message }
  }
  const declared = DECLARED.exec(text)
  if (declared === null) {
    const message = 'The file writes its dates as DD/MM/YYYY. Write this one like 03/04/2026.'
    return { kind: 'refused', code: 'other-format', message }
  }
  const parsed = dayFromParts(declared[1] ?? '', declared[2] ?? '', declared[3] ?? '')
  if (parsed.kind === 'day') return parsed
  return { kind: 'refused', code: parsed.code, message: parsed.message }
}

export type DateColumnFault = { readonly code: string; readonly message: string }

/** What is wrong with a column of dates as a whole, so that no date in it can be trusted. */
export function faultOfDateColumn(
  texts: readonly string[],
  format: DateFormat,
): DateColumnFault | undefined {
  const slashed = texts.flatMap((text) => {
    const match = SLASHED.exec(text)
    return match === null ? [] : [{ first: Number(match[1]), second: Number(match[2]) }]
  })
  const dayFirst = slashed.some(({ first, second }) => first > 12 && second <= 12)
  const monthFirst = slashed.some(({ first, second }) => first <= 12 && second > 12)
  if (dayFirst && monthFirst) {
    const message =
      'The column mixes dates with the day first and dates with the month first, so none can be trusted. Export it with the year first, like 2026-04-03.'
    return { code: 'mixed-date-formats', message }
  }
  if (format !== 'yyyy-mm-dd' || !isWholesale(slashed.length, texts.length)) return undefined
  const message =
    'Dates like 03/04/2026 can be read in two ways. Say that the file writes DD/MM/YYYY, or export it with the year first.'
  return { code: 'declare-date-format', message }
}
