// What a comment says about taking a dose on a date that has none (H11).
import { weekdayName } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { type DoseRun, doseOn, type Schedule } from '#clinical/schedule.ts'
import { DATE, dateNamed } from './comment-dates.ts'

/** "Take tonight as normal": an order to take on a date, however much. */
const TAKES = new RegExp(
  `(?<!\\b(?:not|n['’]?t|never|no) )\\btake (?!no\\b|none\\b|nothing\\b|nil\\b|0\\b)(?:(?:the|his|her|their|usual|normal|dose|warfarin|as|it) )*(${DATE})(?: as (?:normal|usual|before))?(?= ?(?:$|[.,;]))`,
  'iu',
)

/** In words, that the comment has something taken on a date that has no dose. */
export function takesAgainst(
  comment: string,
  schedule: Schedule,
  { from }: DoseRun,
): string | undefined {
  const word = TAKES.exec(comment)?.[1]
  const on = word === undefined ? undefined : dateNamed(word, from)
  if (on === undefined || doseOn(schedule, on) !== ug(0)) return undefined
  return `The comment speaks of taking a dose on ${weekdayName(on)}, which has none.`
}
