import { z } from 'zod'
import { parseDay } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { decimalOf } from './case-numbers.ts'

const HIGHEST_DAILY_UG = 100_000

/** What may stand beside a case and is not read: what is expected of it, and words about it. */
export const UNREAD = {
  expected: z.unknown().optional(),
  source: z.unknown().optional(),
  note: z.unknown().optional(),
}

/** A date like 2026-11-27. */
export const caseDay = z
  .string()
  .meta({ format: 'date' })
  .transform((text, context) => {
    const parsed = parseDay(text)
    if (parsed.kind === 'day') return parsed.day
    context.addIssue({ code: 'custom', message: parsed.message })
    return z.NEVER
  })

/** mg, as micrograms. */
export const caseMg = decimalOf(1000, 'must be a whole number of micrograms')
  .refine((whole) => whole >= 0 && whole <= HIGHEST_DAILY_UG, 'must be from 0 to 100 mg')
  .transform(ug)

/** Yes, no, or not known: also as true, false and null. What is left out is not known. */
export const caseAnswer = z
  .union([z.boolean(), z.enum(['yes', 'no', 'not-known']), z.null()])
  .default('not-known')
  .transform((given) => {
    if (given === null) return 'not-known'
    if (typeof given === 'boolean') return given ? 'yes' : 'no'
    return given
  })

/** A strength of warfarin tablet in mg. */
export const caseStrength = decimalOf(1000, 'must be 0.5, 1, 3 or 5').transform(
  (whole, context) => {
    const strength = STRENGTHS.find((known) => known === whole)
    if (strength !== undefined) return strength
    context.addIssue({ code: 'custom', message: 'must be 0.5, 1, 3 or 5' })
    return z.NEVER
  },
)

/** How many tablets, whole or half ones: read as halves. */
export const halvesOfTablet = decimalOf(2, 'must be whole or half tablets').refine(
  (halves) => halves > 0,
  'must be more than 0',
)

/** The strengths in mg, and whether they may be halved. */
export const caseTablets = z
  .strictObject({
    strengths_mg: z.array(caseStrength).min(1),
    halves: z.boolean().default(false),
  })
  .transform(({ strengths_mg, halves }) => ({ strengths: [...new Set(strengths_mg)], halves }))
