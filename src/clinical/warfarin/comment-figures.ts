// What stands beside a figure of mg in a comment: how often, which dates, and a second figure of the same unit (H11).
import type { Day } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { TABLET_COLOURS } from '#clinical/tablets.ts'
import { DATE, dateNamed, WEEKDAY } from './comment-dates.ts'

/** The colour of a tablet, as the source of an expression. */
export const COLOUR = `(?:${Object.values(TABLET_COLOURS).join('|')})`

/** What is said between stops and semicolons; the point of a figure is no stop. */
export const clausesOf = (comment: string): readonly string[] =>
  comment.match(/[^;.]+(?:\.\d[^;.]*)*/g) ?? []

/** More or less often than once a day: no calendar has that, whatever the figure is. */
export const FREQUENCY =
  /^ ?(?:po )?(?:(?:\(?\p{L}+\)? ){0,3}tablets?(?:[:,]? (?:take )?(?:one|1))?[:,]? )?(?:po )?(?:b\.?(?:i\.?)?d\b|[tq]\.?(?:d\.?s|i\.?d)\b|(?:twice|(?:two|three|2|3) times) (?:a |per |every )?da(?:y|ily)\b|(?:once )?every (?:\d|third|fourth|few|two|three)\b|(?:in the )?(?:morning|am|mane) (?:and|&) (?:at )?(?:night|evening|pm|nocte)\b|(?:8|12) ?hourly\b)/iu

const FIGURE = '\\d{1,2}(?:\\.\\d+)?'
const WEEKDAYS = `(?: (?:on )?(?:${WEEKDAY})\\b,?)+`
/** A figure that has its unit from the next one: "5 and 4 mg", "5/4 mg", "5 Mon Wed Fri and 4 mg other days". */
const SHARES_UNIT = new RegExp(
  `(?<![\\d./-])(?<![x×] ?)(?<!\\b(?:INR|day|age|aged|week) (?:is |was |of )?)\\b(${FIGURE})(?=(?: (?:and|&|or) |[/–-]|${WEEKDAYS} ?(?:and |& )?)${FIGURE} ?mg)`,
  'giu',
)

/** Where a figure without a unit stands that shares the unit of the next one. */
export const withSharedUnit = (comment: string): readonly RegExpExecArray[] => [
  ...comment.matchAll(SHARES_UNIT),
]

const WORD_END = '(?![\\p{L}\\d])'
const LIST = `${DATE}${WORD_END}(?:(?: ?[,/&] ?(?:and )?| (?:and )?)(?:on )?${DATE}${WORD_END})*`
/** Without commas: in "omit tonight, tomorrow 4 mg" only the last is of the figure. */
const LIST_BEFORE = `(?:${DATE}(?: ?[/&] ?| (?:and )?)(?:on )?)*${DATE}`
const DATES_AFTER = new RegExp(`^ ?(?:daily |od )?(?:on )?(${LIST})(?! ?[–-]| to\\b)`, 'iu')
const DATES_BEFORE = new RegExp(
  `(?<![\\p{L}\\d/-])(?<!\\b(?:until|till|to|by|from) )(${LIST_BEFORE})(?: night)?[ :]+$`,
  'iu',
)
const EACH_DATE = new RegExp(`(?<![\\p{L}\\d/])${DATE}${WORD_END}`, 'giu')
/** After dates: that the last of them is of the next figure, "5 mg Mon, Tues 4 mg". */
const NEXT_FIGURE = /^[ :]*\d/

/**
 * The dates straight beside a figure, in each way they may be read: those before it, and those after it. None where no
 * date stands there.
 */
export function besideDates(lead: string, rest: string, from: Day): readonly (readonly Day[])[] {
  const before = DATES_BEFORE.exec(lead)
  const after = DATES_AFTER.exec(rest)
  const behind = after === null ? [] : datesIn(`${after[1]}`, from)
  const isOfNext = after !== null && NEXT_FIGURE.test(rest.slice(after[0].length))
  const lists = [
    before === null ? [] : datesIn(`${before[1]}`, from),
    isOfNext ? behind.slice(0, -1) : behind,
  ]
  return lists.filter((list) => list.length > 0)
}

const datesIn = (list: string, from: Day): readonly Day[] =>
  [...list.matchAll(EACH_DATE)].flatMap(([word]) => dateNamed(word, from) ?? [])

const EVERY_DAY =
  /^ ?(?:(?:to be )?taken )?(?:daily|od|nocte|nightly|(?:each|every) (?:day|night|evening))\b/i
const NOT_EVERY =
  /\b(?:then|except|but|apart|rest|other|from|after|usual)\b|\d ?mg\b[\s\S]*\d ?mg\b/i

/** Whether a comment names one dose for every day and no other, beside doses that differ. */
export const isForEveryDay = (comment: string, rest: string, schedule: Schedule): boolean =>
  EVERY_DAY.test(rest) && isOfAllDays(comment, schedule)

/** Whether no word of a comment parts one day from another, beside doses that differ. */
export const isOfAllDays = (comment: string, { runs }: Schedule): boolean =>
  !NOT_EVERY.test(comment) && new Set(runs.map((run) => run.ug).filter((dose) => dose > 0)).size > 1

/** A whole number in figures or in words. */
export function numberOf(said: string): number {
  const known = WORDS_OF_NUMBERS.indexOf(said.toLowerCase())
  return known === -1 ? Number.parseInt(said, 10) : known
}
