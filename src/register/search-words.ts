import { type Day, type DayParse, dayFromParts, parseDay } from '#base/day.ts'
import { type NhsNumber, parseNhsNumber } from './nhs-number.ts'
import { foldName } from './person-name.ts'

/** What somebody looks for in the register, from the one box of the frame. */
export type Search =
  | { readonly kind: 'nhs-number'; readonly nhsNumber: NhsNumber }
  | {
      readonly kind: 'people'
      /** Folded words with a space between; empty when only a date of birth is sought. */
      readonly name: string
      readonly dateOfBirth: Day | null
    }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** @technical Limit of the form, in characters. */
const LONGEST_SEARCH = 100
const WILDCARDS = /[%_*?]/
const DIGITS_AND_SEPARATORS = /^[\d -]+$/
/** @technical From how many digits a search looks for an NHS number. */
const SHORTEST_NHS_NUMBER = 9

/** Reads a name, a date of birth in any usual spelling, both, or an NHS number. Wildcards are refused (D3.48). */
export function parseSearch(typed: unknown): Search {
  if (typeof typed !== 'string') return refused('type', 'Send what you look for as text.')
  const text = typed.trim()
  if (text === '') {
    return refused('required', 'Enter a name, a date of birth or an NHS number.')
  }
  if (text.length > LONGEST_SEARCH) {
    return refused('too-long', `Enter no more than ${LONGEST_SEARCH} characters.`)
  }
  if (WILDCARDS.test(text)) {
    return refused(
      'no-wildcards',
      'Signs like % _ * and ? are not used here. Enter the part of the name that you know.',
    )
  }
  return isNumber(text) ? numberSought(text) : peopleSought(text)
}

const isNumber = (text: string): boolean =>
  DIGITS_AND_SEPARATORS.test(text) && text.replace(/\D/g, '').length >= SHORTEST_NHS_NUMBER

function numberSought(text: string): Search {
  const parsed = parseNhsNumber(text)
  if (parsed.kind === 'refused') return refused(parsed.code, parsed.message)
  return { kind: 'nhs-number', nhsNumber: parsed.nhsNumber }
}

function peopleSought(text: string): Search {
  const { birth, rest } = birthIn(text)
  if (birth?.kind === 'refused') {
    return refused(birth.code, `The date of birth is not a date. ${birth.message}`)
  }
  if (/\d/.test(rest)) return UNREADABLE
  const name = rest
    .split(/[\s,]+/)
    .map(foldName)
    .filter(Boolean)
    .join(' ')
  if (name === '' && birth === undefined) return UNREADABLE
  return { kind: 'people', name, dateOfBirth: birth?.day ?? null }
}

const refused = (code: string, message: string): Search => ({ kind: 'refused', code, message })

const UNREADABLE = refused(
  'not-understood',
  'Enter a name, a full date of birth like 04/09/1942, or an NHS number of 10 digits.',
)

type Birth = { readonly birth: DayParse | undefined; readonly rest: string }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Day, month and year of each spelling: the day always comes before the month, as people here write it. @technical
 * Calendar: how a date may be spelled.
 */
const SPELLINGS: readonly {
  readonly shape: RegExp
  readonly read: (parts: Readonly<Record<string, string>>) => DayParse
}[] = [
  {
    shape: /(?<!\d)(?<iso>\d{4}-\d{2}-\d{2})(?!\d)/,
    read: ({ iso = '' }) => parseDay(iso),
  },
  {
    shape: /(?<!\d)(?<d>\d{1,2})[ ./-](?<m>\d{1,2})[ ./-](?<y>\d{4}|\d{2})(?!\d)/,
    read: ({ d = '', m = '', y = '' }) => (y.length === 2 ? SHORT_YEAR : dayFromParts(d, m, y)),
  },
  {
    shape: /(?<!\d)(?<d>\d{2})(?<m>\d{2})(?<y>\d{4})(?!\d)/,
    read: ({ d = '', m = '', y = '' }) => dayFromParts(d, m, y),
  },
  {
    shape:
      /(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th)?[ -]+(?<word>[a-z]{3,9})\.?[ ,-]+(?<y>\d{4})(?!\d)/i,
    read: ({ d = '', word = '', y = '' }) => dayFromParts(d, monthNumber(word), y),
  },
]

const SHORT_YEAR: DayParse = {
  kind: 'refused',
  code: 'format',
  message: 'Enter the year with 4 digits, like 1942.',
}

/** The number of a month in words or its first three letters; 13, which no calendar has, for any other word. */
function monthNumber(word: string): string {
  const place = MONTHS.indexOf(word.slice(0, 3).toLowerCase())
  return String(place === -1 ? 13 : place + 1)
}

function birthIn(text: string): Birth {
  for (const { shape, read } of SPELLINGS) {
    const found = shape.exec(text)
    if (found?.groups !== undefined) {
      return { birth: read(found.groups), rest: text.replace(found[0], ' ') }
    }
  }
  return { birth: undefined, rest: text }
}
