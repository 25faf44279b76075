// What a person's own history says of the next INR: their need and their elimination, as likely as the model and their INRs
// together make them (maximum a posteriori). Old INRs count less, because people change. It never doses anybody.
import {
  CALIBRATION_KG,
  HAMBERG_2010,
  INR_BASE,
  INR_MAX,
  INTERVAL_FACTOR,
  OBSERVED,
  PRIOR,
} from './constants.ts'
import { type Days, daysOf } from './course.ts'
import { GENOTYPE_SHARES, type Genotype } from './genotypes.ts'
import { calibratedParameters, type Parameters } from './parameters.ts'
import {
  advanceTraced,
  inrByEdk50,
  inrByKde,
  newTraced,
  restartTraced,
  settle,
  tracedInr,
} from './sensitivities.ts'

/** What is known of a person; a genotype that nobody measured is not known. */
export type Known = Genotype & {
  readonly ageYears: number
  readonly weightKg: number | 'not-known'
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
/** @technical Numerical method: what is left after a step is about its square, below a hundredth of the INR's own noise. */
const STANDS_STILL = 0.03
/** @technical Numerical method: no step is larger. */
const LONGEST_STEP = 0.7

const scratch = newTraced()
/** Of Gauss and Newton's equations: squares of both slopes, their product, and each times what is left to explain. */
const sums = new Float64Array(5)

/** Fits a person on a day, from a fit of before if there is one. */
export function fit(history: DosedHistory, today: number, prior: Prior, from: Fit = UNFITTED): Fit {
  let found = from
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = improved(history, today, prior, found)
    const moved = Math.abs(next.edk50 - found.edk50) + Math.abs(next.kde - found.kde)
    found = next
    if (moved < STANDS_STILL) break
  }
  return found
}

/** The parameters of a person as fitted. */
export const fitted = ({ typical }: Prior, { edk50, kde }: Fit): Parameters => ({
  ...typical,
  edk50: typical.edk50 * Math.exp(edk50),
  kde: typical.kde * Math.exp(kde),
})

/** One step of Gauss and Newton on the log of the INR. */
function improved(history: DosedHistory, today: number, prior: Prior, { edk50, kde }: Fit): Fit {
  const [needSure, kdeSure] = [1 / prior.edk50Spread ** 2, 1 / prior.kdeSpread ** 2]
  sums.fill(0)
  sums[0] = needSure
  sums[2] = kdeSure
  sums[3] = -edk50 * needSure
  sums[4] = -kde * kdeSure
  trace(history, today, fitted(prior, { edk50, kde }))
  const [aa = 0, ab = 0, bb = 0, a = 0, b = 0] = sums
  const determinant = aa * bb - ab * ab
  return {
    edk50: edk50 + limited((a * bb - b * ab) / determinant),
    kde: kde + limited((b * aa - a * ab) / determinant),
  }
}

const limited = (step: number): number => Math.min(LONGEST_STEP, Math.max(-LONGEST_STEP, step))

/** How much an INR of some days ago may be off: noise, and what the person has changed since (log scale). */
const varianceAt = (ageDays: number): number =>
  OBSERVED.noise ** 2 +
  OBSERVED.ofNeed * OBSERVED.drift ** 2 * 2 * (1 - Math.exp(-ageDays / OBSERVED.driftDays))

/** Runs the doses of the last days and takes in each INR. */
function trace(history: DosedHistory, today: number, parameters: Parameters): void {
  const everyDay = daysOf(parameters)
  const from = begin(history, today, everyDay, parameters)
  const { days, inrs, told, count } = history
  let nth = firstSince(history, from)
  for (let day = from; day <= today && nth < count; day += 1) {
    if (days[nth] === day) {
      takeIn(inrs[nth] ?? 1, varianceAt(today - day), parameters)
      nth += 1
    }
    advanceTraced(scratch, told[day] ?? 0, everyDay, parameters.kde)
  }
}

/** Takes one INR into the equations, by how sure it is. */
function takeIn(measured: number, variance: number, parameters: Parameters): void {
  const inr = tracedInr(scratch, parameters)
  const off = Math.log(measured / inr)
  const one = inrByEdk50(scratch, parameters) / inr
  const other = inrByKde(scratch, parameters) / inr
  sums[0] = (sums[0] ?? 0) + (one * one) / variance
  sums[1] = (sums[1] ?? 0) + (one * other) / variance
  sums[2] = (sums[2] ?? 0) + (other * other) / variance
  sums[3] = (sums[3] ?? 0) + (one * off) / variance
  sums[4] = (sums[4] ?? 0) + (other * off) / variance
}

/** Days whose mean dose people are taken to have come from: one day without a dose says nothing of them. @technical Numerical method. */
export const SETTLED_DAYS = 21

/** Begins the last days: before the first tablet, or as after long treatment with the dose of the weeks before. */
function begin({ told }: DosedHistory, today: number, days: Days, parameters: Parameters): number {
  const from = Math.max(0, today - OBSERVED.lastDays)
  if (from === 0) restartTraced(scratch)
  else settle(scratch, meanBefore(told, from), days, parameters)
  return from
}

function meanBefore(told: ArrayLike<number>, day: number): number {
  const from = Math.max(0, day - SETTLED_DAYS)
  let sum = 0
  for (let on = from; on < day; on += 1) sum += told[on] ?? 0
  return sum / (day - from)
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
  const median = tracedInr(scratch, parameters)
  return { low: median / INTERVAL_FACTOR, median, high: median * INTERVAL_FACTOR }
}

/** What is to be forecast. */
export type Ahead = {
  readonly today: number
  readonly day: number
  readonly dailyMg: number
  readonly omitDays: number
}
