import { type Shown, type ShownShare, shownCount, shownRow, shownShare } from './disclosure.ts'

// The figures of one provider for one month as they are published to whoever commissions it. Every other figure (of a group, of a period,
// a share, a difference) is made of these and of nothing else, so that it tells nothing that these do not.

/** Where the time in range of a person lies, in per cent. The first two are 65 % or more, which is NICE's limit of good control. */
export const CONTROL_BANDS = ['80-100', '65-79', '50-64', '0-49'] as const
export type ControlBand = (typeof CONTROL_BANDS)[number]

/** The least of each band but the last, in per cent. */
export const BAND_FROM: Readonly<Record<Exclude<ControlBand, '0-49'>, number>> = {
  '80-100': 80,
  '65-79': 65,
  '50-64': 50,
}

/** What is counted of a month, exactly. */
export type MonthCounted = {
  readonly bands: Readonly<Record<ControlBand, number>>
  /** People on treatment of whom no time in range can be told. */
  readonly notCounted: number
  /** Days in range of all days that count, in hundredths of a per cent. */
  readonly timeInRange: number | null
  /** Each indicator by its id; none of what is not recorded. */
  readonly indicators: readonly {
    readonly id: string
    readonly count: number
    readonly of: number
    /** Whom the first number counts, or whose tests it counts. */
    readonly people: number
  }[]
}

/** What may be shown of it. */
export type PublishedMonth = {
  readonly people: Shown
  /** People with 65 % or more of their time in range, with less, and those of whom it cannot be told. */
  readonly control: { readonly good: Shown; readonly poor: Shown; readonly notCounted: Shown }
  readonly bands: Readonly<Record<ControlBand, Shown>>
  /** In whole per cent. */
  readonly timeInRange: Shown | null
  readonly indicators: Readonly<Record<string, ShownShare>>
}

export function published(counted: MonthCounted): PublishedMonth {
  const { bands, notCounted, timeInRange } = counted
  const good = bands['80-100'] + bands['65-79']
  const poor = bands['50-64'] + bands['0-49']
  const { whole, parts } = shownRow([good, poor, notCounted])
  const [goodShown = '*', poorShown = '*', restShown = '*'] = parts
  const [b80, b65] = splitOf(goodShown, [bands['80-100'], bands['65-79']])
  const [b50, b0] = splitOf(poorShown, [bands['50-64'], bands['0-49']])
  const isAllHidden = whole === '*'
  return {
    people: whole,
    control: { good: goodShown, poor: poorShown, notCounted: restShown },
    bands: { '80-100': b80, '65-79': b65, '50-64': b50, '0-49': b0 },
    timeInRange: timeShown(timeInRange, good + poor, isAllHidden),
    indicators: Object.fromEntries(
      counted.indicators.map(({ id, count, of, people }) => [
        id,
        isAllHidden ? { part: '*', whole: '*' } : shownShare(count, of, people),
      ]),
    ),
  }
}

/** The two bands of a part: where it is hidden, so are they. */
function splitOf(whole: Shown, parts: readonly [number, number]): readonly [Shown, Shown] {
  if (whole === '*') return ['*', '*']
  const [one = '*', other = '*'] = shownRow(parts).parts
  return [one, other]
}

/** Of too few people a mean says whose it is. */
function timeShown(hundredths: number | null, people: number, isAllHidden: boolean): Shown | null {
  if (isAllHidden) return '*'
  if (hundredths === null) return null
  return shownCount(people) === '*' ? '*' : Math.round(hundredths / 100)
}
