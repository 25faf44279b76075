// Numbers for the second implementation: whole numbers only, each answer proved by multiplying back.

/** Rounds `numerator / denominator` (positive) to the nearest whole number, a half upward. */
export const nearest = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator)

/** The whole number nearest to `times` x the cube root of `top / bottom`, found by cubing. */
export function timesCubeRoot(times: number, top: number, bottom: number): number {
  const cube = 8n * BigInt(times) ** 3n * BigInt(top)
  const twiceIsAtMost = (odd: bigint) => odd ** 3n * BigInt(bottom) <= cube
  let whole = BigInt(Math.round(times * Math.cbrt(top / bottom)))
  while (!twiceIsAtMost(2n * whole - 1n)) whole -= 1n
  while (twiceIsAtMost(2n * whole + 1n)) whole += 1n
  return Number(whole)
}

const UNIT = 10n ** 40n

/** ln(top / bottom) x 10^40 by its series: 2 (z + z^3/3 + z^5/5 + ...), z = (top - bottom) / (top + bottom). */
function logarithm(top: number, bottom: number): bigint {
  const over = BigInt(top + bottom)
  const z = BigInt(top - bottom)
  let power = (UNIT * z) / over
  let sum = 0n
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd
    power = (power * z * z) / (over * over)
  }
  return 2n * sum
}

const known = new Map<number, bigint>()

/** The whole number nearest to `times` x (1 + hundredths / 100 x ln(top / bottom)). */
export function timesOnePlusLogarithm(
  times: number,
  hundredths: number,
  top: number,
  bottom: number,
): number {
  const key = top * 1000 + bottom
  const log = known.get(key) ?? logarithm(top, bottom)
  known.set(key, log)
  return Number(nearest(BigInt(times) * (100n * UNIT + BigInt(hundredths) * log), 100n * UNIT))
}
