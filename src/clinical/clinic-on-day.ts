import { type Day, dayNumber } from '#base/day.ts'
import { type ControlFlags, controlInColumns, type Flag } from './control.ts'
import { type ClinicHistory, coursesOn, type FigureCourse, isMeasurable } from './figure-course.ts'
import { at, type InrColumns } from './inr-columns.ts'
import { type Place, placeOf } from './proportion-in-range.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from './ttr.ts'
import type { Range } from './ttr-tally.ts'

/** The people on treatment on a day by where the last INR of each stood then; people are named by their number. */
export type PointPrevalence = Readonly<Record<Place | 'no-inr', readonly number[]>> & {
  /** Of those above: people whose last INR was more than 56 days old. */
  readonly old: readonly number[]
}

/**
 * Point prevalence: of all people on treatment on the census day, those whose last INR up to then was in range.
 * Who has none is still one of all. @see docs/evidence.md#point-prevalence
 */
export function pointPrevalence({ courses, columns }: ClinicHistory, on: Day): PointPrevalence {
  const places: Record<Place | 'no-inr', number[]> = {
    below: [],
    'in-range': [],
    above: [],
    'not-known': [],
    'no-inr': [],
  }
  const old: number[] = []
  for (const course of coursesOn(courses, on)) {
    const row = lastRowUpTo(course, columns, on)
    places[placeOn(course, columns, row, on)].push(course.patient)
    if (row >= course.rows.first && isOld(at(columns.days, row), on)) old.push(course.patient)
  }
  return { ...places, old }
}

/** How many of how many had a last INR in range; not known while no INR of anybody is known. */
export function inRangeOfAll(prevalence: PointPrevalence) {
  const { 'in-range': inRange, below, above, 'not-known': notKnown, 'no-inr': none } = prevalence
  const known = inRange.length + below.length + above.length
  const of = known + notKnown.length + none.length
  return known === 0 ? 'not-known' : { inRange: inRange.length, of }
}

const isOld = (tested: number, on: Day): boolean =>
  dayNumber(on) - tested > LONGEST_INTERPOLATED_GAP_DAYS

function placeOn(course: FigureCourse, columns: InrColumns, row: number, on: Day) {
  if (row < course.rows.first) return 'no-inr'
  const range = rangeOn(course, on)
  return range === undefined ? 'not-known' : placeOf(at(columns.readings, row), range)
}

/** The last row of a course up to a day; one before its first row when there is none. */
export function lastRowUpTo({ rows }: FigureCourse, { days }: InrColumns, on: Day): number {
  let row = rows.end - 1
  while (row >= rows.first && at(days, row) > dayNumber(on)) row -= 1
  return row
}

/** The range in force on a day. */
export function rangeOn({ ranges }: FigureCourse, on: Day): Range | undefined {
  const begun = ranges.filter(({ from }) => from <= on)
  return begun.reduce<(typeof begun)[number] | undefined>(
    (latest, period) => (latest === undefined || period.from >= latest.from ? period : latest),
    undefined,
  )?.range
}

/** For each of NICE's flags, the people on treatment on a day by what it answered for them. */
export type FlaggedPeople = Readonly<
  Record<keyof ControlFlags, Readonly<Record<Flag, readonly number[]>>>
>

const nobody = (): Record<Flag, number[]> => ({ yes: [], possible: [], no: [], 'not-known': [] })

/** NICE's four flags of poor control for everybody on treatment on a day, over the 6 months up to it. */
export function flaggedPeople({ courses, columns }: ClinicHistory, on: Day): FlaggedPeople {
  const people = {
    twoAboveFive: nobody(),
    oneAboveEight: nobody(),
    twoBelowOneAndAHalf: nobody(),
    timeInRangeBelow65: nobody(),
  }
  for (const course of coursesOn(courses, on)) {
    const flags = flagsOn(course, columns, on)
    for (const flag of FLAGS) people[flag][flags[flag]].push(course.patient)
  }
  return people
}

export const FLAGS = [
  'twoAboveFive',
  'oneAboveEight',
  'twoBelowOneAndAHalf',
  'timeInRangeBelow65',
] as const satisfies readonly (keyof ControlFlags)[]

function flagsOn(course: FigureCourse, columns: ClinicHistory['columns'], on: Day): ControlFlags {
  if (!isMeasurable(course)) return NOTHING_KNOWN
  return controlInColumns(course, columns, course.rows, on).flags
}

const NOTHING_KNOWN: ControlFlags = {
  twoAboveFive: 'not-known',
  oneAboveEight: 'not-known',
  twoBelowOneAndAHalf: 'not-known',
  timeInRangeBelow65: 'not-known',
}
