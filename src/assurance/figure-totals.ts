import { type Shown, shareTakenFor, shownSum, takenFor } from './disclosure.ts'
import { CONTROL_BANDS, type ControlBand, type PublishedMonth } from './published-figures.ts'

// Figures of several providers together. They are made of what is shown of each and of nothing else: whoever takes them from each other finds
// what was shown, and no star.

export type FigureTotals = {
  readonly people: number
  readonly good: number
  readonly poor: number
  readonly notCounted: number
  readonly bands: Readonly<Record<ControlBand, number>>
  readonly indicators: ReadonlyMap<string, { readonly part: number; readonly whole: number }>
}

type Taken = Record<'people' | 'good' | 'poor' | 'notCounted' | ControlBand, number>

export function totalsOf(months: readonly PublishedMonth[]): FigureTotals {
  const taken = months.map(takenOf)
  const sum = (of: keyof Taken) => shownSum(taken.map((each) => each[of]))
  return {
    people: sum('people'),
    good: sum('good'),
    poor: sum('poor'),
    notCounted: sum('notCounted'),
    bands: Object.fromEntries(CONTROL_BANDS.map((band) => [band, sum(band)])) as Record<
      ControlBand,
      number
    >,
    indicators: indicatorsOf(months),
  }
}

function takenOf({ people, control, bands }: PublishedMonth): Taken {
  const whole = { whole: people, parts: [control.good, control.poor, control.notCounted] }
  const [good = 0, poor = 0, notCounted = 0] = takenFor(whole)
  const [b80 = 0, b65 = 0] = takenFor({ whole: good, parts: [bands['80-100'], bands['65-79']] })
  const [b50 = 0, b0 = 0] = takenFor({ whole: poor, parts: [bands['50-64'], bands['0-49']] })
  return {
    people: countTakenFor(people),
    good,
    poor,
    notCounted,
    '80-100': b80,
    '65-79': b65,
    '50-64': b50,
    '0-49': b0,
  }
}

function indicatorsOf(months: readonly PublishedMonth[]): FigureTotals['indicators'] {
  const ids = new Set(months.flatMap(({ indicators }) => Object.keys(indicators)))
  return new Map(
    [...ids].map((id) => {
      const shares = months.flatMap(({ indicators: { [id]: share } }) =>
        share === undefined ? [] : [shareTakenFor(share)],
      )
      const part = shownSum(shares.map((share) => share.part))
      const whole = shownSum(shares.map((share) => share.whole))
      return [id, { part, whole }]
    }),
  )
}

/** What a count by itself is taken for in a sum. */
export const countTakenFor = (count: Shown): number =>
  takenFor({ whole: count, parts: [count] })[0] ?? 0

/** The share that limits are drawn around: of the providers of which both numbers are shown. */
export function shareOfAll(months: readonly PublishedMonth[]): number | undefined {
  const known = months.flatMap((month) => pointOf(month) ?? [])
  const people = known.reduce((sum, point) => sum + point.people, 0)
  return people === 0 ? undefined : known.reduce((sum, point) => sum + point.good, 0) / people
}

/** People with good control of all whose control is known, where neither is hidden. */
export function pointOf({
  control: { good, poor },
}: PublishedMonth): { readonly good: number; readonly people: number } | undefined {
  if (good === '*' || poor === '*' || good + poor === 0) return undefined
  return { good, people: good + poor }
}
