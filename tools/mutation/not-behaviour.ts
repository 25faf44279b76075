import type { Planted } from './plant.ts'

// What is not tried, and why. A rule is about words only: no number, no condition, no code of an answer is ever left out.

type Exclusion = { readonly because: string; readonly holds: (planted: Planted) => boolean }

const isText = ({ mutator }: Planted): boolean => mutator === 'StringLiteral'

const EXCLUSIONS: readonly Exclusion[] = []

/** Why a fault is not tried; undefined when it is. */
export const whyNotBehaviour = (planted: Planted): string | undefined =>
  isText(planted) ? EXCLUSIONS.find(({ holds }) => holds(planted))?.because : undefined
