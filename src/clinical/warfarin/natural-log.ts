// The natural logarithm of a fraction in whole numbers, so that every machine answers the same to the last digit.

/** Logarithms are whole numbers of 10^-30. @technical Precision of whole-number arithmetic. */
export const LOG_SCALE = 10n ** 30n

/**
 * The answer differs from the true logarithm by less than this many units: by less than 10^-27. @technical Precision
 * of whole-number arithmetic.
 */
export const LOG_ERROR = 1000n

/** No fraction of two INRs or targets is further from 1. @technical Precision of whole-number arithmetic. */
const MOST = 14n

/**
 * ln(numerator / denominator) in units of 10^-30, for fractions from 1/14 to 14; the error is below `LOG_ERROR`.
 *
 * With z = (n - d) / (n + d) it is 2 (z + z^3/3 + z^5/5 + ...). Here |z| <= 13/15, so z^2 <= 0.7512. Every division
 * drops less than 1 unit. z is off by less than 1 unit and z^2 by less than 3, so that each power is off by
 * e' <= 0.7512 e + 3 + 1, which stays below 17 units. At most 250 terms are not nothing: their sum is off by less
 * than 250 for the divisions and 17 (1 + 1/3 + 1/5 + ...) < 70 for the powers, and the terms left out come to less
 * than 5. Twice that is below 700.
 */
export function lnOf(numerator: number, denominator: number): bigint {
  const [n, d] = [BigInt(numerator), BigInt(denominator)]
  // A number that is not above nothing fails one of these too.
  if (n > d * MOST || d > n * MOST) {
    throw new RangeError(`no logarithm of ${numerator} / ${denominator} is needed here`)
  }
  const z = ((n - d) * LOG_SCALE) / (n + d)
  const square = (z * z) / LOG_SCALE
  let sum = 0n
  let power = z
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd
    power = (power * square) / LOG_SCALE
  }
  return sum * 2n
}
