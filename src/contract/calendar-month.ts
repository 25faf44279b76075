import { addDays, type Day, day, isDay } from '#base/day.ts'
import { addWorkingDays, type WorkingDay } from '#base/working-days.ts'

/** A calendar month written YYYY-MM; later text is a later month. */
export type CalendarMonth = string & { readonly __brand: 'calendar-month' }

/** Whether a text is a month in strict form. */
export const isMonth = (text: unknown): text is CalendarMonth =>
  typeof text === 'string' && /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)

/** A month written in the code itself; a wrong constant is a defect and throws. */
export function month(text: string): CalendarMonth {
  if (!isMonth(text)) throw new RangeError(`not a month: ${text}`)
  return text
}

export const monthOf = (on: Day): CalendarMonth => month(on.slice(0, 7))

export const firstDay = (of: CalendarMonth): Day => day(`${of}-01`)

export const lastDay = (of: CalendarMonth): Day => addDays(firstDay(monthsLater(of, 1)), -1)

/** The month so many months later; earlier with a number below nought. */
export function monthsLater(from: CalendarMonth, months: number): CalendarMonth {
  const count = Number(from.slice(0, 4)) * 12 + Number(from.slice(5)) - 1 + months
  return month(
    `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`,
  )
}

/** The months from one to another, both included; none where the second is the earlier. */
export function monthsFrom(first: CalendarMonth, last: CalendarMonth): readonly CalendarMonth[] {
  const months: CalendarMonth[] = []
  for (let at = first; at <= last; at = monthsLater(at, 1)) months.push(at)
  return months
}

/**
 * The nth working day of a month: the first is the first day of it on which people work. Working days are those of England
 * and Wales; beyond the table of bank holidays the answer is refused.
 */
export const nthWorkingDay = (of: CalendarMonth, nth: number): WorkingDay =>
  addWorkingDays(addDays(firstDay(of), -1), nth)
