import { addDays, type Day, dayNumber } from '#base/day.ts'
import { lastRowUpTo, rangeOn } from './clinic-on-day.ts'
import type { ControlColumns } from './control-counts.ts'
import { HIGH_TENTHS } from './control-counts.ts'
import { isSurelyAbove, mayBeAbove } from './extreme-reading.ts'
import { type IndicatorAnswer, notKnown, peopleFigure, sharePeople } from './indicator-answer.ts'
import type { IndicatorCourse, IndicatorHistory } from './indicator-course.ts'
import { at } from './inr-columns.ts'
import type { IndicatorId } from './npsa-definitions.ts'
import type { Period } from './period.ts'
import { type Place, placeOf } from './proportion-in-range.ts'

/** "Within the first 2 weeks" and "in the first month" of the published list. @see docs/evidence.md#npsa-indicators */
const FIRST_WEEKS_DAYS = 14
/** @see docs/evidence.md#npsa-indicators */
const FIRST_MONTH_DAYS = 30

type StartingId = Extract<IndicatorId, `starting-${string}`>

/** The indicators of people who start treatment. */
export function startingFigures(
  clinic: IndicatorHistory,
  period: Period,
): Readonly<Record<StartingId, IndicatorAnswer>> {
  const { courses, columns, referrals } = clinic
  const started = courses.filter((course): course is Started => isStartedIn(course, period))
  const bled = (course: Started) => bledInFirstMonth(course).length > 0
  const bledHigh = (course: Started) =>
    bledInFirstMonth(course).some((on) => placeOn(course, columns, on) === 'above')
  return {
    'starting-1': peopleFigure(started, ({ hasLoadingProtocol }) => hasLoadingProtocol),
    'starting-2': highEarly(started, columns, period),
    'starting-3': placedOn(endedInitiation(courses, period), columns, 'in-range'),
    'starting-4a': notKnown(BLEEDS_NOT_RECORDED, sharePeople(started, bled)),
    'starting-4b': notKnown(BLEEDS_NOT_RECORDED, sharePeople(started, bledHigh)),
    'starting-5': peopleFigure(referrals, ({ isComplete }) => !isComplete),
    'starting-6': notIssued(started),
    'starting-7': peopleFigure(
      endedInitiation(courses, period),
      ({ course: { hadNextTest } }) => !hadNextTest,
    ),
    'starting-8': placedOn(endedHeparin(courses, period), columns, 'below'),
  }
}

/** Of bleeds, only what is reported at a visit is known: what happened in hospital may never be said here. */
export const BLEEDS_NOT_RECORDED =
  'Bleeds are recorded only when they are reported at a visit; admissions and deaths are not recorded as events yet.'

type Started = IndicatorCourse & { readonly startedOn: Day }

const isIn = (on: Day, { from, until }: Period): boolean => on >= from && on <= until

const isStartedIn = ({ startedOn, isInitiatedHere }: IndicatorCourse, period: Period): boolean =>
  isInitiatedHere && startedOn !== 'not-known' && isIn(startedOn, period)

const bledInFirstMonth = ({ bledOn, startedOn }: Started): readonly Day[] =>
  bledOn.filter((on) => on >= startedOn && on < addDays(startedOn, FIRST_MONTH_DAYS))

/** Who has no record of what was taught is not known, and in neither number. */
function notIssued(started: readonly Started[]): IndicatorAnswer {
  const known = started.filter(({ booklet }) => booklet !== 'not-known')
  return peopleFigure(
    known,
    ({ booklet, lastDose }) => booklet === 'none' || lastDose !== 'in-writing',
    { why: 'nothing recorded about written information', count: started.length - known.length },
  )
}

function highEarly(
  started: readonly Started[],
  columns: ControlColumns,
  { until }: Period,
): IndicatorAnswer {
  const over = started.filter(({ startedOn }) => addDays(startedOn, FIRST_WEEKS_DAYS - 1) <= until)
  const read = over.map((course) => ({ ...course, early: earlyReadings(course, columns) }))
  const tested = read.filter(({ early }) => early.length > 0)
  const isHigh = ({ early }: (typeof read)[number]) =>
    early.some((reading) => isSurelyAbove(reading, HIGH_TENTHS))
  const mayBe = tested.filter(
    (course) => !isHigh(course) && course.early.some((reading) => mayBeAbove(reading, HIGH_TENTHS)),
  )
  return peopleFigure(
    tested.filter((course) => !mayBe.includes(course)),
    isHigh,
    { why: 'first 2 weeks not over', count: started.length - over.length },
    { why: 'no INR in the first 2 weeks', count: over.length - tested.length },
    { why: 'possibly above 5.0', count: mayBe.length },
  )
}

function earlyReadings({ startedOn, rows }: Started, { days, readings }: ControlColumns) {
  const first = dayNumber(startedOn)
  return Array.from(readings.subarray(rows.first, rows.end)).filter((_, nth) => {
    const on = at(days, rows.first + nth)
    return on >= first && on < first + FIRST_WEEKS_DAYS
  })
}

/** Something of a course that came to its end on a day. */
type Ended = { readonly patient: number; readonly course: IndicatorCourse; readonly on: Day }

/** Of people started here: a day of each of those for whom there is one in the period. */
const endedIn = (
  courses: readonly IndicatorCourse[],
  period: Period,
  dayOf: (course: IndicatorCourse) => Day | null,
): readonly Ended[] =>
  courses.flatMap((course) => {
    const on = dayOf(course)
    const isOfPeriod = course.isInitiatedHere && on !== null && isIn(on, period)
    return isOfPeriod ? [{ patient: course.patient, course, on }] : []
  })

const endedInitiation = (courses: readonly IndicatorCourse[], period: Period) =>
  endedIn(courses, period, ({ initiationEndedOn }) => initiationEndedOn)

const endedHeparin = (courses: readonly IndicatorCourse[], period: Period) =>
  endedIn(courses, period, ({ heparinEndedOn }) => heparinEndedOn)

/** The share whose last INR up to their day stood in a place; who had no INR, or no range, is left out. */
function placedOn(
  ended: readonly Ended[],
  columns: ControlColumns,
  sought: Place,
): IndicatorAnswer {
  const placed = ended.map(({ patient, course, on }) => ({
    patient,
    place: placeUpTo(course, columns, on),
  }))
  const known = placed.filter(({ place }) => place !== 'not-known')
  return peopleFigure(known, ({ place }) => place === sought, {
    why: 'no INR or no range known on that day',
    count: placed.length - known.length,
  })
}

function placeUpTo(course: IndicatorCourse, columns: ControlColumns, on: Day): Place {
  const row = lastRowUpTo(course, columns, on)
  const range = rangeOn(course, on)
  if (row < course.rows.first || range === undefined) return 'not-known'
  return placeOf(at(columns.readings, row), range)
}

function placeOn(course: IndicatorCourse, columns: ControlColumns, on: Day): Place {
  const row = lastRowUpTo(course, columns, on)
  const isThatDay = at(columns.days, row) === dayNumber(on)
  return isThatDay ? placeUpTo(course, columns, on) : 'not-known'
}
