import { addLines, addTests, emptyTallies } from './control-figures.ts'
import {
  type ClinicHistory,
  type CourseInPeriod,
  courseInPeriod,
  type FigureCourse,
  isMeasurable,
} from './figure-course.ts'
import { at, type InrColumns } from './inr-columns.ts'
import { gather, type MethodFigure, type PersonTallies } from './method-figures.ts'
import type { Exclusions, Period } from './period.ts'

/**
 * No dose was decided here after that INR: it was imported, withheld, or nobody dosed on it. @technical A mark in a
 * column of persons.
 */
export const NOBODY_HERE = -1

/**
 * Time in range by who decided the doses: the days from one INR to the next, and that next INR, belong to whoever
 * decided the dose after the first. `decidedBy` has a person of the staff for each row of the columns. The days of
 * all of them, `NOBODY_HERE` included, are the days of the clinic.
 */
export function figuresByDecider(
  { courses, columns }: ClinicHistory,
  decidedBy: Int16Array,
  period: Period,
  exclusions: Exclusions,
): ReadonlyMap<number, readonly MethodFigure[]> {
  const deciders: Deciders = new Map()
  for (const course of courses) {
    if (!isMeasurable(course)) continue
    const within = courseInPeriod(course, period, exclusions)
    if (!within.isTooShort) addCourse(deciders, { course, within, columns, decidedBy })
  }
  return new Map([...deciders].map(([decider, people]) => [decider, gather(people)]))
}

type CourseRead = {
  readonly course: FigureCourse
  readonly within: CourseInPeriod
  readonly columns: InrColumns
  readonly decidedBy: Int16Array
}

function addCourse(deciders: Deciders, { course, within, columns, decidedBy }: CourseRead): void {
  const { first, end } = course.rows
  for (let row = first; row < end; row += 1) {
    const decider = row === first ? NOBODY_HERE : at(decidedBy, row - 1)
    const tallies = talliesOf(deciders, decider, course.patient)
    if (row > first) addLines(tallies, within, columns, { first: row - 1, end: row + 1 })
    addTests(tallies, within, columns, { first: row, end: row + 1 })
  }
}

type Deciders = Map<number, Map<number, PersonTallies>>

function talliesOf(deciders: Deciders, decider: number, patient: number): PersonTallies {
  const people = deciders.get(decider) ?? new Map<number, PersonTallies>()
  deciders.set(decider, people)
  const known = people.get(patient) ?? emptyTallies()
  people.set(patient, known)
  return known
}
