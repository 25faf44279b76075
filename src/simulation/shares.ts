// Shares of all tests of all people together. Tests of one person are alike, so the interval counts people and not tests.
import type { CourseFigures, Sum } from './tallies.ts'

export const SHARES = ['testsAbove4', 'testsAbove5'] as const
export type Share = (typeof SHARES)[number]

/** Of which tests each share is. */
export const COUNTED = {
  testsAbove4: 'testsAbove4AYear',
  testsAbove5: 'testsAbove5AYear',
} as const

/** The product of what is counted with all tests, of each person, added up: what the interval needs besides the sums. */
export type ShareSums = Record<Share, number>

export const emptyShares = (): ShareSums => ({ testsAbove4: 0, testsAbove5: 0 })

/** Adds one person. */
export function addToShares(to: ShareSums, own: CourseFigures): void {
  for (const share of SHARES) to[share] += (own[COUNTED[share]] ?? 0) * (own.tests ?? 0)
}

export function addShares(to: ShareSums, from: ShareSums): void {
  for (const share of SHARES) to[share] += from[share]
}

/** Percent of all tests, with the ends of its 95 % confidence interval; of one person there is none. */
export type ShareFound = {
  readonly percent: number
  readonly low: number | null
  readonly high: number | null
}

/** Two standard errors, nearly: the normal distribution. @technical Statistics. */
const Z_95 = 1.96

/**
 * A share of all tests with its interval clustered by person: the variance of a ratio of sums over people says how many
 * independent tests would know as much, never more than there were, and Wilson's interval is that of so many. Where no
 * test, or every test, is counted, each person is taken for one test. Null without a test. Source: Korn and Graubard 1998,
 * with Wilson's interval in the place of Clopper and Pearson's.
 */
export function shareOf(
  counted: Sum,
  tests: Sum,
  products: number,
  /** So many tests a year is one test of a person: sums are of a year, tests are not. */
  aTest: number,
): ShareFound | null {
  if (tests.sum === 0) return null
  const share = counted.sum / tests.sum
  const people = tests.count
  if (people < 2) return { percent: 100 * share, low: null, high: null }
  const spread = counted.squares - 2 * share * products + share * share * tests.squares
  const variance = ((people / (people - 1)) * Math.max(0, spread)) / (tests.sum * tests.sum)
  const binomial = share * (1 - share)
  const most = tests.sum / aTest
  const known = binomial <= 0 ? people : Math.min(most, binomial / variance)
  return { percent: 100 * share, ...wilson(share, known) }
}

function wilson(share: number, tests: number): { readonly low: number; readonly high: number } {
  const z2 = Z_95 * Z_95
  const middle = share + z2 / (2 * tests)
  const half = Z_95 * Math.sqrt((share * (1 - share)) / tests + z2 / (4 * tests * tests))
  const whole = 1 + z2 / tests
  return {
    low: 100 * Math.max(0, (middle - half) / whole),
    high: 100 * Math.min(1, (middle + half) / whole),
  }
}
