// Dates from one to another, as a comment writes them: "mon night - wed night", "between Mon and Wed" (H11).
import { WEEKDAYS } from '#base/day.ts'
import { DATE, WEEKDAY, weekdaysFrom } from './comment-dates.ts'

const WORD_END = '(?![\\p{L}\\d])'
const PART_OF_DAY = '(?: (?:nights?|nites?|evenings?|eves?|pm))?'
const BOTH = '(?: ?\\(?incl(?:usive|uding)?\\)?\\.?)?'
const ON = `(${DATE})${PART_OF_DAY}`
/** "Until" has its last date in it only where that is said. */
const TO = '(?:-|–|—|to|thru|through(?: to)?|(?:up )?to and including|(?:until|till) and including)'
const RANGE = new RegExp(
  [
    `(?<![\\p{L}\\d/])(?:from )?${ON} ?${TO} ?${ON}${WORD_END}${BOTH}`,
    `(?<![\\p{L}\\d/])between ${ON} and ${ON}${WORD_END}${BOTH}`,
    `(?<![\\p{L}\\d/])(?:from )?${ON} (?:until|till) ${ON} \\(?incl(?:usive)?\\)?${WORD_END}`,
  ].join('|'),
  'giu',
)

/** The comment with each range said as one: "Mon to Wed". */
export const withRanges = (comment: string): string =>
  comment.replace(RANGE, (...found: readonly string[]) => {
    const [from, to] = found.slice(1, 7).filter((date) => date !== undefined)
    return `${from} to ${to}`
  })

const MG = '\\d(?: ?mgs?)'
/** Beside a figure of mg: "4 mg Mon to Wed", "Thurs to Sun 5 mg". */
const OF_MG = new RegExp(
  [
    `(?<=${MG}(?: daily| od)? (?:on |from )?)(${WEEKDAY}) to (${WEEKDAY})${WORD_END}`,
    `(?<![\\p{L}\\d])(${WEEKDAY}) to (${WEEKDAY})(?=:? ${MG})`,
  ].join('|'),
  'giu',
)

/** The comment with each weekday of such a range by its name. */
export const withEachWeekday = (comment: string): string =>
  comment.replace(OF_MG, (...found: readonly string[]) => {
    const [from, to] = found.slice(1, 5).filter((word) => word !== undefined)
    return weekdaysFrom(`${from}`, `${to}`)
      .map((nth) => WEEKDAYS[nth - 1])
      .join(' & ')
  })
