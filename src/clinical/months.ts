import { type Day, day, isDay } from '#base/day.ts'

/** The same day of the month so many calendar months earlier; the month's last day where it has no such day. */
export function monthsBefore(on: Day, months: number): Day {
  const monthsSinceYearNought = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 - months
  const year = Math.floor(monthsSinceYearNought / 12)
  const month = String((monthsSinceYearNought % 12) + 1).padStart(2, '0')
  return lastThatExists(`${year}-${month}`, Number(on.slice(8)))
}

function lastThatExists(yearAndMonth: string, dayOfMonth: number): Day {
  const text = `${yearAndMonth}-${String(dayOfMonth).padStart(2, '0')}`
  return isDay(text) || dayOfMonth <= 28 ? day(text) : lastThatExists(yearAndMonth, dayOfMonth - 1)
}

/** The same day of the month so many calendar months later; the month's last day where it has no such day. */
export const monthsAfter = (on: Day, months: number): Day => monthsBefore(on, -months)
