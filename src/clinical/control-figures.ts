import { accountInto, type DayAccount, emptyAccount } from './day-account.ts'
import {
  type ClinicHistory,
  type CourseInPeriod,
  courseInPeriod,
  type FigureCourse,
  isMeasurable,
} from './figure-course.ts'
import type { InrColumns } from './inr-columns.ts'
import { gather, type MethodFigures, type PersonTallies } from './method-figures.ts'
import type { Exclusions, Period } from './period.ts'
import { emptyPool, pooledDays, poolInto } from './pooled-tally.ts'
import { emptyTestTally, testsInto } from './proportion-in-range.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from './ttr.ts'
import { dailyInto, emptyDailyTally } from './ttr-daily.ts'
import { emptyTally, type Rows, type Tally, tallyInto } from './ttr-tally.ts'

/** Time in range by every method, with what was left out and why. People are named by their number. */
export type ControlFigures = {
  readonly exclusions: Exclusions
  readonly methods: MethodFigures
  readonly account: DayAccount
  /** Censored tests of which nobody knows whether they were in range. */
  readonly testsNotKnown: number
  readonly leftOut: LeftOut
}

/** People on treatment in the period of whom nothing is counted, each in one place. */
export type LeftOut = {
  /** Start of treatment or target range not known. */
  readonly notMeasurable: readonly number[]
  /** Less maintenance than the exclusions ask. */
  readonly tooShort: readonly number[]
  /** Treated long enough, and no day or test of the period counts. */
  readonly nothingCounted: readonly number[]
}

/** How well the people of a clinic (or one of them) were controlled in a period. */
export function controlFigures(
  { courses, columns }: ClinicHistory,
  period: Period,
  exclusions: Exclusions,
): ControlFigures {
  const people = new Map<number, Person>()
  const account = emptyAccount()
  for (const course of courses) {
    if (!isMeasurable(course)) {
      if (mayHaveBeenTreated(course, period)) personOf(people, course).isMeasurable = false
      continue
    }
    const within = courseInPeriod(course, period, exclusions)
    if (within.treated.until <= within.treated.from) continue
    const person = personOf(people, course)
    accountInto(account, course, within, columns, course.rows, exclusions.firstDays)
    if (within.isTooShort) continue
    person.isLongEnough = true
    addLines(person, within, columns, course.rows)
    addTests(person, within, columns, course.rows)
  }
  const methods = gather(people)
  return {
    exclusions,
    methods,
    account,
    testsNotKnown: [...people.values()].reduce((sum, { tests }) => sum + tests.notKnown, 0),
    leftOut: leftOutOf(people),
  }
}

/**
 * The days of everybody in range together, by Rosendaal's continuous form: the figure of `controlFigures` alone, for whom
 * the other methods would be worked out in vain.
 */
export function continuousFigure(clinic: ClinicHistory, period: Period, exclusions: Exclusions) {
  const tallies = continuousTallies(clinic, period, exclusions)
  const pool = emptyPool()
  for (const tally of tallies.values()) poolInto(pool, tally)
  const people = [...tallies].filter(([, { days }]) => days > 0).map(([person]) => person)
  return { inRange: pooledDays(pool).inRange, of: pool.days, people }
}

/** The days of each person, by their number, in that form. */
export function continuousTallies(
  { courses, columns }: ClinicHistory,
  period: Period,
  exclusions: Exclusions,
): ReadonlyMap<number, Tally> {
  const tallies = new Map<number, Tally>()
  for (const course of courses) {
    if (!isMeasurable(course)) continue
    const { treated, lines, isTooShort } = courseInPeriod(course, period, exclusions)
    if (treated.until <= treated.from || isTooShort) continue
    const tally = tallies.get(course.patient) ?? emptyTally()
    tallies.set(course.patient, tally)
    for (const { span, range } of lines) {
      tallyInto(tally, columns, course.rows, span, range, LONGEST_INTERPOLATED_GAP_DAYS)
    }
  }
  return tallies
}

type Person = PersonTallies & { isMeasurable: boolean; isLongEnough: boolean }

function personOf(people: Map<number, Person>, { patient }: FigureCourse): Person {
  const known = people.get(patient)
  if (known !== undefined) return known
  const person: Person = { ...emptyTallies(), isMeasurable: true, isLongEnough: false }
  people.set(patient, person)
  return person
}

export const emptyTallies = (): PersonTallies => ({
  continuous: emptyTally(),
  daily: emptyDailyTally(),
  tests: emptyTestTally(),
})

const mayHaveBeenTreated = ({ startedOn, endedOn }: FigureCourse, { from, until }: Period) =>
  (startedOn === 'not-known' || startedOn <= until) &&
  (endedOn === 'still-running' || endedOn >= from)

/** Adds the lines between the INRs of these rows, by both forms of Rosendaal's method. */
export function addLines(
  { continuous, daily }: PersonTallies,
  { lines }: CourseInPeriod,
  columns: InrColumns,
  rows: Rows,
): void {
  const maxGap = LONGEST_INTERPOLATED_GAP_DAYS
  for (const { span, range } of lines) {
    tallyInto(continuous, columns, rows, span, range, maxGap)
    dailyInto(daily, columns, rows, span, range, maxGap)
  }
}

/** Adds the INRs of these rows, each by itself. */
export function addTests(
  tallies: PersonTallies,
  { tests }: CourseInPeriod,
  columns: InrColumns,
  rows: Rows,
): void {
  for (const { span, range } of tests) testsInto(tallies.tests, columns, rows, span, range)
}

function leftOutOf(people: ReadonlyMap<number, Person>): LeftOut {
  const out = [...people].filter(([, person]) => isNothing(person))
  const numbers = (which: (person: Person) => boolean) =>
    out.filter(([, person]) => which(person)).map(([number]) => number)
  return {
    notMeasurable: numbers(({ isLongEnough, isMeasurable }) => !isLongEnough && !isMeasurable),
    tooShort: numbers(({ isLongEnough, isMeasurable }) => !isLongEnough && isMeasurable),
    nothingCounted: numbers(({ isLongEnough }) => isLongEnough),
  }
}

const isNothing = ({ continuous, tests }: PersonTallies): boolean =>
  continuous.days === 0 && tests.inside + tests.below + tests.above === 0
