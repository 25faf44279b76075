// What a comment counts as none, in the one way that the scan knows: "zero tablets", "0 mg tonight", "nil warfarin" (H11).
import { DATE } from './comment-dates.ts'

const NOTHING = '(?:zero|nought|0|nil)'
const OF_A_DOSE = '(?:tablets?|pills?|doses?|warfarin|warf)'
const WORD_END = '(?![\\p{L}\\d])'

/** What is written, and what is meant. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})pills?(?!\p{L})/giu, 'tablets'],
  /** "Zero tablets" says how many, which "no tablets" at home does not: alone it is an order. */
  [
    new RegExp(`(?<=^ ?|[;,] ?|\\. )(?:zero|nought|0) (?=(?:${OF_A_DOSE})${WORD_END})`, 'giu'),
    'take no ',
  ],
  [new RegExp(`(?<![\\p{L}\\d./])${NOTHING} (?=${OF_A_DOSE}${WORD_END})`, 'giu'), 'no '],
  [
    new RegExp(
      `(?<![\\p{L}\\d./])(?:zero|nought|0) ?mgs?(?= (?:on |for )?${DATE}${WORD_END})`,
      'giu',
    ),
    'no tablets',
  ],
  [/(?<!\p{L})nought(?!\p{L})/giu, 'zero'],
]

/** The comment with none of a dose said as "no tablets", "no dose" and "no warfarin". */
export const withNothing = (comment: string): string =>
  MEANT.reduce((text, [written, meant]) => text.replace(written, meant), comment)
