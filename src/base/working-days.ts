// Monday to Friday without bank holidays of England and Wales. Beyond the table nothing is guessed.
import { BANK_HOLIDAY_YEARS, isBankHoliday } from './bank-holidays.ts'
import { addDays, type Day, weekday } from './day.ts'

export type WorkingDay =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'refused'; readonly code: 'beyond-bank-holidays'; readonly message: string }

const BEYOND: WorkingDay = {
  kind: 'refused',
  code: 'beyond-bank-holidays',
  message: `Bank holidays are known from ${BANK_HOLIDAY_YEARS.first} to ${BANK_HOLIDAY_YEARS.last} only. Work this date out by hand.`,
}

const SATURDAY = 6

/** Whether people work on a day; a weekend is known even where bank holidays are not. */
export function isWorkingDay(on: Day): boolean | 'not-known' {
  if (weekday(on) >= SATURDAY) return false
  const holiday = isBankHoliday(on)
  return holiday === 'not-known' ? 'not-known' : !holiday
}

/** The day so many working days later: 1 is the next working day, 0 is the day itself whatever it is. */
export function addWorkingDays(from: Day, workingDays: number): WorkingDay {
  let on = from
  for (let left = workingDays; left > 0; ) {
    on = addDays(on, 1)
    const works = isWorkingDay(on)
    if (works === 'not-known') return BEYOND
    if (works) left -= 1
  }
  return { kind: 'day', day: on }
}
