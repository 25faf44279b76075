import { type CalendarMonth, isMonth, monthsFrom, monthsLater } from './calendar-month.ts'

/** A quarter, by its first month: April, July, October or January. */
export type Quarter = CalendarMonth & { readonly __quarter: true }

/** Whether a text is the first month of a quarter in strict form. */
export const isQuarter = (text: unknown): text is Quarter =>
  isMonth(text) && Number(text.slice(5)) % 3 === 1

/** The quarter that a month lies in. */
export function quarterOf(month: CalendarMonth): Quarter {
  const first = monthsLater(month, -((Number(month.slice(5)) - 1) % 3))
  if (!isQuarter(first)) throw new RangeError(`not a quarter: ${first}`)
  return first
}

/** The three months of a quarter. */
export const monthsOfQuarter = (quarter: Quarter): readonly CalendarMonth[] =>
  monthsFrom(quarter, monthsLater(quarter, 2))
