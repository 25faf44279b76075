import type { Arrival } from './arrival.ts'

/** The first that a browser names of itself counts: Edge says that it is Chrome too, and Chrome that it is Safari. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows NT/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone or iPad'],
  [/CrOS/, 'ChromeOS'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
]

const wordFor = (words: typeof BROWSERS, text: string): string | undefined =>
  words.find(([pattern]) => pattern.test(text))?.[1]

/**
 * The kind of browser in two words, for the person to recognise a sign-in by (H34): no version and nothing that tells one
 * computer from another of its kind. Nothing where the browser does not say.
 */
export function browserWord(userAgent: string | null): string | null {
  const browser = wordFor(BROWSERS, userAgent ?? '')
  const system = wordFor(SYSTEMS, userAgent ?? '')
  if (browser === undefined) return system === undefined ? null : `a browser on ${system}`
  return system === undefined ? browser : `${browser} on ${system}`
}

/** The kind of browser that a request comes from. */
export const browserOf = ({ headers }: Pick<Arrival, 'headers'>): string | null =>
  browserWord(headers.get('user-agent'))
