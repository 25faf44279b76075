// A calendar day, without time or zone. Arithmetic is on civil day numbers, never on milliseconds,
// so that the hour that a clock change adds or takes away cannot move a date (H13).

import { trimAscii } from './typed-text.ts'

/** A calendar day written YYYY-MM-DD, between 1900-01-01 and 2199-12-31; later text is a later day. */
export type Day = string & { readonly __brand: 'day' }

export type DayRefusal = {
  readonly kind: 'refused'
  readonly code: 'required' | 'type' | 'format' | 'no-such-day' | 'range'
  readonly message: string
}
export type DayParse = { readonly kind: 'day'; readonly day: Day } | DayRefusal

const FIRST_YEAR = 1900
const LAST_YEAR = 2199
const MINUTE_MS = 60_000
const MINUTES_IN_A_DAY = 1440
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const MESSAGES: Record<DayRefusal['code'], string> = {
  required: 'Enter a date.',
  type: 'Enter the date as text, for example 2026-11-22.',
  format: 'Enter the date as year, month and day, for example 2026-11-22.',
  'no-such-day': 'That day does not exist. Check the day and the month.',
  range: `Enter a date between ${FIRST_YEAR} and ${LAST_YEAR}.`,
}

const refuse = (code: DayRefusal['code']): DayRefusal => ({
  kind: 'refused',
  code,
  message: MESSAGES[code],
})

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function brand(text: string): Day {
  return text as Day
}

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

function fromCivil(year: number, month: number, dayOfMonth: number): DayParse {
  if (month < 1 || month > 12 || dayOfMonth < 1) return refuse('no-such-day')
  if (dayOfMonth > daysInMonth(year, month)) return refuse('no-such-day')
  if (year < FIRST_YEAR || year > LAST_YEAR) return refuse('range')
  return { kind: 'day', day: brand(`${year}-${pad(month)}-${pad(dayOfMonth)}`) }
}

/** Reads a day from strict YYYY-MM-DD text; every other form is refused, never guessed. */
export function parseDay(text: unknown): DayParse {
  if (text === undefined || text === null || text === '') return refuse('required')
  if (typeof text !== 'string') return refuse('type')
  const match = ISO_DAY.exec(text)
  if (match === null) return refuse('format')
  return fromCivil(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Reads the three fields of a date input: day, month, year, as typed by a person. */
export function dayFromParts(dayText: string, monthText: string, yearText: string): DayParse {
  const parts = [dayText, monthText, yearText].map(trimAscii)
  const [d = '', m = '', y = ''] = parts
  if (parts.every((part) => part === '')) return refuse('required')
  if (!/^\d{1,2}$/.test(d) || !/^\d{1,2}$/.test(m) || !/^\d{4}$/.test(y)) return refuse('format')
  return fromCivil(Number(y), Number(m), Number(d))
}

/** Whether a text is a day in strict form. */
export const isDay = (text: unknown): text is Day => parseDay(text).kind === 'day'

/** A day written in the code itself; a wrong constant is a defect and throws. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed.kind === 'refused') throw new RangeError(`not a day: ${text}`)
  return parsed.day
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const yearOf = (on: Day): number =>
  digit(on, 0) * 1000 + digit(on, 1) * 100 + digit(on, 2) * 10 + digit(on, 3)
const monthOf = (on: Day): number => digit(on, 5) * 10 + digit(on, 6)
const dayOfMonthOf = (on: Day): number => digit(on, 8) * 10 + digit(on, 9)

/** Days from 1970-01-01 to the first of a month (proleptic Gregorian; Hinnant, days_from_civil). */
function firstOfMonth(ofYear: number, month: number): number {
  const year = month <= 2 ? ofYear - 1 : ofYear
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const shifted = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * shifted + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146097 + dayOfEra + dayOfYear - 719468
}

/** The firsts of all months that a day can lie in, worked out once: the dates of a trial are asked for millions of times. */
const firstsOfMonths = Int32Array.from({ length: (LAST_YEAR - FIRST_YEAR + 1) * 12 }, (_, nth) =>
  firstOfMonth(FIRST_YEAR + Math.floor(nth / 12), (nth % 12) + 1),
)

/** Days since 1970-01-01. */
export function dayNumber(on: Day): number {
  const months = (yearOf(on) - FIRST_YEAR) * 12 + monthOf(on) - 1
  return (firstsOfMonths[months] ?? Number.NaN) + dayOfMonthOf(on) - 1
}

/** Days asked for before, by their number: each is worked out and written once. */
const daysKept = new Map<number, Day>()

/** The day with this number; throws beyond 1900-2199. */
export function dayFromNumber(number: number): Day {
  const known = daysKept.get(number)
  if (known !== undefined) return known
  const found = civilDay(number)
  daysKept.set(number, found)
  return found
}

/** The day with a number in the civil calendar (Hinnant, civil_from_days). */
function civilDay(number: number): Day {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524)
  const yearOfEra = Math.floor((dayOfEra - leaps - Math.floor(dayOfEra / 146096)) / 365)
  const before = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - before
  const monthShifted = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthShifted + 2) / 5) + 1
  const month = monthShifted < 10 ? monthShifted + 3 : monthShifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new RangeError(`no day has number ${number}`)
  return brand(`${year}-${pad(month)}-${pad(dayOfMonth)}`)
}

