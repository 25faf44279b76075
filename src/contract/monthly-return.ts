import { addDays, type Day } from '#base/day.ts'
import { isWorkingDay, type WorkingDay } from '#base/working-days.ts'
import type { Activity } from './activity.ts'
import {
  type CalendarMonth,
  lastDay,
  monthOf,
  monthsLater,
  nthWorkingDay,
} from './calendar-month.ts'
import { RETURN_LINES, type Return, type ReturnLine } from './specification.ts'

export type ReturnFigures = Readonly<Record<ReturnLine, number>>

/** Which line of the monthly return a fact is counted on. */
export function lineOf(fact: Activity): ReturnLine {
  if (fact.kind === 'initiation') return 'initiated-level-5'
  if (fact.kind === 'home-visit') return 'home-visits'
  return fact.level === 3 ? 'active-level-3' : 'active-level-4'
}

/** The figures of a return: a line without a fact is nought. Every home visit is counted, paid or not. */
export function figuresOf(activity: readonly Activity[]): ReturnFigures {
  const figures = Object.fromEntries(RETURN_LINES.map((line) => [line, 0])) as Record<
    ReturnLine,
    number
  >
  for (const fact of activity) figures[lineOf(fact)] += 1
  return figures
}

/** How one set of figures differs from another, line by line; a line that is the same is left out. */
export const differenceOf = (
  submitted: ReturnFigures,
  now: ReturnFigures,
): readonly { readonly line: ReturnLine; readonly by: number }[] =>
  RETURN_LINES.map((line) => ({ line, by: now[line] - submitted[line] })).filter(
    ({ by }) => by !== 0,
  )

/** The day by which the return of a month is due, and those on which whoever has not submitted it is reminded. */
export function clockOfReturn(
  month: CalendarMonth,
  { due, reminders }: Pick<Return, 'due' | 'reminders'>,
): { readonly due: WorkingDay; readonly reminders: readonly WorkingDay[] } {
  const next = monthsLater(month, 1)
  if (due.kind !== 'working-day-of-next-month')
    throw new RangeError(`not the clock of a month: ${due.kind}`)
  return {
    due: nthWorkingDay(next, due.nth),
    reminders: reminders.map((nth) => nthWorkingDay(next, nth)),
  }
}

/** How the return of a month stands on a day, while nobody has submitted it. */
export type ReturnClock =
  | { readonly kind: 'not-ended' }
  /** The month is before those whose returns are made here. */
  | { readonly kind: 'not-owed' }
  | {
      readonly kind: 'open'
      readonly due: Day
      /** Working days after today, up to and with the day on which it is due. */
      readonly workingDaysLeft: number
      /** How many of its reminders have come. */
      readonly reminders: number
    }
  | { readonly kind: 'late'; readonly due: Day }
  /** Bank holidays of its days are not known. */
  | { readonly kind: 'no-clock' }

/** The first month whose return is made here: that before the contract was recorded here. */
export const firstOwed = (recordedOn: Day): CalendarMonth => monthsLater(monthOf(recordedOn), -1)

/** Where a day stands on the clock of a month's return. */
export function clockOn(
  today: Day,
  month: CalendarMonth,
  monthly: Pick<Return, 'due' | 'reminders'>,
  owedFrom: CalendarMonth,
): ReturnClock {
  if (today <= lastDay(month)) return { kind: 'not-ended' }
  if (month < owedFrom) return { kind: 'not-owed' }
  const { due, reminders } = clockOfReturn(month, monthly)
  if (due.kind === 'refused') return { kind: 'no-clock' }
  if (today > due.day) return { kind: 'late', due: due.day }
  let workingDaysLeft = 0
  for (let on = addDays(today, 1); on <= due.day; on = addDays(on, 1)) {
    if (isWorkingDay(on) === true) workingDaysLeft += 1
  }
  const come = reminders.filter((each) => each.kind === 'day' && each.day <= today).length
  return { kind: 'open', due: due.day, workingDaysLeft, reminders: come }
}
