// Another model of the same body, built otherwise: two compartments of warfarin, one long and one short chain of clotting
// factors whose product makes the INR (Hamberg 2007). Rules are tried on it because the main model may be wrong.

import { HOURS_IN_A_DAY } from './chains.ts'
import {
  AGE_OF_CLEARANCE,
  type Cyp2c9,
  INR_BASE,
  INR_MAX,
  S_SHARE,
  type Vkorc1,
} from './constants.ts'
import type { Traits } from './parameters.ts'

/** Clearance of S-warfarin, L/h, with two *1 alleles at 71. @see docs/evidence.md#hamberg-2007 */
const CLEARANCE = 0.314
/** What other alleles take from it. @see docs/evidence.md#hamberg-2007 */
const LESS_CLEARANCE: Readonly<Record<Cyp2c9, number>> = {
  '*1/*1': 0,
  '*1/*2': 0.315,
  '*1/*3': 0.453,
  '*2/*2': 0.722,
  '*2/*3': 0.69,
  '*3/*3': 0.852,
}
/** Less with each year beyond 71. @see docs/evidence.md#hamberg-2007 */
const AGE_ON_CLEARANCE = 0.0091
/** The central and the other compartment, L, and what flows between them, L/h. @see docs/evidence.md#hamberg-2007 */
const CENTRAL_L = 13.8
/** @see docs/evidence.md#hamberg-2007 */
const OTHER_L = 6.59
/** @see docs/evidence.md#hamberg-2007 */
const FLOW = 0.131
/** mg/L. @see docs/evidence.md#hamberg-2007 */
const EC50: Readonly<Record<Vkorc1, number>> = { GG: 4.61, GA: 3.02, AA: 2.2 }
/** @see docs/evidence.md#hamberg-2007 */
const GAMMA = 0.424
/** Hours of each of the six transits of the long chain, as the appendix writes them. @see docs/evidence.md#hamberg-2007 */
const LONG_HOURS = 11.6
/** @see docs/evidence.md#hamberg-2007 */
const LONG_TRANSITS = 6
/** Hours of the one transit of the other chain. @see docs/evidence.md#hamberg-2007 */
const SHORT_HOURS = 120
/** @see docs/evidence.md#hamberg-2007 */
const INR_POWER = 3.61

/** Two compartments after some hours: what of each is in each. */
type Passage = {
  readonly stays: number
  readonly comes: number
  readonly goes: number
  readonly restStays: number
}

/** What a person's days by this model have in common. */
export type OtherDays = {
  /** Clearance of S-warfarin, L/h, and what halves the rate of clotting factors, mg/L. */
  readonly clearance: number
  readonly ec50: number
  /** (1 / EC50)^gamma, for milligrams in the central compartment. */
  readonly sensitivity: number
  /** To the points of a day at which the rate is asked, and to its end. */
  readonly toPoints: readonly Passage[]
  readonly toEnd: Passage
  /** What the long chain keeps in a part of a day: exp(-m) m^n / n!. */
  readonly long: Float64Array
  readonly shortKept: number
}

/** Central and other milligrams, six transits, one transit. */
export type OtherCourse = Float64Array
export const newOtherCourse = (): OtherCourse => Float64Array.of(0, 0, 1, 1, 1, 1, 1, 1, 1)

/** @technical Places in the array. */
const LONG = 2
/** @technical Place in the array. */
const SHORT = 8
/** The INR is within 0.01 of the exact one. @technical Numerical method. */
const PARTS = 2

/** How much more or less than the typical person of the traits somebody needs, and how quickly they eliminate. */
export type OwnFactors = { readonly need: number; readonly quickness: number }

