import { z } from 'zod'
import { dayNumber, parseDay } from '#base/day.ts'
import { type Fraction, formatFraction, timesRounded } from '#clinical/fraction.ts'
import { LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { columnsOf, type NumberedReading, readingOf } from '#clinical/inr-columns.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS, type Ttr, timeInRangeOf } from '#clinical/ttr.ts'
import { tenths } from './case-numbers.ts'

const FURTHEST_DAY = 800_000

/** A number like 2.5, or text for a censored INR: ">8.0". */
const inrReading = z.unknown().transform((given, context) => {
  const parsed = typeof given === 'number' ? tenths.safeParse(given) : undefined
  if (parsed?.success) return parsed.data
  const message = parsed?.error.issues[0]?.message
  return message === undefined ? readText(given, context) : refuse(message, context)
})

function readText(given: unknown, context: z.RefinementCtx): number {
  const parsed = parseInr(given, LABORATORY_RANGE)
  return parsed.kind === 'inr' ? readingOf(parsed.inr) : refuse(parsed.message, context)
}

function refuse(message: string, context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

const isoDate = z.string().transform((text, context) => {
  const parsed = parseDay(text)
  return parsed.kind === 'day' ? dayNumber(parsed.day) : refuse(parsed.message, context)
})

const caseResult = z
  .object({
    day: z.int().min(-FURTHEST_DAY).max(FURTHEST_DAY).optional(),
    date: isoDate.optional(),
    inr: inrReading,
  })
  .refine(
    ({ day, date }) => (day === undefined) !== (date === undefined),
    'needs either "day" or "date"',
  )

const ttrCase = z
  .object({
    name: z.string(),
    low: tenths,
    high: tenths,
    max_gap_days: z.int().min(0).default(LONGEST_INTERPOLATED_GAP_DAYS),
    results: z.array(caseResult),
  })
  .refine(({ low, high }) => low <= high, '"low" must not be above "high"')
  .refine(
    ({ results }) => new Set(results.map(({ date }) => date === undefined)).size <= 1,
    'use "day" for every result of a case, or "date" for every one',
  )

/** Cases of time in range, as test/vectors/ttr.json writes them. */
export const ttrCases = z.object({ kind: z.literal('ttr').optional(), vectors: z.array(ttrCase) })

/** Time in range of one case, in the keys of its `expected`. */
export function answerTtr(given: z.infer<typeof ttrCase>) {
  const readings: NumberedReading[] = given.results.map(({ day, date, inr }) => ({
    day: day ?? date ?? 0,
    reading: inr,
  }))
  const range = { lowTenths: given.low, highTenths: given.high }
  const ttr = timeInRangeOf(columnsOf(readings), range, given.max_gap_days)
  return { name: given.name, answer: written(ttr) }
}

function written(ttr: Ttr) {
  return {
    numerator_days: sixPlaces(ttr.inRange),
    numerator_exact: formatFraction(ttr.inRange),
    denominator_days: ttr.denominatorDays,
    below_days: sixPlaces(ttr.below),
    above_days: sixPlaces(ttr.above),
    ttr_percent: ttr.percentHundredths === null ? null : ttr.percentHundredths / 100,
  }
}

function sixPlaces(days: Fraction): number {
  return Number(timesRounded(days, 1_000_000n)) / 1_000_000
}
