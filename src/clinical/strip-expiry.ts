import { addDays, type Day, day, dayFromParts, parseDay } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'

export type StripExpiry =
  | { readonly kind: 'expires'; readonly on: Day }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'refused'; readonly message: string }

const MONTH_FIRST = /^(\d{1,2})[/-](\d{4})$/
const YEAR_FIRST = /^(\d{4})-(\d{2})$/
const DAY_FIRST = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/

/**
 * Reads the expiry of strips as it stands on their box: a day, or a month, which they last to its end. An empty box is
 * "not known", and nothing else is guessed (H06).
 */
export function parseStripExpiry(text: string | undefined): StripExpiry {
  const typed = trimAscii(text ?? '')
  if (typed === '') return { kind: 'not-known' }
  const read = monthIn(typed) ?? dayIn(typed)
  if (read !== undefined) return { kind: 'expires', on: read }
  const message = 'Enter the expiry as it stands on the box, like 03/2027 or 31/03/2027.'
  return { kind: 'refused', message }
}

function monthIn(typed: string): Day | undefined {
  const [, month, year] = MONTH_FIRST.exec(typed) ?? []
  const [, isoYear, isoMonth] = YEAR_FIRST.exec(typed) ?? []
  const first = dayFromParts('1', month ?? isoMonth ?? '', year ?? isoYear ?? '')
  return first.kind === 'day' ? lastOfMonth(first.day) : undefined
}

/** 31 days after the first of a month lie in the next one, whatever its length. */
const lastOfMonth = (first: Day): Day => addDays(day(`${addDays(first, 31).slice(0, 7)}-01`), -1)

function dayIn(typed: string): Day | undefined {
  const [, date = '', month = '', year = ''] = DAY_FIRST.exec(typed) ?? []
  const read = date === '' ? parseDay(typed) : dayFromParts(date, month, year)
  return read.kind === 'day' ? read.day : undefined
}
