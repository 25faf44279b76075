import { z } from 'zod'
import { type Fraction, formatFraction, timesRounded } from '#clinical/fraction.ts'
import { AGE_CONSTANT, creatinineClearance } from '#clinical/renal.ts'
import type { CaseAnswer } from './calculation.ts'
import { decimalOf, wholeBetween } from './case-numbers.ts'
import { UNREAD } from './case-words.ts'

const THOUSANDTHS = 1000
const HEAVIEST_KG = 500
const HIGHEST_CREATININE = 3000

/** A positive amount with up to three decimals, as thousandths. */
const amount = (most: number) =>
  decimalOf(THOUSANDTHS, 'must have at most three decimal places').refine(
    (whole) => whole > 0 && whole <= most * THOUSANDTHS,
    `must be above 0 and at most ${most}`,
  )

/** Kilograms as grams. */
export const caseWeight = amount(HEAVIEST_KG)
export const caseSex = z.enum(['female', 'male'])
export const caseAge = wholeBetween(1, AGE_CONSTANT - 1)

const cockcroftGaultCase = z.strictObject({
  ...UNREAD,
  name: z.string(),
  sex: caseSex,
  /** Completed years. */
  age_years: caseAge,
  weight_kg: caseWeight,
  creatinine_umol_per_l: amount(HIGHEST_CREATININE),
})

/** Cases of creatinine clearance, as test/vectors/cockcroft-gault.json writes them. */
export const cockcroftGaultCases = z.object({
  kind: z.literal('cockcroft-gault').optional(),
  vectors: z.array(cockcroftGaultCase),
})

/** The clearance of one case, in the keys of its `expected`. */
export function answerCockcroftGault(given: z.infer<typeof cockcroftGaultCase>): CaseAnswer {
  // Weight and creatinine are both in thousandths of their unit: the one takes the other's factor away.
  const clearance = creatinineClearance({
    ageYears: given.age_years,
    weightGrams: given.weight_kg * THOUSANDTHS,
    sex: given.sex,
    creatinineUmol: given.creatinine_umol_per_l,
  })
  return { name: given.name, answer: writtenClearance(clearance) }
}

/** mL/min to six places, exactly, and to one place as it is shown. */
export const writtenClearance = (clearance: Fraction) => ({
  crcl_ml_per_min: Number(timesRounded(clearance, 1_000_000n)) / 1_000_000,
  crcl_exact: formatFraction(clearance),
  crcl_1dp: Number(timesRounded(clearance, 10n)) / 10,
})
