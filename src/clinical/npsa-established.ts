import { addDays, type Day, dayNumber } from '#base/day.ts'
import {
  type ControlColumns,
  HIGH_TENTHS,
  isEndOfMeter,
  VERY_HIGH_TENTHS,
} from './control-counts.ts'
import { isSurelyAbove, isSurelyBelow, mayBeAbove, mayBeBelow } from './extreme-reading.ts'
import { courseInPeriod, coursesOn, isMeasurable } from './figure-course.ts'
import {
  figure,
  type IndicatorAnswer,
  notKnown,
  peopleFigure,
  sharePeople,
} from './indicator-answer.ts'
import type { IndicatorCourse, IndicatorHistory } from './indicator-course.ts'
import { at } from './inr-columns.ts'
import type { IndicatorId } from './npsa-definitions.ts'
import { BLEEDS_NOT_RECORDED } from './npsa-starting.ts'
import { NICE, type Period } from './period.ts'

/** "More than 1.0 below target" of the published list: below 1.5 for 2.5. @see docs/evidence.md#npsa-indicators */
export const FAR_BELOW_TENTHS = 10

type EstablishedId = Exclude<Extract<IndicatorId, `established-${string}`>, 'established-1'>

/** The indicators of people on established treatment, but for time in range. */
export function establishedFigures(
  clinic: IndicatorHistory,
  period: Period,
): Readonly<Record<EstablishedId, IndicatorAnswer>> {
  const { courses } = clinic
  const treated = courses.filter((course) => isTreatedIn(course, period))
  const onLastDay = coursesOn(courses, period.until)
  const bled = ({ bledOn }: IndicatorCourse) =>
    bledOn.some((on) => on >= period.from && on <= period.until)
  const lost = ({ isLost, endedOn }: IndicatorCourse) =>
    isLost && endedOn !== 'still-running' && endedOn >= period.from && endedOn <= period.until
  return {
    ...testFigures(clinic, treated, period),
    'established-5': notKnown(BLEEDS_NOT_RECORDED, sharePeople(treated, bled)),
    'established-6': peopleFigure(treated, lost),
    'established-7a': peopleFigure(onLastDay, ({ isDiagnosisKnown }) => !isDiagnosisKnown),
    'established-7b': peopleFigure(onLastDay, ({ isTargetKnown }) => !isTargetKnown),
    'established-7c': peopleFigure(onLastDay, ({ isStopKnown }) => !isStopKnown),
    ...targetFigures(onLastDay),
    'established-9': withoutBooklet(onLastDay),
    'established-10': inWriting(onLastDay),
  }
}

const isTreatedIn = ({ startedOn, endedOn }: IndicatorCourse, { from, until }: Period): boolean =>
  (startedOn === 'not-known' || startedOn <= until) &&
  (endedOn === 'still-running' || endedOn >= from)

function targetFigures(onLastDay: readonly IndicatorCourse[]) {
  const fitted = onLastDay.filter((course) => course.targetFit !== 'not-known')
  const left = {
    why: 'diagnosis, target or valve not known well enough',
    count: onLastDay.length - fitted.length,
  }
  return {
    'established-8a': peopleFigure(fitted, (course) => course.targetFit === 'too-high', left),
    'established-8b': peopleFigure(fitted, (course) => course.targetFit === 'too-low', left),
  }
}

/** Who has no record of what was taught is not known, and in neither number. */
function withoutBooklet(onLastDay: readonly IndicatorCourse[]): IndicatorAnswer {
  const known = onLastDay.filter(({ booklet }) => booklet !== 'not-known')
  return peopleFigure(known, ({ booklet }) => booklet === 'none', {
    why: 'nothing recorded about written information',
    count: onLastDay.length - known.length,
  })
}

function inWriting(onLastDay: readonly IndicatorCourse[]): IndicatorAnswer {
  const dosed = onLastDay.filter(({ lastDose }) => lastDose !== 'none')
  const isWithout = ({ lastDose, isDiagnosisKnown, isTargetKnown }: IndicatorCourse) =>
    lastDose !== 'in-writing' || !isDiagnosisKnown || !isTargetKnown
  return peopleFigure(dosed, isWithout, {
    why: 'no dose decided here in the period',
    count: onLastDay.length - dosed.length,
  })
}

/** INRs counted one by one: how many surely, how many possibly, and whose. */
type Counted = { of: number; count: number; possibly: number; readonly people: Set<number> }
const nothing = (): Counted => ({ of: 0, count: 0, possibly: 0, people: new Set() })

function testFigures(
  { columns }: IndicatorHistory,
  treated: readonly IndicatorCourse[],
  period: Period,
) {
  const [high, veryHigh, farBelow] = [nothing(), nothing(), nothing()]
  for (const course of treated) {
    if (!isMeasurable(course)) continue
    const { first, end } = settledRows(course, columns, period)
    for (let row = first; row < end; row += 1) {
      const reading = at(columns.readings, row)
      const isMeter = columns.fromMeter[row] === 1
      add(high, course, isSurelyAbove(reading, HIGH_TENTHS), mayBeAbove(reading, HIGH_TENTHS))
      add(
        veryHigh,
        course,
        isSurelyAbove(reading, VERY_HIGH_TENTHS),
        mayBeAbove(reading, VERY_HIGH_TENTHS) || isEndOfMeter(reading, isMeter),
      )
    }
    addFarBelow(farBelow, course, columns, period)
  }
  return {
    'established-2': inrFigure(high),
    'established-3': inrFigure(veryHigh),
    'established-4': inrFigure(farBelow),
  }
}

function add(counted: Counted, { patient }: IndicatorCourse, isSo: boolean, maybe: boolean): void {
  if (isSo) {
    counted.count += 1
    counted.people.add(patient)
  } else if (maybe) {
    counted.possibly += 1
    return
  }
  counted.of += 1
}

const inrFigure = ({ count, of, possibly, people }: Counted): IndicatorAnswer =>
  figure({ count, of, unit: 'INRs', people: [...people] }, { why: 'possibly so', count: possibly })

/** The rows of a course in the period, after the first weeks of treatment. */
function settledRows(
  course: IndicatorCourse & { readonly startedOn: Day },
  { days }: ControlColumns,
  { from, until }: Period,
) {
  const settled = dayNumber(addDays(course.startedOn, NICE.firstDays))
  const begins = Math.max(settled, dayNumber(from))
  const last = course.endedOn === 'still-running' || course.endedOn > until ? until : course.endedOn
  let { first, end } = course.rows
  while (first < end && at(days, first) < begins) first += 1
  while (end > first && at(days, end - 1) > dayNumber(last)) end -= 1
  return { first, end }
}

function addFarBelow(
  counted: Counted,
  course: IndicatorCourse & { readonly startedOn: Day },
  columns: ControlColumns,
  period: Period,
): void {
  const { tests } = courseInPeriod(course, period, NICE)
  const targets = course.targets.map(({ from, valueTenths }) => ({
    from: dayNumber(from),
    valueTenths,
  }))
  for (let row = course.rows.first; row < course.rows.end; row += 1) {
    const on = at(columns.days, row)
    if (!tests.some(({ span }) => on >= span.from && on < span.until)) continue
    const target = targets.findLast(({ from }) => from <= on)
    if (target === undefined) continue
    const limit = target.valueTenths - FAR_BELOW_TENTHS
    const reading = at(columns.readings, row)
    add(counted, course, isSurelyBelow(reading, limit), mayBeBelow(reading, limit))
  }
}
