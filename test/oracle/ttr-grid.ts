// Puts histories of INRs to the product's time in range and NICE criteria and to the second implementation.
import { type Day, dayFromNumber, dayNumber } from '#base/day.ts'
import { type Control, controlOf } from '#clinical/control.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { monthsBefore } from '#clinical/months.ts'
import { type Ttr, timeInRange } from '#clinical/ttr.ts'
import { inr, TODAY } from '#test/clinical/a-visit.ts'
import { count, type Findings } from './findings.ts'
import {
  type Limits,
  type OracleTime,
  oracleFlags,
  oraclePercent,
  oracleTime,
  type Point,
} from './ttr-oracle.ts'

export type TtrGrid = {
  readonly inrs: readonly number[]
  readonly gaps: readonly number[]
  readonly ranges: readonly Limits[]
  /** The third and last INR of each history, so long after the second. */
  readonly thirds: readonly Point[]
}

const FIRST_DAY = 9_000

/** Three INRs each: every first and second of the grid, every gap, every range, every third. */
export function compareTimes(grid: TtrGrid, findings: Findings): void {
  for (const points of histories(grid)) {
    for (const range of grid.ranges) {
      const mismatch = timeMismatch(
        oracleTime(points, range),
        timeInRange(points.map(measured), range),
      )
      count(findings, mismatch && `${mismatch}: ${JSON.stringify({ points, range })}`)
    }
  }
}

const histories = ({ inrs, gaps, thirds }: TtrGrid) =>
  inrs.flatMap((first) =>
    inrs.flatMap((second) =>
      gaps.flatMap((gap) => thirds.map((third) => outOfOrder(first, second, gap, third))),
    ),
  )

const outOfOrder = (
  first: number,
  second: number,
  gap: number,
  [later, third]: Point,
): readonly Point[] => [
  [FIRST_DAY, first],
  [FIRST_DAY + gap + later, third],
  [FIRST_DAY + gap, second],
]

const measured = ([day, tenths]: Point) => ({ on: dayFromNumber(day), inr: inr(tenths) })

function timeMismatch(time: OracleTime, product: Ttr): string | undefined {
  const percent = oraclePercent(time)
  if (product.denominatorDays !== time.days) return `days ${time.days}, ${product.denominatorDays}`
  if (product.percentHundredths !== percent) return `% ${percent}, ${product.percentHundredths}`
  if (!isSame(time.inside, time.over, product.inRange)) return 'days in range'
  if (!isSame(time.below, time.over, product.below)) return 'days below'
  return isSame(time.above, time.over, product.above) ? undefined : 'days above'
}

const isSame = (top: bigint, over: bigint, { numerator, denominator }: Fraction) =>
  top * denominator === numerator * over

export type ControlGrid = {
  /** INRs that a history goes round in, newest first. */
  readonly rounds: readonly (readonly number[])[]
  readonly gaps: readonly number[]
  readonly daysSinceLast: readonly number[]
  readonly ranges: readonly Limits[]
}

/** Courses of a year and more, judged today: the last six months' time in range and the four criteria. */
export function compareControl(grid: ControlGrid, findings: Findings): void {
  for (const points of courses(grid)) {
    for (const range of grid.ranges) {
      for (const onMeter of [true, false]) {
        const mismatch = controlMismatch(points, range, onMeter)
        count(findings, mismatch && `${mismatch}: ${JSON.stringify({ points, range, onMeter })}`)
      }
    }
  }
}

const courses = ({ rounds, gaps, daysSinceLast }: ControlGrid) =>
  rounds.flatMap((round) =>
    gaps.flatMap((gap) => daysSinceLast.map((since) => historyOf(round, gap, since))),
  )

const HISTORY_DAYS = 300

function historyOf(round: readonly number[], gap: number, since: number): readonly Point[] {
  const last = dayNumber(TODAY) - since
  return Array.from(
    { length: Math.ceil(HISTORY_DAYS / gap) },
    (_, index): Point => [last - index * gap, round[index % round.length] ?? 0],
  )
}

function controlMismatch(
  points: readonly Point[],
  range: Limits,
  onMeter: boolean,
): string | undefined {
  const halfYearAgo = dayNumber(monthsBefore(TODAY, 6))
  const control = controlOf(courseOf(points, range, onMeter), TODAY)
  const time = oracleTime(points, range, halfYearAgo)
  const recent = points.filter(([day]) => day > halfYearAgo).map(([, tenths]) => tenths)
  const flags = oracleFlags(recent, time, onMeter)
  if (control.sixMonths === 'insufficient') return 'insufficient'
  return timeMismatch(time, control.sixMonths) ?? flagMismatch(flags, control)
}

function flagMismatch(
  oracle: ReturnType<typeof oracleFlags>,
  { flags }: Control,
): string | undefined {
  const [one, other] = [JSON.stringify(oracle), JSON.stringify(inOrder(flags))]
  return one === other ? undefined : `${one}, product ${other}`
}

const inOrder = (flags: Control['flags']) => ({
  twoAboveFive: flags.twoAboveFive,
  oneAboveEight: flags.oneAboveEight,
  twoBelowOneAndAHalf: flags.twoBelowOneAndAHalf,
  timeInRangeBelow65: flags.timeInRangeBelow65,
})

const LONG_AGO: Day = dayFromNumber(dayNumber(TODAY) - 1000)

const courseOf = (points: readonly Point[], range: Limits, onMeter: boolean) => ({
  startedOn: LONG_AGO,
  ranges: [{ from: LONG_AGO, range }],
  breaks: [],
  results: points.map((point) => ({
    ...measured(point),
    method: onMeter ? ('provider-meter' as const) : ('laboratory' as const),
  })),
})
