import { z } from 'zod'

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** The whole number of `1/parts` that a decimal of JSON stands for, or undefined when it is not one. */
function wholeParts(value: number, parts: number): number | undefined {
  const whole = Math.round(value * parts)
  // Division gives the nearest double to the decimal, as JSON reading does: equal only for such a decimal.
  return Number.isSafeInteger(whole) && whole / parts === value ? whole : undefined
}

/** A number, or the same number as text: 4.5 or "4.5". */
const decimal = z.union([z.number(), z.string().regex(DECIMAL, 'must be a number, like 4.5')])

/** A decimal that must be a whole number of parts: read as that whole number. */
export function decimalOf(parts: number, message: string) {
  return decimal.transform((value, context) => {
    const whole = wholeParts(typeof value === 'string' ? Number(value) : value, parts)
    if (whole !== undefined) return whole
    context.addIssue({ code: 'custom', message: `${message}: ${value}` })
    return z.NEVER
  })
}

const LOWEST_TENTHS = 1
const HIGHEST_TENTHS = 999

/** A ratio with one decimal place, like 2.5, as tenths. */
export const tenths = decimalOf(10, 'must have at most one decimal place').refine(
  (whole) => whole >= LOWEST_TENTHS && whole <= HIGHEST_TENTHS,
  'must be between 0.1 and 99.9',
)

/** A whole number between two limits, as a number or as text. */
export const wholeBetween = (least: number, most: number) =>
  decimalOf(1, 'must be a whole number').refine(
    (whole) => whole >= least && whole <= most,
    `must be between ${least} and ${most}`,
  )
