import { type Day, parseDay } from '#base/day.ts'
import { checkDigit } from '#register/nhs-number.ts'
import { foldName } from '#register/person-name.ts'

/** By what a person could be known from a text. */
export type Identity = {
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: Day
  readonly nhsNumber: string | null
  readonly postcode: string
  readonly telephones: readonly string[]
}

/** What of a text says who somebody is, as it stands there. */
export type Found = { readonly what: keyof typeof WHAT; readonly words: string }

export const WHAT = {
  'nhs-number': 'NHS number',
  name: 'name',
  'date-of-birth': 'date of birth',
  postcode: 'postcode',
  telephone: 'telephone number',
} as const

/**
 * Everything in a text by which this person could be known: any valid NHS number at all, and of the person the names as whole words,
 * the date of birth however it is written, the postcode and the telephone numbers. A name that is a word as well (Rose, May) is found
 * too: to write "went up" costs less than to tell who it is.
 */
export function identityIn(text: string, person: Identity): readonly Found[] {
  return [
    ...numbersIn(text, person),
    ...namesIn(text, person),
    ...datesIn(text, person.dateOfBirth),
    ...postcodesIn(text, person.postcode),
  ]
}

/** What may stand between the digits of one number. */
const BETWEEN = '[ \\u00a0().,/\\-\u2010-\u2015]{0,3}'
const TEN_DIGITS = new RegExp(
  ['\\d{3}', '\\d{3}', '\\d{4}'].join(BETWEEN).replace(/^/, '(?<!\\d)').concat('(?!\\d)'),
  'g',
)
/** @technical Digits at the end of a telephone number that tell it from any other. */
const TELEPHONE_END = 7

function numbersIn(text: string, { nhsNumber, telephones }: Identity): readonly Found[] {
  const valid = [...text.matchAll(TEN_DIGITS)].filter(([words]) => isNhsNumber(digitsOf(words)))
  const ends = telephones
    .map(digitsOf)
    .filter((digits) => digits.length >= TELEPHONE_END)
    .map((digits) => digits.slice(-TELEPHONE_END))
  return [
    ...valid.map(([words]) => ({ what: 'nhs-number', words }) as const),
    ...(nhsNumber === null || isNhsNumber(nhsNumber) ? [] : spaced(text, nhsNumber, 'nhs-number')),
    ...ends.flatMap((end) => spaced(text, end, 'telephone')),
  ]
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

const isNhsNumber = (ten: string): boolean =>
  !/^(\d)\1*$/.test(ten) && checkDigit(ten) === Number(ten.at(-1))

/** These digits one after the other, whatever is written between them. */
const spaced = (text: string, digits: string, what: Found['what']): readonly Found[] =>
  [...text.matchAll(new RegExp([...digits].join(BETWEEN), 'g'))].map(([words]) => ({ what, words }))

/** @technical Letters below which a part of a name is a particle ("de", "le") or an initial. */
const SHORTEST_NAME_PART = 3
const WORDS = /[\p{L}\p{M}]+(?:['\u2019\u02bc`\-\u2010\u2011][\p{L}\p{M}]+)*/gu

function namesIn(text: string, { familyName, givenName }: Identity): readonly Found[] {
  const sought = new Set([familyName, givenName].flatMap(partsOf))
  return [...text.matchAll(WORDS)].flatMap(([words]) => {
    const parts = [
      words,
      ...words.split(/[-\u2010\u2011]/),
      words.replace(/['\u2019\u02bc`]s$/u, ''),
    ]
    return parts.some((part) => sought.has(foldName(part)))
      ? [{ what: 'name', words } as const]
      : []
  })
}

/** A name whole, and each of its parts that is long enough to be one; a whole name of two letters counts. */
function partsOf(name: string): readonly string[] {
  const whole = foldName(name)
  const parts = name.split(/[\s\-\u2010\u2011]+/).map(foldName)
  const long = parts.filter((part) => part.length >= SHORTEST_NAME_PART)
  return whole.length > 1 ? [whole, ...long] : long
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const SEPARATOR = '[\\s./,\\-\u2010-\u2015]*'

/** The date in figures or with the month in words, the year whole or in two digits, in either order of the parts. */
function datesIn(text: string, dateOfBirth: Day): readonly Found[] {
  if (parseDay(dateOfBirth).kind !== 'day') return []
  const [year = '', month = '', day = ''] = dateOfBirth.split('-')
  const years = `(?:${year}|['\u2019]?${year.slice(2)})`
  const months = `(?:0?${Number(month)}|${MONTHS[Number(month) - 1]}[a-z]*)`
  const days = `0?${Number(day)}(?:st|nd|rd|th)?`
  const orders = [
    [days, `(?:of\\s+)?${months}`, years],
    [months, days, years],
    [years, months, days],
  ]
  return orders.flatMap((parts) => {
    const shape = new RegExp(`(?<![\\p{L}\\d])${parts.join(SEPARATOR)}(?![\\p{L}\\d])`, 'giu')
    return [...text.matchAll(shape)].map(([words]) => ({ what: 'date-of-birth', words }) as const)
  })
}

const squeezed = (text: string): string => text.replace(/\s/g, '').toUpperCase()

function postcodesIn(text: string, postcode: string): readonly Found[] {
  const own = squeezed(postcode).replace(/[^A-Z0-9]/g, '')
  if (own === '') return []
  const shape = new RegExp(`(?<![\\p{L}\\d])${[...own].join('\\s*')}(?![\\p{L}\\d])`, 'giu')
  return [...text.matchAll(shape)].map(([words]) => ({ what: 'postcode', words }) as const)
}
