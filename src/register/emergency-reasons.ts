/** Why somebody looks at a patient of another provider in an emergency. */
export const EMERGENCY_REASONS = {
  bleeding: 'Bleeding, or may be bleeding',
  'urgent-procedure': 'Needs a procedure or an operation now',
  'other-illness': 'Acutely ill, and the treatment depends on the anticoagulant',
  'no-supply': 'Has no tablets or does not know the dose, and the provider cannot be reached',
  other: 'Another emergency',
} as const

/** What a second person found. */
export const LOOK_OUTCOMES = {
  justified: 'Justified: there was an emergency, and the look was for it',
  'not-justified': 'Not justified',
} as const

/** Why one may look, in words: long enough to say something. @technical In characters. */
export const SHORTEST_WORDS = 15
/** @technical In characters. */
export const LONGEST_WORDS = 500

/** Whether the words of a reason say something: more than a few letters over and over (aaaaaaaa). */
export const saysSomething = (words: string): boolean =>
  new Set(words.toLowerCase().replaceAll(/[^\p{L}]/gu, '')).size >= LEAST_LETTERS &&
  words.trim().split(/\s+/).length >= LEAST_WORDS

/** @technical Different letters below which a text says nothing. */
const LEAST_LETTERS = 6
/** @technical Words below which a text says nothing. */
const LEAST_WORDS = 3
