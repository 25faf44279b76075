import { type Day, patientDate, weekday, weekdayName } from '#base/day.ts'
import { formatMg, type Ug } from './dose.ts'
import type { DayDose } from './schedule.ts'

/** `Mon`. */
const shortWeekday = (on: Day): string => weekdayName(on).slice(0, 3)

/** `25 Nov 2026`: the month as short as it is still read aloud by everybody. */
export function shortDate(on: Day): string {
  const [date, month, year] = patientDate(on).split(' ')
  return `${date} ${month?.slice(0, 3)} ${year}`
}

/** `Wed 25 Nov`. */
const dated = (on: Day): string =>
  `${shortWeekday(on)} ${shortDate(on).split(' ').slice(0, 2).join(' ')}`

/** @technical Days of a week. */
const A_WEEK = 7

/**
 * The dates of a calendar in as few lines as they can be said in, each of which can be read alone: the same dose on
 * consecutive dates is one line, and a week that repeats to the end is one line for each dose with its weekdays. In mg,
 * never in tablets. Source: NPSA 2007, doses in mg and constant where they can be (clinical reference 5.1, 8.4).
 */
export function doseLines(days: readonly DayDose[], medicine: string): readonly string[] {
  const repeats = firstThatRepeats(days)
  const tail = days.slice(repeats)
  const isWeek = tail.length >= A_WEEK && tail.some(({ ug }) => ug !== tail[0]?.ug)
  if (!isWeek) return runLines(days, medicine)
  return [...runLines(days.slice(0, repeats), medicine), ...weekLines(tail, medicine)]
}

/** The first day from which each day has the dose of the day a week after it, where the calendar names one. */
function firstThatRepeats(days: readonly DayDose[]): number {
  const last = days.findLastIndex((dose, at) => {
    const later = days[at + A_WEEK]
    return later !== undefined && later.ug !== dose.ug
  })
  return last + 1
}

function runLines(days: readonly DayDose[], medicine: string): readonly string[] {
  const lines: string[] = []
  let first = 0
  for (const [at, { ug }] of days.entries()) {
    if (days[at + 1]?.ug === ug) continue
    lines.push(`${datesOf(days.slice(first, at + 1))}: ${doseWords(ug, medicine, at > first)}`)
    first = at + 1
  }
  return lines
}

function weekLines(days: readonly DayDose[], medicine: string): readonly string[] {
  const doses = [...new Set(days.map(({ ug }) => ug))].sort((one, other) => one - other)
  return doses.map((dose) => {
    const on = days.filter(({ ug }) => ug === dose).map(({ day }) => day)
    const inOrder = on.sort((one, other) => weekday(one) - weekday(other))
    const names = [...new Set(inOrder.map(shortWeekday))]
    return `${datesOf(days)}: ${doseWords(dose, medicine, false)} on ${names.join(', ')}`
  })
}

function datesOf(days: readonly DayDose[]): string {
  const dates = [...days.slice(0, 1), ...days.slice(-1)].map(({ day }) => dated(day))
  return [...new Set(dates)].join(' to ')
}

function doseWords(dose: Ug, medicine: string, isEachDay: boolean): string {
  if (dose === 0) return `no ${medicine}`
  return `${formatMg(dose)}${isEachDay ? ' once a day' : ''}`
}
