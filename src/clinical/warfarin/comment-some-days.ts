// Whether a comment has warfarin taken on some days of the week and no others, or not on some, against the dates of the calendar (H11).
import { weekday, weekdayName } from '#base/day.ts'
import { expand, type Schedule } from '#clinical/schedule.ts'
import { WEEKDAY, weekdaysFrom } from './comment-dates.ts'
import { clausesOf } from './comment-figures.ts'

const NAMED = `(?:week ?days?|week ?ends?|(?:${WEEKDAY})s?(?!\\p{L}))`
const DAYS = `(?:on |at )?(?:the )?(${NAMED}(?:(?: ?[,/&-] ?| (?:and|or|to) | )(?:on )?${NAMED})*)`
const OF_IT = '(?: (?:the|his|her|their|warfarin|warf|dose|doses|tablets?|it|them))*'
const PLEASE = '(?:(?:please|pls|to|now|pt|patient) )*'
const ENDS = '(?: (?:please|pls|now))?(?= ?(?:$|[;,.]))'
const TAKE = '(?:takes?|taking|have|give)'
const DOSE = '(?:(?:the|his|her|their) )?(?:dose|warfarin|warf|tablets?)'
/** Beside days that have a dose: that the others have none. */
const REST = '(?:rest|off|none|nothing|nil|not)'
/** "Only take on weekdays", "take warfarin Mon to Fri only", "weekends only", "dose mon-fri, rest at weekend". */
const ONLY = new RegExp(
  [
    `^ ?${PLEASE}(?:only (?:to )?${TAKE}|${TAKE}${OF_IT} only)${OF_IT} ${DAYS}${ENDS}`,
    `^ ?${PLEASE}(?:${TAKE}${OF_IT} )?${DAYS} only${ENDS}`,
    `^ ?${PLEASE}(?:${TAKE} )?${DOSE} ${DAYS},? (?:and |but |- )?${REST} (?:on |at )?(?:the )?${NAMED}(?: ?[,/&-]? ?(?:and |or |to )?${NAMED})*${ENDS}`,
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
  const named = only?.[1] ?? only?.[2] ?? only?.[3] ?? NOT.exec(clause)?.[1]
  if (named === undefined) return undefined
  const days = daysNamed(named)
  const other = expand(schedule).find(
    ({ day, ug }) => ug > 0 && days.includes(weekday(day)) !== (only !== null),
  )
  return other && `The comment has nothing taken on ${weekdayName(other.day)}, which has a dose.`
}

const EACH = new RegExp(
  `(week ?days?)|(week ?ends?)|(${WEEKDAY})s?(?:(?: ?- ?| to )(${WEEKDAY})s?)?`,
  'giu',
)

/** The numbers of the weekdays, Monday 1, that are named one by one, from one to another, or together. */
const daysNamed = (named: string): readonly number[] =>
  [...named.matchAll(EACH)].flatMap(([, workdays, ends, from, to]) => {
    if (workdays !== undefined) return [1, 2, 3, 4, 5]
    return ends === undefined ? weekdaysFrom(`${from}`, to ?? `${from}`) : [6, 7]
  })
