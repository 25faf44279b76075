import type { ShareFound } from '#simulation/shares.ts'
import type { Figure, Mean } from '#simulation/tallies.ts'
import { hasInterval } from '#simulation/trial-report.ts'

export const NOT_KNOWN = 'not known'

/** So many places: what is rare needs one more. */
const places = (figure: Figure): number =>
  figure === 'testsAbove4AYear' || figure === 'testsAbove5AYear' ? 2 : 1

/** `71.1 (69.6 to 72.6)`: a mean with its 95 % confidence interval. */
export const meanWords = (figure: Figure, mean: Mean | null): string =>
  withInterval(mean, (value) => plain(value, places(figure)))

/** `+7.5 (+6.4 to +8.6)` */
export const differenceWords = (figure: Figure, mean: Mean | null): string =>
  withInterval(mean, (value) => signed(value, places(figure)))

/** A share of all tests of an arm with its 95 % confidence interval, `1.26 (0.98 to 1.62)`. */
export function shareWords(share: ShareFound | null): string {
  if (share === null) return NOT_KNOWN
  const { percent, low, high } = share
  if (low === null || high === null) return `${percent.toFixed(2)} (one person: no interval)`
  return `${percent.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}

function withInterval(mean: Mean | null, words: (value: number) => string): string {
  if (mean === null) return NOT_KNOWN
  if (!hasInterval(mean)) return `${words(mean.mean)} (one person: no interval)`
  return `${words(mean.mean)} (${words(mean.mean - mean.halfWidth)} to ${words(mean.mean + mean.halfWidth)})`
}

const MINUS = '\u2212'

const plain = (value: number, to: number): string => {
  const text = Math.abs(value).toFixed(to)
  return value < 0 && Number.parseFloat(text) !== 0 ? MINUS + text : text
}

const signed = (value: number, to: number): string => {
  const text = plain(value, to)
  return text.startsWith(MINUS) || Number.parseFloat(text) === 0 ? text : `+${text}`
}

/** `10,000` */
export const wholeWords = (value: number): string =>
  value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',')
