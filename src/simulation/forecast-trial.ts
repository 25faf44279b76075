// How well the forecast of one person's next INR does in people who are dosed by a protocol: against the truth of the next
// test, and against taking the last INR for the next, which costs nothing.
import { isCensored } from '#clinical/inr-columns.ts'
import {
  type Ahead,
  type Fit,
  type Forecast,
  fit,
  fitted,
  forecast,
  priorOf,
  UNFITTED,
} from '#kinetics/forecast.ts'
import { armOf } from './arms.ts'
import { type Chart, emptyChart } from './chart.ts'
import { runCourse } from './clinic.ts'
import { diceOf } from './dice.ts'
import { emptyLife, live } from './life.ts'
import { personOf, type VirtualPerson } from './people.ts'
import { scenarioOf } from './scenarios.ts'
import type { Setting, TrialSpec } from './spec.ts'
import { bodyOf } from './truths.ts'

/** Sums over forecasts: how many, how many within the interval, and how far off each way of guessing was. */
export type Accuracy = { count: number; within: number; off: number; lastOff: number }

/** Forecasts begin after so many days of treatment. @see docs/evidence.md#forecast */
const FIRST_DAYS = 28
/** And from so many INRs, the last of them between these ends. @see docs/evidence.md#forecast */
const FROM_INRS = { count: 2, least: 1.3, most: 5 } as const

/** Dosed by RE-LY, everybody of some numbers is forecast at each test. */
export function forecastTrial(
  spec: Pick<TrialSpec, 'seed' | 'days' | 'target'>,
  { truth, scenario: id }: Setting,
  people: { readonly from: number; readonly until: number },
): Accuracy {
  const scenario = scenarioOf(id)
  const arm = armOf('rely', spec)
  const body = bodyOf(truth)
  const life = emptyLife(spec.days)
  const chart = emptyChart(spec.days)
  const sums: Accuracy = { count: 0, within: 0, off: 0, lastOff: 0 }
  for (let number = people.from; number < people.until; number += 1) {
    const dice = diceOf(spec.seed, number)
    const person = personOf(number, dice, scenario.within)
    live(life, person, dice, scenario)
    runCourse({ person, chart, life, body, arm }, { ...spec, recall: 'trial' }, scenario.clinic)
    forecastEach(chart, person, sums)
  }
  return sums
}

/** Forecasts each test of a course from what was known at the one before. */
function forecastEach(chart: Chart, person: VirtualPerson, sums: Accuracy): void {
  const prior = priorOf({ ...person, cyp2c9: 'not-known', vkorc1: 'not-known' })
  const { days, readings, told } = chart
  const measured = Array.from({ length: chart.tests }, (_, nth) => nth).filter(
    (nth) => !isCensored(readings[nth] ?? 0),
  )
  const columns = {
    days: Int32Array.from(measured, (nth) => days[nth] ?? 0),
    inrs: Float64Array.from(measured, (nth) => (readings[nth] ?? 0) / 10),
    told,
  }
  let last: Fit = UNFITTED
  for (let count = 1; count < measured.length; count += 1) {
    const today = columns.days[count - 1] ?? 0
    last = fit({ ...columns, count }, today, prior, last)
    if (isShown(today, columns.inrs[count - 1] ?? 0, count)) {
      const day = columns.days[count] ?? 0
      const next = forecast({ ...columns, count }, aheadOf(told, today, day), fitted(prior, last))
      addTo(sums, next, columns.inrs[count] ?? 0, columns.inrs[count - 1] ?? 0)
    }
  }
}

/** What was told from a test to the next. */
function aheadOf(told: Float64Array, today: number, day: number): Ahead {
  const omitDays = told.subarray(today, day).filter((mg) => mg === 0).length
  return { today, day, dailyMg: told[day - 1] ?? 0, omitDays }
}

const isShown = (today: number, inr: number, count: number): boolean =>
  count >= FROM_INRS.count && today >= FIRST_DAYS && inr >= FROM_INRS.least && inr <= FROM_INRS.most

function addTo(sums: Accuracy, { low, median, high }: Forecast, next: number, last: number): void {
  sums.count += 1
  sums.within += next >= low && next <= high ? 1 : 0
  sums.off += Math.abs(next - median)
  sums.lastOff += Math.abs(next - last)
}
