import { compare, type Fraction, fraction, minus, plus, timesRounded } from './fraction.ts'
import { at, type InrColumns, isCensored } from './inr-columns.ts'
import type { Target } from './target.ts'

/** Limits in tenths, both inclusive. */
export type Range = Pick<Target, 'lowTenths' | 'highTenths'>

/** A stretch of day numbers: from the start of `from` to the start of `until`. */
export type Span = { readonly from: number; readonly until: number }

export const WHOLE_HISTORY: Span = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER }

/**
 * Days in and below range, kept exact as whole numbers of 1/5354228880 day. A straight line that climbs by `width`
 * tenths spends a whole number of 1/width days between any two limits, and 5354228880 = lcm(1..24) is a multiple of
 * every width up to 24 tenths. The rare steeper line goes to `steep`, by its width.
 */
export type Tally = {
  inside: number
  below: number
  days: number
  steep: SteepLine[]
}

export type SteepLine = { readonly width: number; readonly inside: number; readonly below: number }

/** @technical A day in parts that every width divides: exact arithmetic. */
export const PARTS_OF_A_DAY = 5_354_228_880
/** @technical Bound of a table of divisors. */
const WIDEST = 1000
/** @technical Table of divisors. */
const PARTS_BY_WIDTH = Float64Array.from({ length: WIDEST + 1 }, (_, width) =>
  width > 0 && PARTS_OF_A_DAY % width === 0 ? PARTS_OF_A_DAY / width : 0,
)

export function emptyTally(): Tally {
  return { inside: 0, below: 0, days: 0, steep: [] }
}

/** Where in the columns the results of one patient stand: from `first` up to, not including, `end`. */
export type Rows = { readonly first: number; readonly end: number }

/**
 * Adds the lines between successive INRs of one patient to a tally, each cut to the span. No line is drawn over a
 * gap longer than `maxGapDays`, or to or from a censored INR; between INRs of one day there is no day to count.
 */
export function tallyInto(
  tally: Tally,
  { days, readings }: InrColumns,
  { first, end }: Rows,
  span: Span,
  range: Range,
  maxGapDays: number,
): void {
  for (let row = first + 1; row < end; row += 1) {
    const start = at(days, row - 1)
    const gap = at(days, row) - start
    if (gap > maxGapDays) continue
    const before = at(readings, row - 1)
    const after = at(readings, row)
    if (isCensored(before) || isCensored(after)) continue
    addLine(tally, { before, after, gap, start }, span, range)
  }
}

type Line = {
  readonly before: number
  readonly after: number
  readonly gap: number
  readonly start: number
}

/** One straight line, of which only the days within the span count. */
function addLine(
  tally: Tally,
  { before, after, gap, start }: Line,
  span: Span,
  range: Range,
): void {
  const enters = Math.max(span.from - start, 0)
  const leaves = Math.min(span.until - start, gap)
  if (enters >= leaves) return

  tally.days += leaves - enters
  if (before === after) {
    addFlat(tally, before, leaves - enters, range)
    return
  }
  // Heights in gap-ths of a tenth are whole numbers, also where the span cuts the line.
  const climb = after - before
  const one = before * gap + climb * enters
  const other = before * gap + climb * leaves
  const bottom = Math.min(one, other)
  const top = Math.max(one, other)
  const low = range.lowTenths * gap
  const high = range.highTenths * gap
  addHeights(
    tally,
    Math.abs(climb),
    overlap(bottom, top, low, high),
    overlap(bottom, top, bottom, low),
  )
}

function addFlat(tally: Tally, height: number, days: number, range: Range): void {
  if (height < range.lowTenths) tally.below += days * PARTS_OF_A_DAY
  else if (height <= range.highTenths) tally.inside += days * PARTS_OF_A_DAY
}

function overlap(bottom: number, top: number, low: number, high: number): number {
  return Math.max(0, Math.min(top, high) - Math.max(bottom, low))
}

function addHeights(tally: Tally, width: number, inside: number, below: number): void {
  const parts = PARTS_BY_WIDTH[width]
  if (!parts) {
    tally.steep.push({ width, inside, below })
    return
  }
  tally.inside += inside * parts
  tally.below += below * parts
}

/** The exact days in, below and above range of a tally. */
export function daysOf(tally: Tally): { inRange: Fraction; below: Fraction; above: Fraction } {
  const inRange = exactDays(tally, 'inside')
  const below = exactDays(tally, 'below')
  const above = minus(minus({ numerator: BigInt(tally.days), denominator: 1n }, inRange), below)
  return { inRange, below, above }
}

function exactDays(tally: Tally, where: 'inside' | 'below'): Fraction {
  const shallow = fraction(BigInt(tally[where]), BigInt(PARTS_OF_A_DAY))
  return tally.steep.reduce(
    (sum, line) =>
      line[where] === 0 ? sum : plus(sum, fraction(BigInt(line[where]), BigInt(line.width))),
    shallow,
  )
}

/**
 * Closer to a limit or to a half than this, the quick share could fall on the wrong side: the exact one decides.
 * @technical Precision of floating-point numbers.
 */
const DOUBTFUL = 1e-6

/** Whether time in range is below so many per cent, exactly; never when no day is counted. */
export function isBelowPercent(tally: Tally, percent: number): boolean {
  const beyond = quickShare(tally, 'inside') * 100 - percent
  if (Math.abs(beyond) > DOUBTFUL) return beyond < 0
  const limit = fraction(BigInt(tally.days * percent), 100n)
  return compare(exactDays(tally, 'inside'), limit) < 0
}

/** Where a day of an interpolated INR lies. */
export type Place = 'inside' | 'below' | 'above'

/**
 * The share of the counted days in one place in hundredths of a per cent, rounded half up from the exact share; null
 * when no day is counted.
 */
export function percentHundredthsOf(tally: Tally, place: Place = 'inside'): number | null {
  if (tally.days === 0) return null
  const share = quickShare(tally, place) * 10_000
  const rounded = Math.round(share)
  if (Math.abs(Math.abs(share - rounded) - 0.5) > DOUBTFUL) return rounded
  const { numerator, denominator } = exactDaysIn(tally, place)
  return Number(timesRounded(fraction(numerator, denominator * BigInt(tally.days)), 10_000n))
}

/** The share of the days in one place, near enough for whatever is not doubtful; `NaN` when no day is counted. */
function quickShare(tally: Tally, place: Place): number {
  const inside = quickParts(tally, 'inside')
  const below = quickParts(tally, 'below')
  const all = tally.days * PARTS_OF_A_DAY
  return { inside, below, above: all - inside - below }[place] / all
}

function quickParts(tally: Tally, where: 'inside' | 'below'): number {
  let parts = tally[where]
  for (const line of tally.steep) parts += (line[where] / line.width) * PARTS_OF_A_DAY
  return parts
}

const exactDaysIn = (tally: Tally, place: Place): Fraction =>
  place === 'above' ? daysOf(tally).above : exactDays(tally, place)