/** Works out the days of a person; `need` multiplies the dose that is needed, `quickness` leaves it as it is. */
export function otherDaysOf(
  { ageYears, cyp2c9, vkorc1 }: Traits,
  { need, quickness }: OwnFactors,
): OtherDays {
  const atAge = 1 - AGE_ON_CLEARANCE * (ageYears - AGE_OF_CLEARANCE)
  const clearance = CLEARANCE * (1 - LESS_CLEARANCE[cyp2c9]) * atAge * quickness
  const ec50 = (EC50[vkorc1] * need) / quickness
  const hours = HOURS_IN_A_DAY / PARTS
  const moved = hours / LONG_HOURS
  const long = new Float64Array(LONG_TRANSITS)
  let term = Math.exp(-moved)
  for (let nth = 0; nth < LONG_TRANSITS; nth += 1) {
    long[nth] = term
    term *= moved / (nth + 1)
  }
  return {
    clearance,
    ec50,
    sensitivity: (1 / (CENTRAL_L * ec50)) ** GAMMA,
    toPoints: Array.from({ length: PARTS }, (_, part) => passage(clearance, (part + 0.5) * hours)),
    toEnd: passage(clearance, HOURS_IN_A_DAY),
    long,
    shortKept: Math.exp(-hours / SHORT_HOURS),
  }
}

/** The closed form of two compartments, by the two rates at which together they empty. */
function passage(clearance: number, hours: number): Passage {
  const out = (clearance + FLOW) / CENTRAL_L
  const to = FLOW / CENTRAL_L
  const back = FLOW / OTHER_L
  const half = (out + back) / 2
  const apart = Math.sqrt(half * half - (out * back - to * back))
  const quick = half + apart
  const slow = half - apart
  const one = Math.exp(-quick * hours)
  const two = Math.exp(-slow * hours)
  const mixed = (two - one) / (2 * apart)
  return {
    stays: ((quick - back) * one + (back - slow) * two) / (2 * apart),
    comes: back * mixed,
    goes: to * mixed,
    restStays: ((quick - out) * one + (out - slow) * two) / (2 * apart),
  }
}

/** One day: a dose of tablets in milligrams at its start; `logNeed` as in `advance`. */
export function advanceOther(
  course: OtherCourse,
  doseMg: number,
  days: OtherDays,
  logNeed = 0,
): void {
  const central = (course[0] ?? 0) + doseMg * S_SHARE
  const other = course[1] ?? 0
  for (const { stays, comes } of days.toPoints) {
    const amount = central * stays + other * comes
    const effect =
      amount > 0 ? Math.exp(GAMMA * (Math.log(amount) - logNeed)) * days.sensitivity : 0
    const rate = 1 / (1 + effect)
    moveLong(course, rate, days.long)
    course[SHORT] = rate + days.shortKept * ((course[SHORT] ?? 0) - rate)
  }
  course[0] = central * days.toEnd.stays + other * days.toEnd.comes
  course[1] = central * days.toEnd.goes + other * days.toEnd.restStays
}

/** The long chain under a constant rate, exactly; the last transit first, as it asks what the earlier ones were. */
function moveLong(course: OtherCourse, rate: number, long: Float64Array): void {
  for (let transit = LONG_TRANSITS - 1; transit >= 0; transit -= 1) {
    let away = 0
    for (let before = 0; before <= transit; before += 1) {
      away += (long[before] ?? 0) * ((course[LONG + transit - before] ?? 0) - rate)
    }
    course[LONG + transit] = rate + away
  }
}

/** The INR of a course by this model. */
export function otherInrOf(course: OtherCourse): number {
  const factors = (course[LONG + LONG_TRANSITS - 1] ?? 0) * (course[SHORT] ?? 0)
  return INR_BASE + INR_MAX * Math.max(0, 1 - factors) ** INR_POWER
}

/**
 * The daily dose in milligrams that holds an INR when nothing changes: both chains stand at the rate of clotting factors,
 * whose square makes the INR. The ripple of single tablets is left out.
 */
export function otherSteadyDose(inr: number, { clearance, ec50 }: OtherDays): number {
  const rate = Math.sqrt(1 - ((inr - INR_BASE) / INR_MAX) ** (1 / INR_POWER))
  const concentration = ec50 * (1 / rate - 1) ** (1 / GAMMA)
  return (concentration * clearance * HOURS_IN_A_DAY) / S_SHARE
}
