import { mistakesBetween } from '#base/mistakes.ts'
import { soundOf } from './likeness.ts'

/**
 * A short name has little to be alike in: one mistake; a long one may have two. Source: a choice of this service,
 * measured by its test. Status: local setting.
 */
const LONG_WORD = 8
/** Source: a choice of this service, measured by its test. Status: local setting. */
const SHORTEST_WITH_MISTAKE = 3

/**
 * How far a name is from the words sought: the mistakes in all of them, or `'other'` when one of them is nowhere in
 * it. Words are folded; a word that only sounds alike counts as two mistakes.
 */
export function distanceOf(sought: readonly string[], name: readonly string[]): number | 'other' {
  let distance = 0
  for (const word of sought) {
    const nearest = Math.min(...name.map((part) => wordDistance(word, part)))
    if (!Number.isFinite(nearest)) return 'other'
    distance += nearest
  }
  return distance
}

function wordDistance(word: string, part: string): number {
  if (part.startsWith(word)) return 0
  if (word.length < SHORTEST_WITH_MISTAKE) return Number.POSITIVE_INFINITY
  const most = word.length >= LONG_WORD ? 2 : 1
  const mistakes = mistakesBetween(word, part, most)
  if (mistakes <= most) return mistakes
  return soundOf(word) === soundOf(part) ? 2 : Number.POSITIVE_INFINITY
}
