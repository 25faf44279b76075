import { z } from 'zod'
import { ug } from '#clinical/dose.ts'
import { coventryBand, coventryRawNg } from '#clinical/warfarin/coventry.ts'
import { decimalOf, tenths } from './case-numbers.ts'

const HIGHEST_DOSE_UG = 100_000

const coventryCase = z.object({
  name: z.string(),
  old_dose_mg: decimalOf(1000, 'must be a whole number of micrograms').refine(
    (whole) => whole > 0 && whole <= HIGHEST_DOSE_UG,
    'must be above 0 and at most 100 mg',
  ),
  inr: tenths,
  target: tenths,
})

/** Cases of the Coventry formula, as test/vectors/coventry.json writes them. */
export const coventryCases = z.object({
  kind: z.literal('coventry').optional(),
  vectors: z.array(coventryCase),
})

/** The formula's dose for one case, before any cap or rounding, in the keys of its `expected`. */
export function answerCoventry(given: z.infer<typeof coventryCase>) {
  const oldNg = given.old_dose_mg * 1000
  const rawNg = coventryRawNg(ug(given.old_dose_mg), given.inr, given.target)
  return {
    name: given.name,
    answer: {
      band: coventryBand(given.inr, given.target),
      raw_dose_mg: rawNg / 1_000_000,
      change_percent: Math.round(((rawNg - oldNg) * 10_000) / oldNg) / 100,
    },
  }
}
