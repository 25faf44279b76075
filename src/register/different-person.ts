/** Why somebody who looks like a person already in the register is another person all the same, coded (H02). */
export const DIFFERENT_BECAUSE = [
  'identifiers-checked',
  'twin-or-relative',
  'same-name-only',
  'other',
] as const
export type DifferentBecause = (typeof DIFFERENT_BECAUSE)[number]

export const DIFFERENT_BECAUSE_WORDS: Readonly<Record<DifferentBecause, string>> = {
  'identifiers-checked': 'I checked two more identifiers with the person, and they differ',
  'twin-or-relative': 'A twin or another relative',
  'same-name-only': 'Only the name or the date of birth is the same',
  other: 'Another reason',
}
