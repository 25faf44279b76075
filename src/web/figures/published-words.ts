import { type Shown, type ShownPart, shownPercent } from '#assurance/disclosure.ts'
import type { FunnelPlace } from '#assurance/funnel.ts'
import type { ControlBand } from '#assurance/published-figures.ts'

/** A count as it is shown. */
export const shownInWords = (count: Shown): string =>
  count === '*' ? '*' : count.toLocaleString('en-GB')

export function shareInWords(part: ShownPart, whole: Shown): string {
  if (whole === 0) return 'nobody to count'
  if (part === 'all-but-*') return 'all but *'
  const percent = shownPercent(part, whole)
  return percent === undefined ? '*' : `${percent} %`
}

/** Some of a whole, both as they are shown. */
export const outOfInWords = (part: ShownPart, whole: Shown): string =>
  `${part === 'all-but-*' ? 'all but *' : shownInWords(part)} of ${shownInWords(whole)}`

/** Whole pounds and pence for each of so many people, where it is known how many. */
export function costInWords(pence: number | undefined, people: Shown): string {
  if (pence === undefined) return 'no claim'
  if (people === '*') return '*'
  if (people === 0) return 'nobody in range'
  return `£${(pence / people / 100).toFixed(2)}`
}

export const BAND_WORDS: Readonly<Record<ControlBand, string>> = {
  '80-100': '80 % or more',
  '65-79': '65 % to under 80 %',
  '50-64': '50 % to under 65 %',
  '0-49': 'under 50 %',
}

export const PLACE_WORDS: Readonly<Record<FunnelPlace, string>> = {
  'far-below': 'Below the 99.8 % limits',
  below: 'Below the 95 % limits',
  within: 'Within the limits',
  above: 'Above the 95 % limits',
  'far-above': 'Above the 99.8 % limits',
}

/** What a star means, wherever there is one. */
export const STAR_WORDS =
  '* is a count of 1 to 7, or one that would give such a count away. Every other count is rounded to the nearest 5, and a share is made of rounded counts. "All but *" means that 1 to 7 are left over.'

/** How a figure of all is made. */
export const TOTAL_WORDS =
  'Figures of all providers are sums of what is shown of each. A hidden count is taken as what its row leaves over, or as 4 where nothing tells: they are near, not exact.'
