import { addDays, type Day, dayNumber } from '#base/day.ts'
import type { ControlColumns } from './control-counts.ts'
import { type Maintenance, maintenanceOf, type Treatment } from './maintenance.ts'
import { monthsBefore } from './months.ts'
import type { Exclusions, Period } from './period.ts'
import { spanOf } from './period.ts'
import type { Rows, Span } from './ttr-tally.ts'

/** One course of treatment as the figures of a clinic see it. */
export type FigureCourse = Omit<Treatment, 'startedOn'> & {
  /** Which of the clinic's people it is of: a person may have had several courses. */
  readonly patient: number
  readonly startedOn: Day | 'not-known'
  /** The last day of treatment. */
  readonly endedOn: Day | 'still-running'
  /** Where its results stand in the columns, oldest first, one a day. */
  readonly rows: Rows
}

/** Everything that figures of control are made of: people by number, their courses, all results in columns. */
export type ClinicHistory<Course extends FigureCourse = FigureCourse> = {
  readonly patients: number
  readonly courses: readonly Course[]
  readonly columns: ControlColumns
}

type Started = FigureCourse & { readonly startedOn: Day }

/** Whether it is known when the course began, and which range it ever had. */
export const isMeasurable = (course: FigureCourse): course is Started =>
  course.startedOn !== 'not-known' && course.ranges.length > 0

/** Whether treatment was under way on a day; unknown beginnings are taken as long ago. */
function isUnderWay({ startedOn, endedOn }: FigureCourse, on: Day): boolean {
  const begun = startedOn === 'not-known' || startedOn <= on
  return begun && (endedOn === 'still-running' || endedOn >= on)
}

/** The course of each person that was under way on a day; of two that met on it, the one that began later. */
export function coursesOn<Course extends FigureCourse>(
  courses: readonly Course[],
  on: Day,
): readonly Course[] {
  const byPerson = new Map<number, Course>()
  for (const course of courses) {
    if (!isUnderWay(course, on)) continue
    const other = byPerson.get(course.patient)
    if (other === undefined || beganLater(course, other)) byPerson.set(course.patient, course)
  }
  return [...byPerson.values()]
}

const beganLater = (one: FigureCourse, other: FigureCourse): boolean =>
  other.startedOn === 'not-known' ||
  (one.startedOn !== 'not-known' && one.startedOn >= other.startedOn)

/** The last day of the period on which the course was under way. */
function lastDay({ endedOn }: FigureCourse, { until }: Period): Day {
  return endedOn === 'still-running' || endedOn > until ? until : endedOn
}

/** A course within a period: the days of treatment and those of them that count. */
export type CourseInPeriod = {
  /** Days of treatment in the period; empty (`until` not after `from`) when there are none. */
  readonly treated: Span
  readonly lines: readonly Maintenance[]
  /** The same stretches for single tests, which have days of their own: the last day is included. */
  readonly tests: readonly Maintenance[]
  /** Less maintenance, up to the end of the period, than the exclusions ask. */
  readonly isTooShort: boolean
}

/** What of a course counts in a period, by the exclusions named. */
export function courseInPeriod(
  course: Started,
  period: Period,
  { firstDays, leastMonths }: Exclusions,
): CourseInPeriod {
  const end = lastDay(course, period)
  const span = spanOf(period)
  const treated = {
    from: Math.max(span.from, dayNumber(course.startedOn)),
    until: Math.min(span.until, dayNumber(end)),
  }
  const dayAfter = addDays(end, 1)
  const testDays = { from: dayNumber(period.from), until: dayNumber(dayAfter) }
  return {
    treated,
    lines: cutTo(maintenanceOf(course, end, firstDays), treated),
    tests: cutTo(maintenanceOf(course, dayAfter, firstDays), testDays),
    isTooShort: addDays(course.startedOn, firstDays) > monthsBefore(end, leastMonths),
  }
}

function cutTo(maintenance: readonly Maintenance[], to: Span): readonly Maintenance[] {
  return maintenance.map(({ span, range }) => ({
    span: { from: Math.max(span.from, to.from), until: Math.min(span.until, to.until) },
    range,
  }))
}
