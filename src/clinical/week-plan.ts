// A week of doses: the same each day where the tablets allow (NPSA 2007), else two doses one step apart on
// named weekdays (clinical reference 8.4).
import { type Ug, ug } from './dose.ts'
import {
  fewestTablets,
  MOST_WORKED_OUT_UG,
  nearestMakeable,
  SMALLEST_STEP_UG,
  type TabletSet,
  tabletSetNumber,
} from './tablets.ts'

export type WeekPlan = { readonly weeklyUg: Ug; readonly meanDailyUg: Ug; readonly lowUg: Ug } & (
  | { readonly pattern: 'constant' }
  | { readonly pattern: 'weekly'; readonly highUg: Ug; readonly highDays: readonly number[] }
)

/** A week near the one asked for. */
export type WeekAlternative = {
  readonly pattern: WeekPlan['pattern']
  readonly weeklyUg: Ug
  readonly meanDailyUg: Ug
  /** Against the week asked for; negative is less. */
  readonly differenceUg: number
}

/**
 * The two doses of a pattern are at most this far apart. Source: clinical reference 8.4 (derived).
 * @see docs/evidence.md#weekly-pattern
 */
const WIDEST_STEP_UG = 1000

/**
 * Weekdays (1 is Monday) of the higher dose, by how many there are. Source: 8.4 (derived, even spread).
 * @see docs/evidence.md#weekly-pattern
 */
const HIGH_DAYS: readonly (readonly number[])[] = [
  [],
  [7],
  [4, 7],
  [3, 5, 7],
  [2, 4, 6, 7],
  [2, 3, 5, 6, 7],
  [2, 3, 4, 5, 6, 7],
]

/** The mean daily dose of a weekly total, to the nearest microgram. */
export const meanDailyUg = (weeklyUg: Ug): Ug => ug(Math.round(weeklyUg / 7))

/**
 * The weekly total of a mean daily dose. A total in half milligrams comes back exactly from the mean that
 * `meanDailyUg` rounded; any other mean is multiplied by seven.
 */
export function weeklyUgOf(mean: Ug): Ug {
  const inSteps = Math.round((mean * 7) / SMALLEST_STEP_UG) * SMALLEST_STEP_UG
  return ug(Math.abs(inSteps - mean * 7) <= 3 ? inSteps : mean * 7)
}

/** The week with exactly this mean daily dose, if the tablets make it. */
export const weekForMean = (mean: Ug, set: TabletSet): WeekPlan | undefined =>
  weekOf(weeklyUgOf(mean), set)

/** The week with exactly this total, if the tablets make it. */
export function weekOf(weeklyUg: Ug, set: TabletSet): WeekPlan | undefined {
  const mean = meanDailyUg(weeklyUg)
  const floor = ug(Math.floor(weeklyUg / 7))
  if (weeklyUg === floor * 7 && fewestTablets(floor, set) !== 'cannot-be-made') {
    return { pattern: 'constant', weeklyUg, meanDailyUg: mean, lowUg: floor }
  }
  const { below, above: highUg } = nearestMakeable(floor, set)
  if (below === 'none') return undefined
  if (highUg === 'none' || highUg - below > WIDEST_STEP_UG) return undefined
  const days = (weeklyUg - below * 7) / (highUg - below)
  const highDays = HIGH_DAYS[days]
  if (highDays === undefined) return undefined
  return { pattern: 'weekly', weeklyUg, meanDailyUg: mean, lowUg: below, highUg, highDays }
}

/** For each weekly total in half milligrams: whether the tablets make it, and how. */
export type MakeableWeeks = readonly (WeekPlan['pattern'] | undefined)[]

const remembered: MakeableWeeks[] = []

/** Every weekly total that the tablets make, indexed by its half milligrams. */
export function makeableWeeks(set: TabletSet): MakeableWeeks {
  const number = tabletSetNumber(set)
  const known = remembered[number]
  if (known !== undefined) return known
  const steps = (MOST_WORKED_OUT_UG * 7) / SMALLEST_STEP_UG
  const weeks = Array.from({ length: steps }, (_, step) =>
    step === 0 ? undefined : weekOf(ug(step * SMALLEST_STEP_UG), set)?.pattern,
  )
  remembered[number] = weeks
  return weeks
}

/** Up to four weeks near a mean that cannot be made: the constant doses around it and the patterns around it. */
export const nearestWeeks = (mean: Ug, set: TabletSet): readonly WeekAlternative[] =>
  weeksNear(weeklyUgOf(mean), set)

/** The same for a weekly total. */
export const weeksNear = (weeklyUg: Ug, set: TabletSet): readonly WeekAlternative[] =>
  weeksAround(weeklyUg, Math.floor(weeklyUg / SMALLEST_STEP_UG), set)

/** Up to four other weeks near a weekly total: the nearest less and more, and the nearest of one dose every day. */
export const otherWeeks = (weeklyUg: Ug, set: TabletSet): readonly WeekAlternative[] =>
  weeksAround(weeklyUg, Math.ceil(weeklyUg / SMALLEST_STEP_UG) - 1, set)

/** The nearest weeks from a step of half milligrams down, and above the total asked for. */
function weeksAround(asked: Ug, below: number, set: TabletSet): readonly WeekAlternative[] {
  const weeks = makeableWeeks(set)
  const above = Math.floor(asked / SMALLEST_STEP_UG)
  const steps = new Set([
    weeks.findLastIndex((pattern, step) => pattern !== undefined && step <= below),
    weeks.findIndex((pattern, step) => pattern !== undefined && step > above),
    weeks.findLastIndex((pattern, step) => pattern === 'constant' && step <= below),
    weeks.findIndex((pattern, step) => pattern === 'constant' && step > above),
  ])
  return [...steps]
    .flatMap((step) => alternative(step, weeks[step], asked))
    .sort((a, b) => Math.abs(a.differenceUg) - Math.abs(b.differenceUg))
}

function alternative(
  step: number,
  pattern: WeekPlan['pattern'] | undefined,
  asked: Ug,
): readonly WeekAlternative[] {
  if (pattern === undefined) return []
  const weeklyUg = ug(step * SMALLEST_STEP_UG)
  return [{ pattern, weeklyUg, meanDailyUg: meanDailyUg(weeklyUg), differenceUg: weeklyUg - asked }]
}
