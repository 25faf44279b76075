// Figures of many courses, added up so that chunks of people can be worked out anywhere and put together in order: the same
// seed is the same figure to the last bit, on one core or on many.
import { recordOf } from '#base/record-of.ts'
import { addShares, addToShares, emptyShares, type ShareSums } from './shares.ts'

/** What one course came to, in figures of which the mean is reported. */
export const FIGURES = [
  'ttr',
  'ttrAfter28',
  'below',
  'above',
  'trueInRange',
  'ttrBelow65',
  'tests',
  'testsAbove4AYear',
  'testsAbove5AYear',
  'everAbove5',
  'changes',
  'everStable',
  'dayStable',
] as const
export type Figure = (typeof FIGURES)[number]
export type CourseFigures = Readonly<Record<Figure, number | null>>

/** Sums over people of one figure: nobody of whom it is not known is counted. */
export type Sum = { count: number; sum: number; squares: number }

const nothing = (): Sum => ({ count: 0, sum: 0, squares: 0 })

function add(to: Sum, value: number): void {
  to.count += 1
  to.sum += value
  to.squares += value * value
}

function addSum(to: Sum, { count, sum, squares }: Sum): void {
  to.count += count
  to.sum += sum
  to.squares += squares
}

/** The sums of one arm, and of its differences from the first arm in the same people. */
export type ArmTally = {
  readonly figures: Readonly<Record<Figure, Sum>>
  readonly differences: Readonly<Record<Figure, Sum>>
  readonly shares: ShareSums
}

export const emptyArm = (): ArmTally => ({
  figures: recordOf(FIGURES, nothing),
  differences: recordOf(FIGURES, nothing),
  shares: emptyShares(),
})

/** Adds one person: what the arm came to, and what the first arm came to in them. */
export function addCourse(to: ArmTally, own: CourseFigures, first: CourseFigures): void {
  for (const figure of FIGURES) {
    const value = own[figure]
    const other = first[figure]
    if (value === null) continue
    add(to.figures[figure], value)
    if (other !== null) add(to.differences[figure], value - other)
  }
  addToShares(to.shares, own)
}

export function addArm(to: ArmTally, from: ArmTally): void {
  for (const figure of FIGURES) {
    addSum(to.figures[figure], from.figures[figure])
    addSum(to.differences[figure], from.differences[figure])
  }
  addShares(to.shares, from.shares)
}

/** A mean with the half width of its 95 % confidence interval; null of nobody. */
export type Mean = { readonly mean: number; readonly halfWidth: number; readonly people: number }

/** Two standard errors, nearly: the normal distribution. @technical Statistics. */
const Z_95 = 1.96

export function meanOf({ count, sum, squares }: Sum): Mean | null {
  if (count === 0) return null
  const mean = sum / count
  const variance = count < 2 ? 0 : Math.max(0, (squares - sum * mean) / (count - 1))
  return { mean, halfWidth: Z_95 * Math.sqrt(variance / count), people: count }
}
