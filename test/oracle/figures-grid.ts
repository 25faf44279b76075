// Puts the histories of random clinics to the product's figures of control and to the second implementation.
import { dayFromNumber, dayNumber } from '#base/day.ts'
import { pointPrevalence } from '#clinical/clinic-on-day.ts'
import { controlFigures } from '#clinical/control-figures.ts'
import type { MethodFigure } from '#clinical/method-figures.ts'
import { type Exclusions, NICE, TWO_WEEKS } from '#clinical/period.ts'
import { clinicOf, FIRST } from '#test/clinical/a-clinic.ts'
import {
  type Counts,
  meanOf,
  type OraclePerson,
  type OraclePlace,
  oracleDaily,
  oraclePlace,
  oracleTests,
  pooledOf,
} from './figures-oracle.ts'
import { count, type Findings } from './findings.ts'
import { oracleTime } from './ttr-oracle.ts'

const ORIGIN = dayNumber(FIRST)
const PEOPLE = 10

/** A chain of whole numbers that looks thrown and is the same for ever (Park and Miller). */
function thrown(seed: number): (below: number) => number {
  let state = (seed * 2_654_435 + 12_345) % 2_147_483_647
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

function somebody(any: (below: number) => number): OraclePerson {
  const started = ORIGIN + any(300)
  const ended = any(4) === 0 ? started + any(500) : ORIGIN + 5000
  const low = 20 + 5 * any(3)
  const second = { lowTenths: low + 5, highTenths: low + 15 }
  let on = started - 20
  const tests = Array.from({ length: any(24) }, () => {
    on += 1 + any(any(5) === 0 ? 70 : 35)
    return [on, 10 + any(45)] as const
  })
  const first = [started - any(40), { lowTenths: low, highTenths: low + 10 }] as const
  const ranges = any(3) === 0 ? [first, [started + 30 + any(250), second] as const] : [first]
  return { started, ended, ranges, tests }
}

/** So many clinics of ten people each; a comparison for each person. */
export function compareFigures(clinics: number, findings: Findings): void {
  for (let seed = 1; seed <= clinics; seed += 1) {
    const any = thrown(seed)
    const people = Array.from({ length: PEOPLE }, () => somebody(any))
    const first = ORIGIN + any(500)
    const last = first + any(400)
    const mismatch = figuresMismatch(people, first, last, any(2) === 0 ? NICE : TWO_WEEKS)
    for (const _ of people.slice(1)) count(findings, undefined)
    count(findings, mismatch && `clinic ${seed}: ${mismatch}`)
  }
}

const written = ({ started, ended, ranges, tests }: OraclePerson) => ({
  startedOn: dayFromNumber(started),
  endedOn: dayFromNumber(ended),
  ranges: ranges.map(([from, range]) => ({ from: dayFromNumber(from), range })),
  inrs: tests.map(([on, tenths]) => [dayFromNumber(on), tenths] as const),
})

function figuresMismatch(
  people: readonly OraclePerson[],
  first: number,
  last: number,
  exclusions: Exclusions,
): string | undefined {
  const history = clinicOf(people.map(written))
  const period = { from: dayFromNumber(first), until: dayFromNumber(last) }
  const figures = controlFigures(history, period, exclusions)
  const { firstDays, leastMonths } = exclusions
  const asked = { first, last, firstDays }
  const long = people.filter((person) => isLongEnough(person, last, firstDays, leastMonths))
  const [, daily, tests] = figures.methods
  return (
    methodMismatch(
      daily,
      long.map((person) => oracleDaily(person, asked)),
    ) ??
    methodMismatch(
      tests,
      long.map((person) => oracleTests(person, asked)),
    ) ??
    placesMismatch(people, last, pointPrevalence(history, period.until)) ??
    continuousMismatch(figures.methods[0], long, asked)
  )
}

/** Whether the maintenance up to the end of the period lasted so many calendar months. */
function isLongEnough(person: OraclePerson, last: number, firstDays: number, months: number) {
  const end = Math.min(person.ended, last)
  return person.started + firstDays <= monthsEarlier(end, months)
}

/** The same day of the month so many months before; the last of that month where it has no such day. */
function monthsEarlier(day: number, months: number): number {
  const [year = 0, month = 0, date = 0] = dayFromNumber(day).split('-').map(Number)
  const whole = year * 12 + month - 1 - months
  const [inYear, inMonth] = [Math.floor(whole / 12), (whole % 12) + 1]
  const lasts = [31, inYear % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const on = Math.min(date, lasts[inMonth - 1] ?? 0)
  return Math.round(Date.UTC(inYear, inMonth - 1, on) / 86_400_000)
}

function methodMismatch(figure: MethodFigure, all: readonly Counts[]): string | undefined {
  const { pooled, mean, method } = figure
  const meant = pooledOf(all)
  const { of, percents } = pooled
  const said = JSON.stringify({ of, ...percents })
  if (said !== JSON.stringify(meant)) return `${method} pooled ${said}, ${JSON.stringify(meant)}`
  const counted = all.filter((counts) => counts.of > 0).length
  if (mean.people.length !== counted) return `${method}: ${mean.people.length} of ${counted} people`
  if (!isNear(mean.percents.inRange, meanOf(all, 'in'))) return `${method}: mean in range`
  if (!isNear(mean.percents.below, meanOf(all, 'below'))) return `${method}: mean below`
  return isNear(mean.percents.above, meanOf(all, 'above')) ? undefined : `${method}: mean above`
}

/** The mean is shown in hundredths of a per cent: within half of one, and a millionth for its floating point. */
function isNear(shown: number | null, [top, bottom]: readonly [bigint, bigint]): boolean {
  if (bottom === 0n) return shown === null
  if (shown === null) return false
  const off = BigInt(shown) * bottom - top * 10_000n
  const size = off < 0n ? -off : off
  return size * 2_000_000n <= bottom * 1_000_001n
}

function placesMismatch(
  people: readonly OraclePerson[],
  census: number,
  said: ReturnType<typeof pointPrevalence>,
): string | undefined {
  const meant = new Map<OraclePlace, number[]>()
  for (const [nth, person] of people.entries()) {
    const place = oraclePlace(person, census)
    meant.set(place, [...(meant.get(place) ?? []), nth])
  }
  const places = ['in-range', 'below', 'above', 'not-known', 'no-inr'] as const
  const wrong = places.find(
    (place) => JSON.stringify(said[place]) !== JSON.stringify(meant.get(place) ?? []),
  )
  return wrong && `point prevalence ${wrong}: ${said[wrong]} instead of ${meant.get(wrong)}`
}

/** The continuous form of people with one range, pooled: by the tenths of the other oracle, cut by taking away. */
function continuousMismatch(
  { pooled }: MethodFigure,
  long: readonly OraclePerson[],
  { first, last, firstDays }: { first: number; last: number; firstDays: number },
): string | undefined {
  if (long.some(({ ranges }) => ranges.length > 1)) return undefined
  let [top, bottom, days] = [0n, 1n, 0]
  for (const { tests, ranges, started, ended } of long) {
    const limits = ranges[0]?.[1]
    const from = Math.max(first - 1, started + firstDays)
    const until = Math.min(last, ended)
    if (limits === undefined || until <= from) continue
    const [whole, after] = [oracleTime(tests, limits, from), oracleTime(tests, limits, until)]
    days += whole.days - after.days
    const part = whole.inside * after.over - after.inside * whole.over
    top = top * whole.over * after.over + part * bottom
    bottom *= whole.over * after.over
  }
  if (pooled.of !== days) return `continuous days ${pooled.of}, ${days}`
  const { numerator, denominator } = pooled.inRange
  return numerator * bottom === top * denominator ? undefined : 'continuous days in range'
}
