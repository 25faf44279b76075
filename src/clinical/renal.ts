// Kidney function for the dose of a direct oral anticoagulant: creatinine clearance by Cockcroft-Gault, never eGFR (H20).
import { ageOn, type Day } from '#base/day.ts'
import { compare, type Fraction, fraction, timesRounded } from './fraction.ts'
import { monthsAfter } from './months.ts'

/** The sex factor of the formula in hundredths. @see docs/evidence.md#cockcroft-gault */
export const SEX_FACTOR_HUNDREDTHS = { male: 123, female: 104 } as const

/** The age at which the formula reaches zero; from it on there is no clearance. @see docs/evidence.md#cockcroft-gault */
export const AGE_CONSTANT = 140

/** A weight may be this old, in calendar months; an older one is refused. @see docs/evidence.md#weight-age */
export const OLDEST_WEIGHT_MONTHS = 12

/** Grams in a kilogram times hundredths in one. @technical Conversion of units. */
const GRAM_HUNDREDTHS = 100_000n

/** What the formula takes; the weight is the actual one, in grams. */
export type ClearanceInputs = {
  /** Completed years. */
  readonly ageYears: number
  readonly weightGrams: number
  readonly sex: 'female' | 'male'
  /** Serum creatinine in whole micromol/L. */
  readonly creatinineUmol: number
}

/**
 * Creatinine clearance in mL/min, exact: (140 - age) x weight in kg x (1.23 male, 1.04 female) / creatinine in
 * micromol/L. Actual body weight; nothing is rounded, floored or adjusted.
 * Source: NHS Highland, NHSGGC 2024 (clinical reference 6.2). @see docs/evidence.md#cockcroft-gault
 */
export function creatinineClearance(inputs: ClearanceInputs): Fraction {
  const { ageYears, weightGrams, sex, creatinineUmol } = inputs
  for (const whole of [ageYears, weightGrams, creatinineUmol]) {
    if (!Number.isSafeInteger(whole) || whole <= 0) {
      throw new RangeError(`the formula cannot take ${whole}`)
    }
  }
  if (ageYears >= AGE_CONSTANT) throw new RangeError(`the formula cannot take the age ${ageYears}`)
  const above = (AGE_CONSTANT - ageYears) * weightGrams * SEX_FACTOR_HUNDREDTHS[sex]
  return fraction(BigInt(above), BigInt(creatinineUmol) * GRAM_HUNDREDTHS)
}

/** Whether a clearance reaches a limit in whole mL/min; decided on the exact value, never on what is shown. */
export const reaches = (clearance: Fraction, mlPerMin: number): boolean =>
  compare(clearance, fraction(BigInt(mlPerMin), 1n)) >= 0

/** Whether a clearance is above a limit in whole mL/min. */
export const exceeds = (clearance: Fraction, mlPerMin: number): boolean =>
  compare(clearance, fraction(BigInt(mlPerMin), 1n)) > 0

/**
 * For reading only: mL/min with one decimal, half up. A clearance that would be shown as a whole number which it is
 * not says on which side it lies (`just below 50.0`), for limits are whole numbers.
 */
export function formatClearance(clearance: Fraction): string {
  const tenths = timesRounded(clearance, 10n)
  const shown = `${tenths / 10n}.${tenths % 10n}`
  if (tenths % 10n !== 0n) return shown
  const side = compare(clearance, fraction(tenths, 10n))
  if (side === 0) return shown
  return side < 0 ? `just below ${shown}` : `just above ${shown}`
}

/** A weight in grams, and the day of the scales. */
export type DatedWeight = { readonly grams: number; readonly on: Day }
/** A serum creatinine in whole micromol/L, and the day of the sample. */
export type DatedCreatinine = { readonly umolPerL: number; readonly on: Day }

/** Who is asked about, and what was measured when. Not known is an answer, and no clearance follows from it. */
export type RenalFacts = {
  readonly today: Day
  readonly bornOn: Day
  readonly sex: 'female' | 'male' | 'indeterminate' | 'not-known'
  readonly weight: DatedWeight | 'not-known'
  readonly creatinine: DatedCreatinine | 'not-known'
}

export type RenalGap =
  | 'sex-not-known'
  | 'weight-not-known'
  | 'weight-in-future'
  | 'weight-too-old'
  | 'creatinine-not-known'
  | 'creatinine-in-future'
  | 'creatinine-too-old'

export type RenalFunction =
  | {
      readonly kind: 'clearance'
      readonly clearance: Fraction
      readonly ageYears: number
      /** How long this creatinine counts, in calendar months after its sample. */
      readonly creatinineMonths: number
    }
  | { readonly kind: 'not-known'; readonly gaps: readonly RenalGap[] }

/**
 * The clearance on a day, from dated inputs; a weight of more than 12 months ago and a creatinine older than the
 * interval that its own clearance asks for are refused, never used (H20).
 */
export function renalFunction(
  facts: RenalFacts,
  creatinineMonths: (clearance: Fraction, ageYears: number) => number,
): RenalFunction {
  const { today, bornOn, sex, weight, creatinine } = facts
  const gaps = [...sexGaps(sex), ...weightGaps(weight, today), ...creatinineGaps(creatinine, today)]
  if (
    gaps.length > 0 ||
    weight === 'not-known' ||
    creatinine === 'not-known' ||
    sex === 'indeterminate' ||
    sex === 'not-known'
  ) {
    return { kind: 'not-known', gaps }
  }
  const ageYears = ageOn(bornOn, today)
  const clearance = creatinineClearance({
    ageYears,
    weightGrams: weight.grams,
    sex,
    creatinineUmol: creatinine.umolPerL,
  })
  const months = creatinineMonths(clearance, ageYears)
  if (today > monthsAfter(creatinine.on, months)) {
    return { kind: 'not-known', gaps: ['creatinine-too-old'] }
  }
  return { kind: 'clearance', clearance, ageYears, creatinineMonths: months }
}

const sexGaps = (sex: RenalFacts['sex']): readonly RenalGap[] =>
  sex === 'female' || sex === 'male' ? [] : ['sex-not-known']

function weightGaps(weight: RenalFacts['weight'], today: Day): readonly RenalGap[] {
  if (weight === 'not-known') return ['weight-not-known']
  if (weight.on > today) return ['weight-in-future']
  return today > monthsAfter(weight.on, OLDEST_WEIGHT_MONTHS) ? ['weight-too-old'] : []
}

function creatinineGaps(creatinine: RenalFacts['creatinine'], today: Day): readonly RenalGap[] {
  if (creatinine === 'not-known') return ['creatinine-not-known']
  return creatinine.on > today ? ['creatinine-in-future'] : []
}

/**
 * Whether a creatinine in micromol/L is so low that it could be a laboratory's mg/dL: 2,000 micromol/L, the highest
 * that is accepted, is 22.6 mg/dL, written 23 at most. Every lower figure in mg/dL is refused as too low already (H20).
 * @see docs/evidence.md#typed-twice
 */
export const couldBeMilligrams = (umolPerL: number): boolean => umolPerL < 24

/** From this weight a figure may be in pounds: 120 lb is 54 kg. @see docs/evidence.md#typed-twice */
const COULD_BE_POUNDS_FROM_GRAMS = 120_000

/** Whether a weight is so high that it could have been read in pounds, which would double the clearance (H20). */
export const couldBePounds = (grams: number): boolean => grams >= COULD_BE_POUNDS_FROM_GRAMS
