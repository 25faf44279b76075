// What a person's own history says of the next INR: their need and their elimination, as likely as the model and their INRs
// together make them (maximum a posteriori). Old INRs count less, because people change. It never doses anybody.
import {
  CALIBRATION_KG,
  type Cyp2c9,
  HAMBERG_2010,
  INR_BASE,
  INR_MAX,
  INTERVAL_FACTOR,
  OBSERVED,
  PRIOR,
  type Vkorc1,
} from './constants.ts'
import { type Days, daysOf } from './course.ts'
import { GENOTYPE_SHARES } from './genotypes.ts'
import { calibratedParameters, type Parameters } from './parameters.ts'
import {
  advanceTraced,
  newTraced,
  restartTraced,
  settle,
  type Traced,
  tracedInr,
} from './sensitivities.ts'

/** What is known of a person; a genotype that nobody measured is not known. */
export type Known = {
  readonly ageYears: number
  readonly weightKg: number | 'not-known'
  readonly cyp2c9: Cyp2c9 | 'not-known'
  readonly vkorc1: Vkorc1 | 'not-known'
}

/** The typical person of what is known, and how far from it the person may be (log-SD). */
export type Prior = {
  readonly typical: Parameters
  readonly edk50Spread: number
  readonly kdeSpread: number
}

/** What is expected of a person before any INR. */
export function priorOf(known: Known): Prior {
  const logs = GENOTYPE_SHARES.filter(
    ({ cyp2c9, vkorc1 }) =>
      (known.cyp2c9 === 'not-known' || known.cyp2c9 === cyp2c9) &&
      (known.vkorc1 === 'not-known' || known.vkorc1 === vkorc1),
  ).map(({ cyp2c9, vkorc1, share }) => {
    const weightKg = known.weightKg === 'not-known' ? CALIBRATION_KG : known.weightKg
    const traits = { ageYears: known.ageYears, cyp2c9, vkorc1, weightKg }
    const { edk50, kde } = calibratedParameters(traits, HAMBERG_2010)
    return { share, edk50: Math.log(edk50), kde: Math.log(kde) }
  })
  const total = logs.reduce((sum, { share }) => sum + share, 0)
  const mean = (of: 'edk50' | 'kde') =>
    logs.reduce((sum, one) => sum + (one.share / total) * one[of], 0)
  const around = (of: 'edk50' | 'kde', middle: number) =>
    logs.reduce((sum, one) => sum + (one.share / total) * (one[of] - middle) ** 2, 0)
  const [edk50, kde] = [mean('edk50'), mean('kde')]
  return {
    typical: {
      ...HAMBERG_2010,
      inrBase: INR_BASE,
      inrMax: INR_MAX,
      edk50: Math.exp(edk50),
      kde: Math.exp(kde),
    },
    edk50Spread: Math.sqrt(PRIOR.edk50 ** 2 + around('edk50', edk50) + OBSERVED.drift ** 2),
    kdeSpread: Math.sqrt(PRIOR.kde ** 2 + around('kde', kde)),
  }
}

/** INRs in columns, oldest first, at most one a day; and the dose told for each day, from the first day of treatment, mg. */
export type DosedHistory = {
  readonly days: ArrayLike<number>
  /** The measured INRs; what is beyond the meter is left out. */
  readonly inrs: ArrayLike<number>
  readonly count: number
  readonly told: ArrayLike<number>
}

/** The person as fitted: logs of EDK50 and KDE against the typical ones. */
export type Fit = { readonly edk50: number; readonly kde: number }

/** The typical person. @technical Where a fit begins. */
export const UNFITTED: Fit = { edk50: 0, kde: 0 }

/** @technical Numerical method: steps until a fit stands still. */
const MOST_STEPS = 6
/** @technical Numerical method: a step that moves the INR by less than a hundredth. */
const STANDS_STILL = 0.003
/** @technical Numerical method: no step is larger. */
const LONGEST_STEP = 0.7

const scratch = newTraced()

/** Fits a person on a day, from a fit of before if there is one. */
export function fit(history: DosedHistory, today: number, prior: Prior, from: Fit = UNFITTED): Fit {
  let { edk50, kde } = from
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const moved = improved(history, today, prior, edk50, kde)
    edk50 += moved[0]
    kde += moved[1]
    if (Math.abs(moved[0]) + Math.abs(moved[1]) < STANDS_STILL) break
  }
  return { edk50, kde }
}

