import { type Day, dayNumber } from '#base/day.ts'
import { FIRST_WEEKS_EXCLUDED_DAYS } from './maintenance.ts'
import type { Span } from './ttr-tally.ts'

/** Days that a figure is asked for, the first and the last included. */
export type Period = { readonly from: Day; readonly until: Day }

/**
 * A period as the lines between INRs are cut to it. The day `d` stands for the stretch from `d - 1` to `d`, so that
 * periods that adjoin share no day and leave none out: the quarters of a year add up to the year.
 */
export const spanOf = ({ from, until }: Period): Span => ({
  from: dayNumber(from) - 1,
  until: dayNumber(until),
})

/** Which days and people a figure leaves out; its id names it wherever the figure is shown. */
export type Exclusions = {
  readonly id: 'nice' | 'two-weeks'
  /** Days since treatment began, and since it was resumed, that do not count. */
  readonly firstDays: number
  /** A course with less maintenance than so many calendar months does not count. */
  readonly leastMonths: number
}

/**
 * NICE CG180, carried into NG196: without the first 6 weeks, over at least 6 months of maintenance.
 * @see docs/evidence.md#ttr-first-weeks
 */
export const NICE: Exclusions = {
  id: 'nice',
  firstDays: FIRST_WEEKS_EXCLUDED_DAYS,
  leastMonths: 6,
}

/**
 * What the incumbent product leaves out: the first 2 weeks, and nobody for being treated too short. Only to compare
 * with its figures when moving from it. @see docs/evidence.md#ttr-two-weeks
 */
export const TWO_WEEKS: Exclusions = { id: 'two-weeks', firstDays: 14, leastMonths: 0 }

export const EXCLUSIONS: readonly Exclusions[] = [NICE, TWO_WEEKS]