/** The day so many days later (earlier when negative). */
export const addDays = (from: Day, days: number): Day => dayFromNumber(dayNumber(from) + days)

/** How many days from the first day to the second; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  from === to ? 0 : dayNumber(to) - dayNumber(from)

/** Weekday: 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday. */
export function weekday(on: Day): number {
  return ((((dayNumber(on) + 3) % 7) + 7) % 7) + 1
}

/** By their number less one. */
export const WEEKDAYS: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
]

/** `Friday`. */
export const weekdayName = (on: Day): string => WEEKDAYS[weekday(on) - 1] ?? ''

const monthName = (on: Day): string => MONTHS[monthOf(on) - 1] ?? ''

/** For staff: 22-Nov-2026 (NHS date display). */
export const clinicalDate = (on: Day): string =>
  `${on.slice(8)}-${monthName(on).slice(0, 3)}-${on.slice(0, 4)}`

/** For patients: 22 November 2026. */
export const patientDate = (on: Day): string =>
  `${dayOfMonthOf(on)} ${monthName(on)} ${on.slice(0, 4)}`

/** Whole years of age; someone born on 29 February is a year older on 1 March of a common year. */
export function ageOn(born: Day, today: Day): number {
  const years = yearOf(today) - yearOf(born)
  return today.slice(5) < born.slice(5) ? years - 1 : years
}

/** Minutes since 1970-01-01T00:00Z of the change: 01:00 UTC on the month's last Sunday. */
function changeMinute(year: number, month: '03' | '10'): number {
  const lastOfMonth = brand(`${year}-${month}-31`)
  const lastSunday = dayNumber(lastOfMonth) - (weekday(lastOfMonth) % 7)
  return lastSunday * MINUTES_IN_A_DAY + 60
}

/**
 * Minutes that London is ahead of UTC: 60 from the last Sunday of March to the last Sunday of
 * October, 01:00 UTC (Summer Time Order 2002). Instants before 1996 followed other rules; Evenkeel
 * holds none, since dates of birth are days.
 */
export function londonMinutesAhead(utcMinute: number): number {
  const year = Number(dayFromNumber(Math.floor(utcMinute / MINUTES_IN_A_DAY)).slice(0, 4))
  const inSummer = utcMinute >= changeMinute(year, '03') && utcMinute < changeMinute(year, '10')
  return inSummer ? 60 : 0
}

function londonMinute(instantMs: number): number {
  const utcMinute = Math.floor(instantMs / MINUTE_MS)
  return utcMinute + londonMinutesAhead(utcMinute)
}

/** The calendar day in London at an instant (2027-06-30T23:30Z is 1 July). */
export function londonDay(instantMs: number): Day {
  return dayFromNumber(Math.floor(londonMinute(instantMs) / MINUTES_IN_A_DAY))
}

/** The clock time in London at an instant, hh:mm. */
export function londonClock(instantMs: number): string {
  const minute = londonMinute(instantMs)
  const ofDay = minute - Math.floor(minute / MINUTES_IN_A_DAY) * MINUTES_IN_A_DAY
  return `${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`
}

/** For staff: `22-Nov-2026 09:02`, an instant on London's calendar and clock. */
export const clinicalInstant = (instantMs: number): string =>
  `${clinicalDate(londonDay(instantMs))} ${londonClock(instantMs)}`
