// One time zone, asked of a machine that is set to it: whether dates of schedules and of the database stay what they are. It
// answers how much it looked at, what was wrong, and a digest that must not depend on the zone.
import { createHash } from 'node:crypto'
import process from 'node:process'
import { type Day, day, weekdayName } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { buildSchedule, expand, type ScheduleOrder } from '#clinical/schedule.ts'
import { openPool } from '#store/pool.ts'

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const NAMES = ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']

const two = (part: number): string => String(part).padStart(2, '0')
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The day after, counted as on a wall calendar. */
function dayAfter(on: string): string {
  const [year = 0, month = 0, date = 0] = on.split('-').map(Number)
  const last = month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)
  if (date < last) return `${year}-${two(month)}-${two(date + 1)}`
  return month < 12 ? `${year}-${two(month + 1)}-01` : `${year + 1}-01-01`
}

/** The name of a weekday by Zeller's congruence. */
function nameOf(on: string): string {
  const [year = 0, month = 0, date = 0] = on.split('-').map(Number)
  const [m, y] = month < 3 ? [month + 12, year - 1] : [month, year]
  const century = Math.floor(y / 100)
  const inCentury = y % 100
  const sum = date + Math.floor((13 * (m + 1)) / 5) + inCentury
  return NAMES[(sum + Math.floor(inCentury / 4) + Math.floor(century / 4) + 5 * century) % 7] ?? ''
}

const digest = createHash('sha256')
const faults: string[] = []
let schedules = 0
let dates = 0

/** By turns a dose that is the same each day and one with two doses in the week, with days left out and without. */
const orderFrom = (from: Day, nth: number, nextTest: Day): ScheduleOrder => ({
  from,
  nextTest,
  graceDays: 7,
  omitDays: nth % 4,
  dailyUg: ug([4000, 4286, 3714, 5500][nth % 4] ?? 4000),
  tabletSet: { strengths: [500, 1000, 3000], halves: false },
  pattern: 'constant-preferred',
})

function lookAt(from: Day, nth: number): void {
  const testAfter = 7 + (nth % 78)
  let nextTest: string = from
  for (let count = 0; count < testAfter; count += 1) nextTest = dayAfter(nextTest)
  const built = buildSchedule(orderFrom(from, nth, day(nextTest)))
  if (built.kind !== 'schedule') {
    faults.push(`${from}: ${built.message}`)
    return
  }
  const days = expand(built.schedule)
  schedules += 1
  dates += days.length
  if (days.length !== testAfter + 8) faults.push(`${from}: ${days.length} days`)
  let expected: string = from
  for (const { day: on, ug: dose } of days) {
    if (on !== expected) faults.push(`${from}: ${on} where ${expected} comes`)
    if (weekdayName(on) !== nameOf(expected)) faults.push(`${on} is no ${weekdayName(on)}`)
    digest.update(`${on} ${dose};`)
    expected = dayAfter(expected)
  }
}

/** Each date of the database as the product reads it, and each hour of four changes of the clocks. */
async function lookAtDatabase(url: string): Promise<void> {
  const pool = openPool(url, 1)
  const { rows } = await pool.query<{ on: unknown }>(
    `select d::date as "on" from generate_series('1900-01-01'::date, '2040-12-31'::date, interval '1 day') d`,
  )
  let expected = '1900-01-01'
  for (const { on } of rows) {
    if (on !== expected) faults.push(`the date ${expected} is read as ${String(on)}`)
    expected = dayAfter(expected)
  }
  dates += rows.length
  const { rows: hours } = await pool.query<{ at: unknown; ms: string }>(
    `select at, (extract(epoch from at) * 1000)::bigint::text as ms
       from unnest($1::timestamptz[]) change, generate_series(change, change + interval '2 days', interval '1 hour') at`,
    [['1968-02-17', '1971-10-30', '2027-03-27', '2027-10-30'].map((on) => `${on}T00:00Z`)],
  )
  for (const { at, ms } of hours)
    if (String(at) !== ms) faults.push(`${ms} is read as ${String(at)}`)
  if (hours.length !== 4 * 49) faults.push(`${hours.length} hours`)
  await pool.end()
}

let start = '2024-01-01'
for (let nth = 0; start <= '2040-12-31'; nth += 1) {
  lookAt(day(start), nth)
  start = dayAfter(start)
}
await lookAtDatabase(process.argv[2] ?? '')
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const answer = { zone, schedules, dates, faults: faults.slice(0, 10), digest: digest.digest('hex') }
console.log(JSON.stringify(answer))
