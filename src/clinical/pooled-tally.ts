import { type Fraction, fraction, minus, plus } from './fraction.ts'
import { daysOf, PARTS_OF_A_DAY, type SteepLine, type Tally } from './ttr-tally.ts'

/**
 * The tallies of many people added up, exactly: a tally of one person stays within whole numbers that a double can
 * hold, a clinic's does not.
 */
export type PooledTally = { inside: bigint; below: bigint; days: number; steep: SteepLine[] }

export function emptyPool(): PooledTally {
  return { inside: 0n, below: 0n, days: 0, steep: [] }
}

export function poolInto(pool: PooledTally, tally: Tally): void {
  pool.inside += BigInt(tally.inside)
  pool.below += BigInt(tally.below)
  pool.days += tally.days
  pool.steep.push(...tally.steep)
}

/** The exact days in, below and above range of everybody together. */
export function pooledDays(pool: PooledTally) {
  const inRange = exact(pool.inside, pool.steep, 'inside')
  const below = exact(pool.below, pool.steep, 'below')
  const above = minus(minus({ numerator: BigInt(pool.days), denominator: 1n }, inRange), below)
  return { inRange, below, above }
}

/** Lines of one width are added first, so that the denominators stay few. */
function exact(parts: bigint, steep: readonly SteepLine[], where: 'inside' | 'below'): Fraction {
  const byWidth = new Map<number, number>()
  for (const line of steep) {
    byWidth.set(line.width, (byWidth.get(line.width) ?? 0) + line[where])
  }
  return [...byWidth].reduce(
    (sum, [width, heights]) => plus(sum, fraction(BigInt(heights), BigInt(width))),
    fraction(parts, BigInt(PARTS_OF_A_DAY)),
  )
}

/** The shares of one person's days that were in and below range, for a mean of people; from the exact days. */
export function sharesOf(tally: Tally): { readonly inside: number; readonly below: number } {
  const { days, steep } = tally
  if (steep.length === 0) {
    const all = days * PARTS_OF_A_DAY
    return { inside: tally.inside / all, below: tally.below / all }
  }
  const { inRange, below } = daysOf(tally)
  return { inside: asNumber(inRange) / days, below: asNumber(below) / days }
}

/** Fractions of days have numerators and denominators far beyond a double; their whole and rest are not. */
function asNumber({ numerator, denominator }: Fraction): number {
  const whole = numerator / denominator
  const rest = ((numerator % denominator) * 1_000_000_000_000n) / denominator
  return Number(whole) + Number(rest) / 1e12
}
