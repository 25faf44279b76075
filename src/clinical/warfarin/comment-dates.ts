// The dates that a comment names, beside the first day of a calendar (H11).
import { addDays, type Day, WEEKDAYS, weekday } from '#base/day.ts'

/** A weekday in full or short, as the source of an expression without brackets. */
export const WEEKDAY =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thurs?|thu|fri|sat|sun'
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = `(?:${MONTHS.join('|')})\\p{L}*`
/** Not 2/7, 2/52 and 2/12, which are days, weeks and months; but 24/12, and with their year 2/7/27 and 2/12/26. */
const IN_FIGURES = `\\d{1,2}/(?:0?7|12)/\\d{2,4}|(?:1[3-9]|2\\d|3[01])/12\\b|\\d{1,2}/(?!0?7\\b|12\\b)\\d{1,2}(?!\\d)(?:/\\d{2,4})?|\\d{1,2}(?:st|nd|rd|th)(?: (?:of )?${MONTH})?|\\d{1,2} ${MONTH}`

/** A date as people write it in a comment, as the source of an expression; a weekday may have its date after it. */
export const DATE = `(?:tonight|today|this evening|tomorrow|first|(?:${WEEKDAY})(?: (?:the )?(?:${IN_FIGURES}))?|${IN_FIGURES})`

/** @technical How far ahead a date in figures is sought. */
const DAYS_AHEAD = 366

/**
 * The date that a word means on the first day of the calendar; a weekday is the next of its name, that day included, and a
 * date in figures the next with its day and month. Undefined where no such date is near.
 */
export function dateNamed(word: string, from: Day): Day | undefined {
  if (/tonight|today|this|first/i.test(word)) return from
  if (/tomorrow/i.test(word)) return addDays(from, 1)
  const figures = /\d{1,2}(?:\/(\d{1,2}))?/.exec(word)
  if (figures !== null) return inFigures(figures[0], figures[1] ?? monthIn(word), from)
  return addDays(from, (weekdayNamed(word) - weekday(from) + 7) % 7)
}

/** The numbers of the weekdays from one to another, both by their names. */
export function weekdaysFrom(from: string, to: string): readonly number[] {
  const [first, last] = [weekdayNamed(from), weekdayNamed(to)]
  const days = (last - first + 7) % 7
  return Array.from({ length: days + 1 }, (_, nth) => ((first - 1 + nth) % 7) + 1)
}

/** The number of a weekday by its name in full or short, Monday 1. */
function weekdayNamed(word: string): number {
  const start = word.slice(0, 3).toLowerCase()
  return WEEKDAYS.findIndex((name) => name.toLowerCase().startsWith(start)) + 1
}

function monthIn(word: string): string | undefined {
  const name = / (\p{L}{3})\p{L}*$/u.exec(word)?.[1]?.toLowerCase()
  return name === undefined ? undefined : `${MONTHS.indexOf(name) + 1}`
}

function inFigures(ofMonth: string, month: string | undefined, from: Day): Day | undefined {
  const isPart = (said: string, part: string) =>
    Number.parseInt(said, 10) === Number.parseInt(part, 10)
  for (let nth = 0; nth < DAYS_AHEAD; nth += 1) {
    const on = addDays(from, nth)
    if (isPart(ofMonth, on.slice(8)) && (month === undefined || isPart(month, on.slice(5, 7))))
      return on
  }
  return undefined
}
