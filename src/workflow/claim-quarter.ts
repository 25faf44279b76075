import type { Day } from '#base/day.ts'
import { firstDay, isMonth, lastDay, monthsLater } from '#contract/calendar-month.ts'
import { isQuarter, type Quarter } from '#contract/quarter.ts'
import { type Refused, refusedField } from './outcome.ts'
import type { UnderContract } from './returns-read.ts'

/** The quarter of a contract that a text names; or why what it names cannot be claimed. */
export function readQuarter(
  { newest }: UnderContract,
  typed: string,
  today: Day,
): { readonly kind: 'quarter'; readonly quarter: Quarter } | Refused {
  const no = (code: string, message: string) => refusedField('quarter', code, message)
  if (!isMonth(typed) || !isQuarter(typed)) {
    return no(
      'no-quarter',
      'A quarter is written by its first month, which is 04, 07, 10 or 01: 2026-04.',
    )
  }
  if (firstDay(typed) > today) {
    return no('in-future', 'This quarter has not begun. A claim is made of months that have been.')
  }
  const [first, last] = [firstDay(typed), lastDay(monthsLater(typed, 2))]
  if (last < newest.from || first > newest.to) {
    const where =
      last < newest.from
        ? 'before the first day of the contract'
        : 'after the last day of the contract'
    return no('outside-contract', `This quarter is ${where}: nothing of it is claimed.`)
  }
  return { kind: 'quarter', quarter: typed }
}
