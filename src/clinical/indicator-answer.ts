import type { Fraction } from './fraction.ts'
import { hundredths } from './method-figures.ts'

/** So many of so many, and the people whom the first number counts. */
export type Share = {
  readonly count: number | Fraction
  readonly of: number
  readonly unit: 'people' | 'INRs' | 'days'
  readonly people: readonly number[]
}

/** What is in neither number of a share, and why. */
export type NotCounted = { readonly why: string; readonly count: number }

export type IndicatorAnswer =
  | (Share & {
      readonly kind: 'figure'
      /** Null when there is nothing to divide by. */
      readonly percentHundredths: number | null
      readonly notCounted: readonly NotCounted[]
    })
  /** The facts are not recorded, or not all of them: never 0 %. `atLeast` is what is known. */
  | { readonly kind: 'not-known'; readonly because: string; readonly atLeast: Share | null }

/** A share as an answer; what is left out is named where there is any. */
export function figure(share: Share, ...notCounted: readonly NotCounted[]): IndicatorAnswer {
  const { count, of } = share
  const exact = typeof count === 'number' ? { numerator: BigInt(count), denominator: 1n } : count
  return {
    kind: 'figure',
    ...share,
    percentHundredths: hundredths(exact, of),
    notCounted: notCounted.filter((left) => left.count > 0),
  }
}

/** A share of people: of some, those of whom something is so. A person with two courses is one person. */
export function peopleFigure<Of extends { readonly patient: number }>(
  all: readonly Of[],
  isSo: (one: Of) => boolean,
  ...notCounted: readonly NotCounted[]
): IndicatorAnswer {
  return figure(sharePeople(all, isSo), ...notCounted)
}

export function sharePeople<Of extends { readonly patient: number }>(
  all: readonly Of[],
  isSo: (one: Of) => boolean,
): Share {
  const people = numbersOf(all.filter(isSo))
  return { count: people.length, of: numbersOf(all).length, unit: 'people', people }
}

const numbersOf = (all: readonly { readonly patient: number }[]): readonly number[] => [
  ...new Set(all.map(({ patient }) => patient)),
]

export const notKnown = (because: string, atLeast: Share | null = null): IndicatorAnswer => ({
  kind: 'not-known',
  because,
  atLeast,
})
