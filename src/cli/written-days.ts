import { weekdayName } from '#base/day.ts'
import { expand, type Schedule } from '#clinical/schedule.ts'
import { tabletsInWords } from '#clinical/tablets.ts'

/** Each date of a schedule: the weekday, the mg, and the tablets by number and in words. */
export const writtenDays = (schedule: Schedule) =>
  expand(schedule).map(({ day, ug, tablets }) => ({
    date: day,
    weekday: weekdayName(day),
    dose_mg: ug / 1000,
    tablets: tablets.map(({ strength, halves }) => ({
      strength_mg: strength / 1000,
      count: halves / 2,
    })),
    in_words: tabletsInWords(tablets),
  }))
