// How well the forecasts of a course would have done: each made from what was known at a test, and held against the next.
import { type Day, dayNumber } from '#base/day.ts'
import { type Inr, isMeasured } from '#clinical/inr.ts'
import type { CourseInr, DoseSpell, ForecastCourse } from './forecast-course.ts'
import { type Planned, secondOpinion } from './second-opinion.ts'

/** Sums over forecasts, in tenths of an INR: how far off they were, and how far off taking the last INR for the next was. */
export type AccuracySums = {
  readonly count: number
  readonly within: number
  readonly offTenths: number
  readonly lastOffTenths: number
}

/** The sums of none. @technical Where adding begins. */
export const NO_FORECASTS: AccuracySums = { count: 0, within: 0, offTenths: 0, lastOffTenths: 0 }

export const together = (one: AccuracySums, other: AccuracySums): AccuracySums => ({
  count: one.count + other.count,
  within: one.within + other.within,
  offTenths: one.offTenths + other.offTenths,
  lastOffTenths: one.lastOffTenths + other.lastOffTenths,
})

/**
 * Forecasts each test from a day on out of the test before it: by the same rules as on the page, with the dose that was told,
 * for the day on which the test was done. Nothing of a later day is looked at.
 */
export function walkForward(course: ForecastCourse, since: Day): AccuracySums {
  const tests = lastOfEachDay(course.inrs)
  let sums = NO_FORECASTS
  for (const [nth, next] of tests.entries()) {
    const before = tests[nth - 1]
    if (before === undefined || next.on < since) continue
    const planned = toldBetween(course.doses, before, next.on)
    if (planned === undefined) continue
    sums = together(sums, triedOn(course, planned, before.inr, next.inr))
  }
  return sums
}

function triedOn(course: ForecastCourse, planned: Planned, last: Inr, next: Inr): AccuracySums {
  const opinion = secondOpinion(course, planned)
  if (opinion.kind === 'not-shown') return NO_FORECASTS
  const { lowTenths, medianTenths, highTenths } = opinion
  const isWithin = isMeasured(next) && next.tenths >= lowTenths && next.tenths <= highTenths
  return {
    count: 1,
    within: isWithin ? 1 : 0,
    offTenths: Math.abs(next.tenths - medianTenths),
    lastOffTenths: Math.abs(next.tenths - last.tenths),
  }
}

function lastOfEachDay(inrs: readonly CourseInr[]): readonly CourseInr[] {
  return inrs.filter(({ on }, nth) => inrs[nth + 1]?.on !== on)
}

/** What was told from one test to the next, where it is one dose, perhaps after days without; else nothing. */
export function toldBetween(
  doses: readonly DoseSpell[],
  { decidedOn }: CourseInr,
  testOn: Day,
): Planned | undefined {
  if (decidedOn >= testOn) return undefined
  const told = doses.filter(
    ({ from }, nth) => from < testOn && (doses[nth + 1]?.from ?? testOn) > decidedOn,
  )
  const dose = told.at(-1)
  if (dose === undefined || dose.ug === 'not-known' || dose.ug === 0) return undefined
  if (told.slice(0, -1).some(({ ug }) => ug !== 0) || told.length > 2) return undefined
  const without = told.length === 2 ? dayNumber(dose.from) - dayNumber(decidedOn) : 0
  return {
    today: decidedOn,
    testOn,
    dailyUg: dose.ug,
    omitDays: without,
    isStart: false,
    isBoosted: false,
    isProcedurePlanned: false,
  }
}

/** What the sums say, once there are enough of them. */
export type Accuracy =
  | { readonly kind: 'not-known'; readonly count: number; readonly least: number }
  | {
      readonly kind: 'known'
      readonly count: number
      /** Mean absolute error in hundredths of an INR, of the forecast and of the last INR. */
      readonly offHundredths: number
      readonly lastOffHundredths: number
      /** Of the next INRs, how many lay within the interval, in whole percent. */
      readonly withinPercent: number
    }

/** From so many forecasts on a person's own accuracy says something. @see docs/evidence.md#second-opinion */
export const LEAST_OF_PERSON = 10
/** And a site's. @see docs/evidence.md#second-opinion */
export const LEAST_OF_SITE = 100

export function accuracyOf(sums: AccuracySums, least: number): Accuracy {
  const { count } = sums
  if (count < least) return { kind: 'not-known', count, least }
  return {
    kind: 'known',
    count,
    offHundredths: Math.round((sums.offTenths * 10) / count),
    lastOffHundredths: Math.round((sums.lastOffTenths * 10) / count),
    withinPercent: Math.round((sums.within * 100) / count),
  }
}
