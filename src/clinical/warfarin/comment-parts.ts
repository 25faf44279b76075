// A dose in parts, each so many tablets by their strength: "4 x 1 mg and 1 x 3 mg", as so many tablets of a colour (H11).
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { mgNumber, ug } from '#clinical/dose.ts'
import { STRENGTHS, TABLET_COLOURS } from '#clinical/tablets.ts'
import { DATE } from './comment-dates.ts'
import { COLOUR } from './comment-figures.ts'

/** @technical More tablets of one strength than this are a packet, and no dose. */
const MOST_OF_ONE = 13

const NUMBER = `\\d{1,2}|an?|${WORDS_OF_NUMBERS.join('|')}`
const COUNT = `(${NUMBER})`
const UNIT = '(?: ?mgs?)(?!\\p{L})'
const TABLETS = '(?: tablets?)?'
const AS_COLOUR = `(?: ?\\(?${COLOUR}s?(?!\\p{L})\\)?)?`
const PARTS: readonly RegExp[] = [
  /** "4 x 1 mg", "one blue 3 mg tablet", "four 1 mg (brown)", "one tablet of 3 mg". */
  new RegExp(
    `(?<![\\p{L}\\d.,/])${COUNT}(?: ?[x×])?(?: ?${COLOUR})? ?\\(?(0\\.5|[135])${UNIT}\\)?${AS_COLOUR}${TABLETS}`,
    'giu',
  ),
  /** "1 x 3" at the end of what is said, where others have their unit or their "s". */
  new RegExp(
    `(?<![\\p{L}\\d.,/])${COUNT} ?[x×] ?([135])(?= ?(?:$|[;,)+&]|(?:and|plus|with)\\b))`,
    'giu',
  ),
]
const TIMES_AFTER = new RegExp(
  `(?<![\\d.,/x×])(?<![x×] )(0\\.5|[135])${UNIT}${AS_COLOUR}${TABLETS} ?[x×] ?(\\d{1,2})(?!\\d)`,
  'giu',
)
/** "3 mg + 1 mg": one of each. */
const ADDED = new RegExp(
  `(?<![\\d.,/x×])(?<![x×] )(0\\.5|[135])${UNIT}${AS_COLOUR}${TABLETS}(?= ?(?:\\+|plus\\b))|(?<=(?:\\+|\\bplus) ?)(0\\.5|[135])${UNIT}${AS_COLOUR}${TABLETS}`,
  'giu',
)

/** Tablets by their strength in words: "four ones", "a five". */
const NAMES: Readonly<Record<string, string>> = { one: '1 mg', three: '3 mg', five: '5 mg' }
const NAME = Object.keys(NAMES).join('|')
const NAMED = `(?:${NUMBER}) (?:${NAME})`
const AND = ' ?(?:and|plus|&|\\+) ?'
/** Where none is in the plural, "a five and a one", an order begins with them. */
const ORDER = '(?<=(?:^|[;,.] ?|\\b(?:take|give|have|then|dose|warfarin) ))'
/** After them nothing that they are of: "seen by two ones of the team". */
const SAID = `(?= ?(?:$|[;,.()+&]|(?:and|plus|with|then|only|tablets?|on ${DATE}|for (?:now|\\d)|from|until|till|at|tonight|daily|od|nightly|nocte|an?|per|each|every)(?!\\p{L})))`
const IN_WORDS = new RegExp(
  [
    `(?<![\\p{L}\\d.,/]|\\bby )(?:${NAMED}s?${AND})*${NAMED}s(?:${AND}${NAMED}s?)*${SAID}`,
    `${ORDER}${NAMED}(?:${AND}${NAMED})+${SAID}`,
  ].join('|'),
  'giu',
)
const ONE_IN_WORDS = new RegExp(`${COUNT} (${NAME})s?`, 'giu')

/** A comment with tablets that are counted by their strength in words as so many times it. */
export const withStrengths = (comment: string): string =>
  comment.replace(IN_WORDS, (list) =>
    list.replace(
      ONE_IN_WORDS,
      (_said, count: string, name: string) =>
        `${count.replace(/^an?$/i, '1')} x ${NAMES[name.toLowerCase()]}`,
    ),
  )

/** The clause with each part by its colour: "4 brown and 1 blue". */
export const inColours = (clause: string): string =>
  PARTS.reduce((text, part) => text.replace(part, of), clause)
    .replace(TIMES_AFTER, (said, strength: string, count: string) => of(said, count, strength))
    .replace(ADDED, (said, first?: string, second?: string) => of(said, '1', `${first ?? second}`))

function of(said: string, count: string, strength: string): string {
  const colour = STRENGTHS.find((one) => mgNumber(ug(one)) === strength)
  if (colour === undefined || Number.parseInt(count, 10) > MOST_OF_ONE) return said
  return `${count} ${TABLET_COLOURS[colour]}`
}
