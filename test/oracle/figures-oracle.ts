// Control of a clinic written a second time, from sections 4.1 to 4.4 of the clinical reference: every whole day by itself,
// every test by itself, nothing in columns. Days are numbers; INRs are tenths.
import type { Limits, Point } from './ttr-oracle.ts'

/** One person as the oracle knows them: from one start, with the ranges that began on a day, in order. */
export type OraclePerson = {
  readonly started: number
  readonly ended: number
  readonly ranges: readonly (readonly [from: number, limits: Limits])[]
  /** One a day, in order of days. */
  readonly tests: readonly Point[]
}

/** A period by its first and last day, and what is left out: 6 weeks and 6 months by NICE (4.1), 2 weeks by INRstar (4.3). */
export type OraclePeriod = {
  readonly first: number
  readonly last: number
  readonly firstDays: number
}

/** How many days or tests were in, below and of all that count. */
export type Counts = { in: number; below: number; of: number }

const LONGEST_GAP = 56

const rangeOn = ({ ranges }: OraclePerson, day: number): Limits | undefined =>
  ranges.findLast(([from]) => from <= day)?.[1]

/** The value of a day lies on the line between the test before it and the test on or after it; compared in whole numbers. */
export function oracleDaily(person: OraclePerson, period: OraclePeriod): Counts {
  const counts: Counts = { in: 0, below: 0, of: 0 }
  const last = Math.min(period.last, person.ended)
  for (let day = period.first; day <= last; day += 1) {
    const limits = rangeOn(person, day - 1)
    const before = person.tests.findLast(([on]) => on < day)
    const after = person.tests.find(([on]) => on >= day)
    if (!limits || !before || !after || day - 1 < person.started + period.firstDays) continue
    const gap = after[0] - before[0]
    if (gap > LONGEST_GAP) continue
    const timesGap = before[1] * gap + (after[1] - before[1]) * (day - before[0])
    counts.of += 1
    if (timesGap < limits.lowTenths * gap) counts.below += 1
    else if (timesGap <= limits.highTenths * gap) counts.in += 1
  }
  return counts
}

/** In-range INRs of all INRs (4.4), of the days that count. */
export function oracleTests(person: OraclePerson, period: OraclePeriod): Counts {
  const counts: Counts = { in: 0, below: 0, of: 0 }
  for (const [on, tenths] of person.tests) {
    const limits = rangeOn(person, on)
    const isLate = on > period.last || on > person.ended
    if (!limits || on < period.first || isLate || on < person.started + period.firstDays) continue
    counts.of += 1
    if (tenths < limits.lowTenths) counts.below += 1
    else if (tenths <= limits.highTenths) counts.in += 1
  }
  return counts
}

/** Hundredths of a per cent, a half upward, in whole numbers; null out of none. */
export function percentOf(top: bigint, bottom: bigint): number | null {
  return bottom === 0n ? null : Number((top * 20_000n + bottom) / (2n * bottom))
}

/** All people's days (or tests) together. */
export const pooledOf = (all: readonly Counts[]) => {
  const sum = (of: keyof Counts) => all.reduce((total, counts) => total + counts[of], 0)
  const [inside, below, of] = [sum('in'), sum('below'), sum('of')]
  const percent = (part: number) => percentOf(BigInt(part), BigInt(of))
  return {
    of,
    inRange: percent(inside),
    below: percent(below),
    above: percent(of - inside - below),
  }
}

/** The mean of each person's own share, as one fraction; whoever has nothing counted is not among them. */
export function meanOf(all: readonly Counts[], part: 'in' | 'below' | 'above'): [bigint, bigint] {
  const counted = all.filter(({ of }) => of > 0)
  let [top, bottom] = [0n, 1n]
  for (const counts of counted) {
    const above = counts.of - counts.in - counts.below
    const share = BigInt(part === 'above' ? above : counts[part])
    const [was, under] = [top, bottom]
    top = was * BigInt(counts.of) + share * under
    bottom = under * BigInt(counts.of)
  }
  return [top, bottom * BigInt(counted.length)]
}

export type OraclePlace = 'in-range' | 'below' | 'above' | 'not-known' | 'no-inr' | 'not-treated'

/** Where the last INR on or before the census day stands (4.4); who has none is still one of all. */
export function oraclePlace(person: OraclePerson, census: number): OraclePlace {
  if (person.started > census || person.ended < census) return 'not-treated'
  const last = person.tests.findLast(([on]) => on <= census)
  if (last === undefined) return 'no-inr'
  const limits = rangeOn(person, census)
  if (limits === undefined) return 'not-known'
  if (last[1] < limits.lowTenths) return 'below'
  return last[1] > limits.highTenths ? 'above' : 'in-range'
}
