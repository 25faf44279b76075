import { addDays, day } from '#base/day.ts'

const DATE_CELL = /(^|,)(\d{4}-\d{2}-\d{2})(?=,|\r?$)/gm

/** A CSV text with each cell that is a date moved by whole days; everything else stays letter for letter. */
export const shiftDates = (csv: string, days: number): string =>
  csv.replace(DATE_CELL, (_cell, before: string, date: string) => before + addDays(day(date), days))
