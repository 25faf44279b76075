// The forecast of a patient's next INR, for a person to read beside the protocol's dose: a second opinion that doses nobody,
// and that says why where it is not to be relied on.
import { ageOn, type Day, dayNumber, daysBetween } from '#base/day.ts'
import { isMeasured } from '#clinical/inr.ts'
import { INTERVAL_FACTOR } from './constants.ts'
import { fit, fitted, forecast, type Known, priorOf } from './forecast.ts'
import {
  type Columns,
  columnsOf,
  type Days,
  type ForecastCourse,
  UG_PER_MG,
} from './forecast-course.ts'
import { LIMITS } from './forecast-model.ts'
import { genotypeOn } from './genotypes.ts'
import type { NotShownCode } from './not-shown.ts'

/** The dose that would be taken, from a day on, and the day of the test it leads to. */
export type Planned = {
  readonly today: Day
  readonly testOn: Day
  /** Where an alarm stands in the place of a dose there is none to foretell anything of. */
  readonly dailyUg: number | 'no-dose'
  readonly omitDays: number
  /** Of a start by a protocol, which is tested before an INR has settled. */
  readonly isStart: boolean
  /** A larger dose on a named date, which no forecast was tried with. */
  readonly isBoosted: boolean
  /** There is an open plan for a procedure: what will be taken is not the dose. */
  readonly isProcedurePlanned: boolean
}

/** What is foretold, in tenths; the ends are those that hold the next INR with a chance of 80 %. */
export type ShownForecast = {
  readonly kind: 'forecast'
  readonly testOn: Day
  readonly lowTenths: number
  readonly medianTenths: number
  readonly highTenths: number
  /** The INRs it rests on, and what else was known. */
  readonly inrs: number
  readonly weightKg: Known['weightKg']
  readonly cyp2c9: Known['cyp2c9']
  readonly vkorc1: Known['vkorc1']
}

export type NotShown = {
  readonly kind: 'not-shown'
  readonly because: readonly NotShownCode[]
}

export type SecondOpinion = ShownForecast | NotShown

/** The second opinion on a dose, or every reason why there is none. */
export function secondOpinion(course: ForecastCourse, planned: Planned): SecondOpinion {
  const columns = columnsOn(course, planned.today)
  const because = whyNot(course, planned)
  const { dailyUg } = planned
  if (dailyUg === 'no-dose' || typeof columns === 'string' || because.length > 0) {
    return { kind: 'not-shown', because }
  }
  return foretold(course, planned, columns, dailyUg)
}

/** Every reason why nothing is foretold of a dose, as the record is on a day; none where a forecast is shown. */
export function whyNot(course: ForecastCourse, planned: Planned): readonly NotShownCode[] {
  const noDose = planned.dailyUg === 'no-dose' ? (['no-dose'] as const) : []
  return [...noDose, ...reasons(course, planned), ...ofColumns(columnsOn(course, planned.today))]
}

const columnsOn = (course: ForecastCourse, today: Day) =>
  course.startedOn === null ? 'start-not-known' : columnsOf(course, course.startedOn, today)

function foretold(
  course: ForecastCourse,
  planned: Planned,
  columns: Columns,
  dailyUg: number,
): SecondOpinion {
  const { history, today } = columns
  const known = knownOf(course, planned.today)
  const prior = priorOf(known)
  const ahead = {
    today,
    day: today + daysBetween(planned.today, planned.testOn),
    dailyMg: dailyUg / UG_PER_MG,
    omitDays: planned.omitDays,
  }
  const { median } = forecast(history, ahead, fitted(prior, fit(history, today, prior)))
  if (!Number.isFinite(median)) return { kind: 'not-shown', because: ['no-answer'] }
  const factor = ahead.day - today > LIMITS.nearDays ? LIMITS.furtherFactor : INTERVAL_FACTOR
  const { weightKg, cyp2c9, vkorc1 } = known
  return {
    kind: 'forecast',
    testOn: planned.testOn,
    lowTenths: Math.ceil((median / factor) * 10),
    medianTenths: Math.round(median * 10),
    highTenths: Math.floor(median * factor * 10),
    inrs: history.count,
    weightKg,
    cyp2c9,
    vkorc1,
  }
}

function knownOf({ bornOn, weights, genotypes = [] }: ForecastCourse, today: Day): Known {
  const weightKg = weights.findLast(({ on }) => on <= today)?.kg ?? 'not-known'
  return { ageYears: ageOn(bornOn, today), weightKg, ...genotypeOn(genotypes, today) }
}

function reasons(course: ForecastCourse, planned: Planned): readonly NotShownCode[] {
  const { today } = planned
  const isRecent = (on: Day) => on <= today && daysBetween(on, today) <= LIMITS.recentDays
  const said = course.said.filter(({ on }) => isRecent(on))
  const found: readonly (readonly [NotShownCode, boolean])[] = [
    ['not-warfarin', !course.isWarfarin],
    ['another-anticoagulant', course.besides.some((days) => isIn(days, today))],
    ['starting', isStarting(course, planned)],
    ...ofInr(course, today),
    [
      'interacting-medicine',
      course.interactions.some((days) => isIn(days, today)) ||
        said.some(({ medicines }) => medicines),
    ],
    ['illness', said.some(({ illness }) => illness)],
    ['missed-doses', said.some(({ missedDoses }) => missedDoses)],
    ['vitamin-k', course.vitaminK.some(isRecent)],
    ['interrupted', course.breaks.some((days) => wasStopped(days, today))],
    ['procedure-planned', planned.isProcedurePlanned],
    ['boosted', planned.isBoosted],
  ]
  return found.flatMap(([code, is]) => (is ? [code] : []))
}

const isStarting = ({ startedOn }: ForecastCourse, { today, isStart }: Planned): boolean =>
  isStart || (startedOn !== null && daysBetween(startedOn, today) < LIMITS.firstDays)

function ofInr(
  { inrs }: ForecastCourse,
  today: Day,
): readonly (readonly [NotShownCode, boolean])[] {
  const newest = inrs.findLast(({ on }) => on <= today)?.inr
  if (newest === undefined) return []
  const { comparator, tenths } = newest
  return [
    ['inr-high', comparator === '>' || tenths > LIMITS.highestTenths],
    ['inr-low', comparator === '<' || (isMeasured(newest) && tenths < LIMITS.lowestTenths)],
  ]
}

const isIn = ({ from, until }: Days, on: Day): boolean =>
  from <= on && (until === 'still-open' || until >= on)

const wasStopped = ({ from, until }: Days, today: Day): boolean =>
  from <= today &&
  (until === 'still-open' || dayNumber(today) - dayNumber(until) <= LIMITS.afterBreakDays)

function ofColumns(
  columns: Columns | 'doses-not-known' | 'start-not-known',
): readonly NotShownCode[] {
  if (typeof columns === 'string') return [columns]
  return columns.history.count < LIMITS.leastInrs ? ['too-few-inrs'] : []
}
