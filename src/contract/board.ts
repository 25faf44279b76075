import { type Day, londonDay } from '#base/day.ts'
import type { CalendarMonth } from './calendar-month.ts'
import { clockOfReturn, clockOn } from './monthly-return.ts'
import type { Return } from './specification.ts'

/** How the return of one provider for one month stands with its commissioner. No return is never the same as a return of nought. */
export type BoardStanding =
  /** Submitted on or before the day on which it was due, or on a day whose bank holidays are not known. */
  | { readonly kind: 'received'; readonly on: Day; readonly due: Day | null }
  /** Submitted, and after the day on which it was due. */
  | { readonly kind: 'late'; readonly on: Day; readonly due: Day }
  /** Not submitted, and the day on which it was due has passed. */
  | { readonly kind: 'missing'; readonly due: Day }
  /** Not submitted, and not due before this day. */
  | { readonly kind: 'not-due'; readonly due: Day }
  | { readonly kind: 'not-ended' }
  /** The month is before those whose returns are made here. */
  | { readonly kind: 'not-owed' }
  /** Not submitted, and bank holidays of its days are not known, or the text that sets its clock is not. */
  | { readonly kind: 'no-clock' }

export const BOARD_STANDINGS = [
  'missing',
  'late',
  'received',
  'not-due',
  'not-ended',
  'not-owed',
  'no-clock',
] as const satisfies readonly BoardStanding['kind'][]

type Asked = {
  readonly month: CalendarMonth
  readonly today: Day
  /** The return that the agreed specification asks for; nothing where its text is not held here. */
  readonly monthly: Pick<Return, 'due' | 'reminders'> | undefined
  readonly owedFrom: CalendarMonth
  /** When its first version was submitted; nothing where none was. */
  readonly firstSubmittedAt: number | undefined
}

/** Where a return stands on a day: by the day of its first version, for what is sent again was received before. */
export function boardStanding(asked: Asked): BoardStanding {
  const { month, today, monthly, owedFrom, firstSubmittedAt } = asked
  if (firstSubmittedAt !== undefined) return submitted(londonDay(firstSubmittedAt), month, monthly)
  if (monthly === undefined) return { kind: 'no-clock' }
  const clock = clockOn(today, month, monthly, owedFrom)
  if (clock.kind === 'late') return { kind: 'missing', due: clock.due }
  return clock.kind === 'open' ? { kind: 'not-due', due: clock.due } : clock
}

function submitted(on: Day, month: CalendarMonth, monthly: Asked['monthly']): BoardStanding {
  const due = monthly && clockOfReturn(month, monthly).due
  if (due?.kind !== 'day') return { kind: 'received', on, due: null }
  return { kind: on > due.day ? 'late' : 'received', on, due: due.day }
}
