import { type Fraction, fraction, timesRounded } from './fraction.ts'
import { emptyPool, type PooledTally, pooledDays, poolInto, sharesOf } from './pooled-tally.ts'
import type { TestTally } from './proportion-in-range.ts'
import type { DailyTally } from './ttr-daily.ts'
import type { Tally } from './ttr-tally.ts'

/** The published ways to say how much of the time, or how many of the tests, were in range. */
export const CONTROL_METHODS = ['continuous', 'daily', 'tests'] as const
export type ControlMethod = (typeof CONTROL_METHODS)[number]

/** Hundredths of a per cent in, below and above range; null when there is nothing to divide by, never 0 %. */
export type Percents = {
  readonly inRange: number | null
  readonly below: number | null
  readonly above: number | null
}

/** Everybody's days (or tests) together: who is tested often or long weighs more. */
export type Pooled = {
  readonly inRange: Fraction
  readonly below: Fraction
  readonly above: Fraction
  readonly of: number
  readonly percents: Percents
}

/** The mean of each person's own share: everybody weighs the same. */
export type MeanOfPeople = { readonly people: readonly number[]; readonly percents: Percents }

export type MethodFigure = {
  readonly method: ControlMethod
  readonly pooled: Pooled
  readonly mean: MeanOfPeople
}

/** The figures by every method, in their order. */
export type MethodFigures = readonly [
  continuous: MethodFigure,
  daily: MethodFigure,
  tests: MethodFigure,
]

/** What one person adds to the figures. */
export type PersonTallies = {
  readonly continuous: Tally
  readonly daily: DailyTally
  readonly tests: TestTally
}

type Share = { readonly person: number; readonly inside: number; readonly below: number }

type Gathered = {
  readonly pool: PooledTally
  readonly daily: DailyTally
  readonly tests: Omit<TestTally, 'notKnown'>
  readonly shares: Readonly<Record<ControlMethod, Share[]>>
}

export function gather(
  tallies: Iterable<readonly [person: number, tallies: PersonTallies]>,
): MethodFigures {
  const gathered: Gathered = {
    pool: emptyPool(),
    daily: { inside: 0, below: 0, days: 0 },
    tests: { below: 0, inside: 0, above: 0 },
    shares: { continuous: [], daily: [], tests: [] },
  }
  for (const [person, of] of tallies) addPerson(gathered, person, of)
  return [
    figure('continuous', continuousPool(gathered), gathered),
    figure('daily', dailyPool(gathered), gathered),
    figure('tests', testsPool(gathered), gathered),
  ]
}

function addPerson({ pool, daily, tests, shares }: Gathered, person: number, of: PersonTallies) {
  const { continuous, daily: days, tests: single } = of
  poolInto(pool, continuous)
  daily.inside += days.inside
  daily.below += days.below
  daily.days += days.days
  tests.inside += single.inside
  tests.below += single.below
  tests.above += single.above

  if (continuous.days > 0) shares.continuous.push({ person, ...sharesOf(continuous) })
  if (days.days > 0) {
    const share = { inside: days.inside / days.days, below: days.below / days.days }
    shares.daily.push({ person, ...share })
  }
  const known = single.inside + single.below + single.above
  if (known > 0) {
    shares.tests.push({ person, inside: single.inside / known, below: single.below / known })
  }
}

const whole = (count: number): Fraction => ({ numerator: BigInt(count), denominator: 1n })

const continuousPool = ({ pool }: Gathered) => ({ ...pooledDays(pool), of: pool.days })

const dailyPool = ({ daily: { inside, below, days } }: Gathered) => ({
  inRange: whole(inside),
  below: whole(below),
  above: whole(days - inside - below),
  of: days,
})

/** Tests of which nobody knows where they were are not among those divided by. */
const testsPool = ({ tests: { inside, below, above } }: Gathered) => ({
  inRange: whole(inside),
  below: whole(below),
  above: whole(above),
  of: inside + below + above,
})

function figure(
  method: ControlMethod,
  pooled: Omit<Pooled, 'percents'>,
  { shares }: Gathered,
): MethodFigure {
  const { inRange, below, above, of } = pooled
  const percents = {
    inRange: hundredths(inRange, of),
    below: hundredths(below, of),
    above: hundredths(above, of),
  }
  return { method, pooled: { ...pooled, percents }, mean: meanOf(shares[method]) }
}

/** A count out of another as hundredths of a per cent, rounded half up from the exact share; null out of none. */
export function hundredths(count: Fraction, of: number): number | null {
  if (of === 0) return null
  const share = fraction(count.numerator, count.denominator * BigInt(of))
  return Number(timesRounded(share, 10_000n))
}

/** A whole count out of another, as `hundredths`. */
export const percentHundredths = (count: number, of: number): number | null =>
  hundredths(whole(count), of)

/** The mean is of shares in floating point: its error is far below the hundredths that are shown. */
function meanOf(shares: readonly Share[]): MeanOfPeople {
  const people = shares.map(({ person }) => person)
  if (shares.length === 0) {
    return { people, percents: { inRange: null, below: null, above: null } }
  }
  const mean = (where: 'inside' | 'below') =>
    shares.reduce((sum, share) => sum + share[where], 0) / shares.length
  const [inside, below] = [mean('inside'), mean('below')]
  return {
    people,
    percents: {
      inRange: Math.round(inside * 10_000),
      below: Math.round(below * 10_000),
      above: Math.round((1 - inside - below) * 10_000),
    },
  }
}
