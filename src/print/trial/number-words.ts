import type { ArmReport } from '#simulation/report.ts'
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

/** A share of all tests of an arm, `1.26 %`. */
export const shareWords = (arm: ArmReport, share: 'testsAbove4' | 'testsAbove5'): string =>
  hasTests(arm) ? `${arm[share].toFixed(2)} %` : NOT_KNOWN

/** Without a test nothing is known of tests. */
export const hasTests = ({ means }: ArmReport): boolean => (means.tests?.mean ?? 0) > 0

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
