// Whether a comment has warfarin taken on some days of the week and no others, or not on some, against the dates of the calendar (H11).
import { WEEKDAYS, weekday, weekdayName } from '#base/day.ts'
import { expand, type Schedule } from '#clinical/schedule.ts'
import { WEEKDAY } from './comment-dates.ts'
import { clausesOf } from './comment-figures.ts'

const NAMED = `(?:week ?days?|week ?ends?|(?:${WEEKDAY})s?(?!\\p{L}))`
const DAYS = `(?:on |at )?(?:the )?(${NAMED}(?:(?: ?[,/&-] ?| (?:and|or|to) | )(?:on )?${NAMED})*)`
const OF_IT = '(?: (?:the|his|her|their|warfarin|warf|dose|doses|tablets?|it|them))*'
const PLEASE = '(?:(?:please|pls|to|now|pt|patient) )*'
const ENDS = '(?: (?:please|pls|now))?(?= ?(?:$|[;,.]))'
const TAKE = '(?:takes?|taking|have|give)'
/** "Only take on weekdays", "take warfarin Mon to Fri only", "weekends only". */
const ONLY = new RegExp(
  [
    `^ ?${PLEASE}(?:only (?:to )?${TAKE}|${TAKE}${OF_IT} only)${OF_IT} ${DAYS}${ENDS}`,
    `^ ?${PLEASE}(?:${TAKE}${OF_IT} )?${DAYS} only${ENDS}`,
  ].join('|'),
  'iu',
)
/** "Not at weekends", "no warfarin on weekdays": weekdays by their names are the next ones, which are left out as dates. */
const NOT = new RegExp(
  `^ ?${PLEASE}(?:not|none|nothing|no (?:warfarin|warf|doses?|tablets?)) (?:on |at )?(?:the )?(week ?days?|week ?ends?)${ENDS}`,
  'iu',
)

/** In words, what a comment says of the days of the week on which a dose is taken that the calendar has otherwise. */
export function someDaysAgainst(comment: string, schedule: Schedule): string | undefined {
  return clausesOf(comment)
    .map((clause) => clauseAgainst(clause, schedule))
    .find((against) => against !== undefined)
}

function clauseAgainst(clause: string, schedule: Schedule): string | undefined {
  const only = ONLY.exec(clause)
  const named = only?.[1] ?? only?.[2] ?? NOT.exec(clause)?.[1]
  if (named === undefined) return undefined
  const days = daysNamed(named)
  const other = expand(schedule).find(
    ({ day, ug }) => ug > 0 && days.includes(weekday(day)) !== (only !== null),
  )
  return other && `The comment has nothing taken on ${weekdayName(other.day)}, which has a dose.`
}

const EACH = new RegExp(
  `(week ?days?)|(week ?ends?)|(${WEEKDAY})s?(?: ?- ?| to )(${WEEKDAY})s?|(${WEEKDAY})`,
  'giu',
)

/** The numbers of the weekdays, Monday 1, that are named one by one, from one to another, or together. */
const daysNamed = (named: string): readonly number[] =>
  [...named.matchAll(EACH)].flatMap(([, workdays, ends, from = '', to = '', one = '']) => {
    if (workdays !== undefined) return [1, 2, 3, 4, 5]
    if (ends !== undefined) return [6, 7]
    return one === '' ? daysFrom(numberOf(from), numberOf(to)) : [numberOf(one)]
  })

const daysFrom = (from: number, to: number): readonly number[] =>
  Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, nth) => ((from - 1 + nth) % 7) + 1)

const numberOf = (word: string): number =>
  WEEKDAYS.findIndex((name) => name.toLowerCase().startsWith(word.slice(0, 3).toLowerCase())) + 1
