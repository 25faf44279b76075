import type { Day } from '#base/day.ts'

/** @technical Month and day on which a contract year begins. */
const YEAR_BEGINS = '04-01'

/** The year in which the contract year of a day begins. */
export function contractYearFrom(on: Day): number {
  const year = Number(on.slice(0, 4))
  return on.slice(5) >= YEAR_BEGINS ? year : year - 1
}

/** An analysis by its number: SEA 2026-27/3. */
export const analysisNumber = (yearFrom: number, nth: number): string =>
  `SEA ${yearFrom}-${`${(yearFrom + 1) % 100}`.padStart(2, '0')}/${nth}`
