import type { Day } from '#base/day.ts'
import { type CalendarMonth, firstDay, lastDay, month, monthOf } from './calendar-month.ts'
import type { Contract } from './contract.ts'
import type { ServiceSpecification } from './specification.ts'

/** When a contract is reviewed next, and whether that month has come. */
export type NextReview = { readonly in: CalendarMonth; readonly isNow: boolean }

/** The next month of review from a day on that lies in the contract (S32); nothing where none does any more. */
export function nextReview(
  today: Day,
  { from, to }: Pick<Contract, 'from' | 'to'>,
  { reviewMonth }: Pick<ServiceSpecification, 'reviewMonth'>,
): NextReview | undefined {
  const start = today < from ? from : today
  const year = Number(start.slice(0, 4))
  for (const each of [year, year + 1]) {
    const review = month(`${each}-${`${reviewMonth}`.padStart(2, '0')}`)
    if (lastDay(review) >= start && firstDay(review) <= to) {
      return { in: review, isNow: review === monthOf(today) }
    }
  }
  return undefined
}
