// A boost: a larger dose on a named date for a low INR. A person decides it; no rule here ever proposes one.
import { addDays, type Day } from '#base/day.ts'
import { formatMg, type Ug } from './dose.ts'
import { type DayDose, type DoseRun, doseOn, expand, type Schedule } from './schedule.ts'
import { fewestTablets, type TabletSet, tabletsThatMake } from './tablets.ts'

/** Everything that is taken on one date, in the place of that day's dose. */
export type Boost = { readonly on: Day; readonly ug: Ug }

export type Boosted =
  | { readonly kind: 'boosted'; readonly schedule: Schedule }
  | { readonly kind: 'refused'; readonly code: BoostFault; readonly message: string }

export type BoostFault = 'boost-date' | 'boost-twice' | 'boost-not-larger' | 'boost-cannot-be-made'

/** Puts the larger doses on their dates before the next test; every other date keeps its dose. */
export function addBoosts(
  schedule: Schedule,
  boosts: readonly Boost[],
  set: TabletSet,
  nextTest: Day,
): Boosted {
  for (const [nth, boost] of boosts.entries()) {
    const isTwice = boosts.findIndex(({ on }) => on === boost.on) !== nth
    const fault = isTwice ? 'boost-twice' : faultOf(schedule, boost, set, nextTest)
    if (fault !== undefined) {
      return { kind: 'refused', code: fault, message: FAULT_WORDS[fault](boost) }
    }
  }
  const days = expand(schedule).map((day) => boostedDay(day, boosts, set))
  return { kind: 'boosted', schedule: { runs: runsOf(days) } }
}

function faultOf(
  schedule: Schedule,
  { on, ug }: Boost,
  set: TabletSet,
  nextTest: Day,
): BoostFault | undefined {
  const usual = doseOn(schedule, on)
  if (usual === 'not-covered' || usual === 0 || on >= nextTest) return 'boost-date'
  if (ug <= usual) return 'boost-not-larger'
  return fewestTablets(ug, set) === 'cannot-be-made' ? 'boost-cannot-be-made' : undefined
}

const FAULT_WORDS: Record<BoostFault, (boost: Boost) => string> = {
  'boost-date': ({ on }) =>
    `No dose is taken here on ${on}, or it is not before the next test. A larger dose goes on a day with a dose before the test.`,
  'boost-twice': ({ on }) => `Two larger doses are given for ${on}. Give each date one.`,
  'boost-not-larger': ({ ug }) =>
    `${formatMg(ug)} is not more than the dose of that day. Enter all that is taken on that date.`,
  'boost-cannot-be-made': ({ ug }) =>
    `The tablets of this plan cannot make ${formatMg(ug)}. Choose another larger dose.`,
}

function boostedDay(day: DayDose, boosts: readonly Boost[], set: TabletSet): DayDose {
  const boost = boosts.find(({ on }) => on === day.day)
  if (boost === undefined) return day
  return { day: day.day, ug: boost.ug, tablets: tabletsThatMake(boost.ug, set) }
}

/** Consecutive days of one dose as one run. */
function runsOf(days: readonly DayDose[]): readonly DoseRun[] {
  const runs: DoseRun[] = []
  for (const { day, ug, tablets } of days) {
    const last = runs.at(-1)
    if (last?.ug === ug) runs[runs.length - 1] = { ...last, days: last.days + 1 }
    else runs.push({ from: day, days: 1, ug, tablets })
  }
  return runs
}

/** The same dose on so many consecutive evenings from a day on. */
export const boostsFrom = (from: Day, days: number, ug: Ug): readonly Boost[] =>
  Array.from({ length: days }, (_, nth) => ({ on: addDays(from, nth), ug }))
