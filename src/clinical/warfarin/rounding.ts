// From a calculated dose to one that the tablets make: the same dose each day where possible, else a week of
// two doses. Rounding never turns a change round, and never takes it past the cap.
import { type Ug, ug } from '#clinical/dose.ts'
import { SMALLEST_STEP_UG, type TabletSet } from '#clinical/tablets.ts'
import {
  type MakeableWeeks,
  makeableWeeks,
  meanDailyUg,
  type WeekPlan,
  weeklyUgOf,
} from '#clinical/week-plan.ts'

export type RoundedDose = {
  readonly kind: 'rounded'
  readonly weeklyUg: Ug
  readonly dailyUg: Ug
  readonly pattern: WeekPlan['pattern']
}

export type Rounding = {
  readonly wantedUg: Ug
  readonly currentUg: Ug
  readonly capPercent: number
  readonly roundingUg: number
  readonly tabletSet: TabletSet
}

type Bounds = { readonly least: number; readonly most: number }

/** The dose to give for the dose wanted, from these tablets. */
export function roundToTablets(order: Rounding): RoundedDose | { readonly kind: 'cannot-be-made' } {
  const currentWeekly = weeklyUgOf(order.currentUg)
  const wantedWeekly = order.wantedUg === order.currentUg ? currentWeekly : order.wantedUg * 7
  const bounds = boundsAround(currentWeekly, wantedWeekly, order.capPercent)
  const weeks = makeableWeeks(order.tabletSet)
  if (wantedWeekly === currentWeekly) return nearestWeek(wantedWeekly, bounds, weeks)

  const constant = nearestMultiple(order.wantedUg, order.roundingUg) * 7
  if (isWithin(constant, bounds) && patternOf(constant, weeks) === 'constant') {
    return rounded(constant, 'constant')
  }
  return nearestWeek(wantedWeekly, bounds, weeks)
}

/** A rise stays between the current week and the cap above it, a fall between the cap below and the current. */
function boundsAround(current: number, wanted: number, capPercent: number): Bounds {
  const most = Math.floor((current * (100 + capPercent)) / 100)
  const least = Math.ceil((current * (100 - capPercent)) / 100)
  return { least: wanted > current ? current : least, most: wanted < current ? current : most }
}

const isWithin = (weekly: number, bounds: Bounds): boolean =>
  weekly >= bounds.least && weekly <= bounds.most

/** The nearest multiple; the lower one of two equally near. */
const nearestMultiple = (amount: number, of: number): number =>
  Math.ceil((2 * amount - of) / (2 * of)) * of

const patternOf = (weekly: number, weeks: MakeableWeeks): WeekPlan['pattern'] | undefined =>
  weeks[weekly / SMALLEST_STEP_UG]

function rounded(weekly: number, pattern: WeekPlan['pattern']): RoundedDose {
  const weeklyUg = ug(weekly)
  return { kind: 'rounded', weeklyUg, dailyUg: meanDailyUg(weeklyUg), pattern }
}

/** The nearest week within bounds; the lower one of two equally near. */
function nearestWeek(
  wanted: number,
  bounds: Bounds,
  weeks: MakeableWeeks,
): RoundedDose | { readonly kind: 'cannot-be-made' } {
  const nearest = nearestMultiple(wanted, SMALLEST_STEP_UG)
  const nearerSide = nearest < wanted ? 1 : -1
  const furthest = 2 * Math.floor((bounds.most - bounds.least) / SMALLEST_STEP_UG) + 2
  for (let nth = 0; nth <= furthest; nth += 1) {
    const away = Math.ceil(nth / 2) * SMALLEST_STEP_UG
    const weekly = nth % 2 === 1 ? nearest + nearerSide * away : nearest - nearerSide * away
    const pattern = isWithin(weekly, bounds) ? patternOf(weekly, weeks) : undefined
    if (pattern !== undefined) return rounded(weekly, pattern)
  }
  return { kind: 'cannot-be-made' }
}
