// How often another dose was given than the one suggested, and where the next INR lay: counts beside each other, and
// no word on what caused what.

/**
 * The share of suggestions that clinicians changed in a published service, in whole per cent: 21.1 % by pharmacists,
 * 28.2 % by doctors. Source: Harper 2014, BMJ Open (clinical reference 9, S77; design consequence 10.8).
 * @see docs/evidence.md#override-baseline
 */
export const PUBLISHED_OVERRIDES = { leastPercent: 21, mostPercent: 28 } as const

/** Decisions on a suggested dose that are alike. */
export type AlikeDecisions = {
  readonly month: string
  readonly protocol: string
  readonly overridden: boolean
  readonly reasonCode: string | null
  readonly following: 'in-range' | 'out-of-range' | 'no-test-yet' | 'replaced'
  readonly count: number
}

/** Doses and the INR after them: only a test that came while the dose was in force is counted. */
export type Followed = {
  readonly doses: number
  readonly tested: number
  readonly inRange: number
}

export type OverrideFigures = {
  readonly suggestions: number
  readonly overridden: Followed
  readonly asSuggested: Followed
}

/** The figures of these decisions together. */
export function overrideFigures(alike: readonly AlikeDecisions[]): OverrideFigures {
  const overridden = followed(alike.filter((one) => one.overridden))
  const asSuggested = followed(alike.filter((one) => !one.overridden))
  return { suggestions: overridden.doses + asSuggested.doses, overridden, asSuggested }
}

function followed(alike: readonly AlikeDecisions[]): Followed {
  const countOf = (...wanted: readonly AlikeDecisions['following'][]) =>
    alike
      .filter(({ following }) => wanted.includes(following))
      .reduce((sum, { count }) => sum + count, 0)
  return {
    doses: countOf('in-range', 'out-of-range', 'no-test-yet', 'replaced'),
    tested: countOf('in-range', 'out-of-range'),
    inRange: countOf('in-range'),
  }
}

/** The figures for each value of a field, in the order of the values; those without a value are left out. */
export function figuresBy(
  field: 'month' | 'protocol' | 'reasonCode',
  alike: readonly AlikeDecisions[],
): readonly { readonly value: string; readonly figures: OverrideFigures }[] {
  const values = [...new Set(alike.flatMap((one) => one[field] ?? []))].sort()
  return values.map((value) => ({
    value,
    figures: overrideFigures(alike.filter((one) => one[field] === value)),
  }))
}

/** So many of so many in hundredths of a percent, to the nearest; null of none. */
export const shareHundredths = (count: number, of: number): number | null =>
  of === 0 ? null : Math.round((count * 10_000) / of)
