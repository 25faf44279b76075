import type { Day } from '#base/day.ts'
import type { Control, ControlFlags } from '#clinical/control.ts'
import { HIGH_TENTHS, VERY_HIGH_TENTHS, VERY_LOW_TENTHS } from '#clinical/control-counts.ts'
import type { Inr } from '#clinical/inr.ts'
import { monthsBefore } from '#clinical/months.ts'
import type { Ttr } from '#clinical/ttr.ts'
import type { Measured } from './measured.ts'

/** What was known on the day of a review, copied into it: later results do not change what was looked at. */
export type ReviewFigures = {
  /** INRs of the last 12 months, and how many surely lay above 5, above 8 and below 1.5. */
  readonly inrs: {
    readonly tests: number
    readonly above5: number
    readonly above8: number
    readonly below15: number
  }
  /** Per cent in hundredths; null when there are not enough results. */
  readonly timeInRange: { readonly sixMonths: number | null; readonly twelveMonths: number | null }
  readonly flags: ControlFlags | null
  /** The newest of each kind, those entered at this review among them. */
  readonly measured: readonly Omit<Measured, 'source'>[]
}

type ReviewedInr = { readonly on: Day; readonly inr: Inr }

/** The figures of the year before a review. */
export function reviewFigures(
  control: Control | 'not-known',
  results: readonly ReviewedInr[],
  measured: ReviewFigures['measured'],
  today: Day,
): ReviewFigures {
  const year = results.filter(({ on }) => on > monthsBefore(today, 12) && on <= today)
  const count = (is: (inr: Inr) => boolean) => year.filter(({ inr }) => is(inr)).length
  const isKnown = control !== 'not-known'
  return {
    inrs: {
      tests: year.length,
      above5: count((inr) => surelyAbove(inr, HIGH_TENTHS)),
      above8: count((inr) => surelyAbove(inr, VERY_HIGH_TENTHS)),
      below15: count((inr) => surelyBelow(inr, VERY_LOW_TENTHS)),
    },
    timeInRange: {
      sixMonths: isKnown ? percentOf(control.sixMonths) : null,
      twelveMonths: isKnown ? percentOf(control.twelveMonths) : null,
    },
    flags: isKnown ? control.flags : null,
    measured,
  }
}

/** `>8.0` is above 8; `>4.5` may be below 5 (H04). */
const surelyAbove = ({ comparator, tenths }: Inr, limit: number): boolean =>
  comparator === '=' ? tenths > limit : comparator === '>' && tenths >= limit

const surelyBelow = ({ comparator, tenths }: Inr, limit: number): boolean =>
  comparator === '=' ? tenths < limit : comparator === '<' && tenths <= limit

const percentOf = (ttr: Ttr | 'insufficient'): number | null =>
  ttr === 'insufficient' ? null : ttr.percentHundredths