/** The parameters of a person as fitted. */
export const fitted = ({ typical }: Prior, { edk50, kde }: Fit): Parameters => ({
  ...typical,
  edk50: typical.edk50 * Math.exp(edk50),
  kde: typical.kde * Math.exp(kde),
})

/** One step of Gauss and Newton on the log of the INR. */
function improved(
  history: DosedHistory,
  today: number,
  prior: Prior,
  edk50: number,
  kde: number,
): readonly [number, number] {
  const parameters = fitted(prior, { edk50, kde })
  let [aa, ab, bb] = [1 / prior.edk50Spread ** 2, 0, 1 / prior.kdeSpread ** 2]
  let [a, b] = [-edk50 * aa, -kde * bb]
  trace(history, today, parameters, (nth, age, traced) => {
    const [inr, byEdk50, byKde] = tracedInr(traced, parameters)
    const off = Math.log((history.inrs[nth] ?? 1) / inr)
    const weight = 1 / varianceAt(age)
    const [one, other] = [byEdk50 / inr, byKde / inr]
    aa += weight * one * one
    ab += weight * one * other
    bb += weight * other * other
    a += weight * one * off
    b += weight * other * off
  })
  const determinant = aa * bb - ab * ab
  return [limited((a * bb - b * ab) / determinant), limited((b * aa - a * ab) / determinant)]
}

const limited = (step: number): number => Math.min(LONGEST_STEP, Math.max(-LONGEST_STEP, step))

/** How much an INR of some days ago may be off: noise, and what the person has changed since (log scale). */
const varianceAt = (ageDays: number): number =>
  OBSERVED.noise ** 2 +
  OBSERVED.ofNeed * OBSERVED.drift ** 2 * 2 * (1 - Math.exp(-ageDays / OBSERVED.driftDays))

/** Runs the doses of the last days and stops at each INR. */
function trace(
  history: DosedHistory,
  today: number,
  parameters: Parameters,
  at: (nth: number, ageDays: number, traced: Traced) => void,
): void {
  const everyDay = daysOf(parameters)
  const from = begin(history, today, everyDay, parameters)
  let nth = firstSince(history, from)
  for (let day = from; day <= today && nth < history.count; day += 1) {
    if (history.days[nth] === day) {
      at(nth, today - day, scratch)
      nth += 1
    }
    advanceTraced(scratch, history.told[day] ?? 0, everyDay, parameters.kde)
  }
}

/** Begins the last days: before the first tablet, or as after long treatment with the dose of then. */
function begin({ told }: DosedHistory, today: number, days: Days, parameters: Parameters): number {
  const from = Math.max(0, today - OBSERVED.lastDays)
  if (from === 0) restartTraced(scratch)
  else settle(scratch, told[from] ?? 0, days, parameters)
  return from
}

function firstSince({ days, count }: DosedHistory, from: number): number {
  let nth = 0
  while (nth < count && (days[nth] ?? 0) < from) nth += 1
  return nth
}

/** The INR on a later day: as likely above the median as below it, and within the ends with a chance of 80 %. */
export type Forecast = { readonly low: number; readonly median: number; readonly high: number }

/** The INR on a later day, when a dose in milligrams a day is taken from today on, after some days without. */
export function forecast(
  history: DosedHistory,
  { today, day, dailyMg, omitDays }: Ahead,
  parameters: Parameters,
): Forecast {
  const everyDay = daysOf(parameters)
  const from = begin(history, today, everyDay, parameters)
  for (let on = from; on < day; on += 1) {
    const planned = on < today + omitDays ? 0 : dailyMg
    const dose = on < today ? (history.told[on] ?? 0) : planned
    advanceTraced(scratch, dose, everyDay, parameters.kde)
  }
  const [median] = tracedInr(scratch, parameters)
  return { low: median / INTERVAL_FACTOR, median, high: median * INTERVAL_FACTOR }
}

/** What is to be forecast. */
export type Ahead = {
  readonly today: number
  readonly day: number
  readonly dailyMg: number
  readonly omitDays: number
}
