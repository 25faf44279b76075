// Bank holidays of England and Wales by the Banking and Financial Dealings Act 1971 and the yearly proclamations
// (New Year, early May, substitute days). 2024 to 2026 agree with two public copies of the gov.uk list; later years are
// worked out. One-off holidays are added by proclamation: compare with gov.uk/bank-holidays each January.
import type { Day } from './day.ts'

const FIRST_YEAR = 2024
const LAST_YEAR = 2030

/** Month and day of each, by year. @see docs/evidence.md#bank-holidays */
const BANK_HOLIDAYS: Readonly<Record<number, readonly string[]>> = {
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2028: ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'],
  2029: ['01-01', '03-30', '04-02', '05-07', '05-28', '08-27', '12-25', '12-26'],
  2030: ['01-01', '04-19', '04-22', '05-06', '05-27', '08-26', '12-25', '12-26'],
}

/** The years that the table holds, ends included. */
export const BANK_HOLIDAY_YEARS = { first: FIRST_YEAR, last: LAST_YEAR } as const

/** Whether a day is a bank holiday in England and Wales; outside the table nobody knows. */
export function isBankHoliday(on: Day): boolean | 'not-known' {
  const holidays = BANK_HOLIDAYS[Number(on.slice(0, 4))]
  return holidays === undefined ? 'not-known' : holidays.includes(on.slice(5))
}
