import { clinicalDate, clinicalInstant } from '#base/day.ts'
import type { ControlFlags, Flag } from '#clinical/control.ts'
import type { DayAccount } from '#clinical/day-account.ts'
import { type Fraction, timesRounded } from '#clinical/fraction.ts'
import type { ControlMethod } from '#clinical/method-figures.ts'
import type { Exclusions } from '#clinical/period.ts'
import { TESTS_METHOD } from '#clinical/proportion-in-range.ts'
import { TTR_METHOD } from '#clinical/ttr.ts'
import { DAILY_METHOD } from '#clinical/ttr-daily.ts'
import type { LEFT_OUT, PLACES } from '#workflow/counted-lists.ts'
import type { ReportOf } from './addresses.ts'

export const NOBODY_TO_COUNT = 'nobody to count'
export const NOTHING_COUNTED = 'nothing counted'

/** 5796 is `57.96 %`; none is said in words, never as 0 %. */
export function percentInWords(hundredths: number | null): string {
  if (hundredths === null) return NOTHING_COUNTED
  return `${Math.trunc(hundredths / 100)}.${`${hundredths % 100}`.padStart(2, '0')} %`
}

/** A count with thousands apart; days to a tenth where they are not whole. */
export function countInWords(count: Fraction | number): string {
  if (typeof count === 'number') return count.toLocaleString('en-GB')
  if (count.denominator === 1n) return count.numerator.toLocaleString('en-GB')
  const tenths = timesRounded(count, 10n)
  return `${(tenths / 10n).toLocaleString('en-GB')}.${tenths % 10n}`
}

export const METHOD_WORDS: Readonly<Record<ControlMethod, string>> = {
  continuous: TTR_METHOD,
  daily: DAILY_METHOD,
  tests: TESTS_METHOD,
}

export const unitOf = (method: ControlMethod): string => (method === 'tests' ? 'tests' : 'days')

export const EXCLUSION_WORDS: Readonly<Record<Exclusions['id'], string>> = {
  nice: 'NICE: without the first 6 weeks, and without people who have less than 6 months after them',
  'two-weeks': 'INRstar-compatible: without the first 2 weeks, and with everybody',
}

/** Everything else that is left out, whatever the weeks. */
export const ALWAYS_LEFT_OUT =
  'Always left out: days between two INRs more than 56 days apart, days beside an INR the meter could not measure, days without treatment and the first weeks after them, days without a known target range. Limits of the range count as in range. A day belongs to the range in force on it.'

export const ACCOUNT_PARTS = [
  'counted',
  'firstWeeks',
  'breaks',
  'tooShort',
  'longGaps',
  'censored',
  'noInr',
  'noRange',
] as const satisfies readonly (keyof DayAccount)[]

export const ACCOUNT_WORDS: Readonly<Record<(typeof ACCOUNT_PARTS)[number], string>> = {
  counted: 'Counted',
  firstWeeks: 'First weeks of treatment',
  breaks: 'Treatment suspended, and the first weeks after',
  tooShort: 'People with less than 6 months of maintenance',
  longGaps: 'Between INRs more than 56 days apart',
  censored: 'Beside an INR the meter could not measure',
  noInr: 'Before the first or after the last INR',
  noRange: 'No target range known',
}

export const LEFT_OUT_WORDS: Readonly<Record<(typeof LEFT_OUT)[number], string>> = {
  notMeasurable: 'Start of treatment or target range not known',
  tooShort: 'Less than 6 months of maintenance',
  nothingCounted: 'No day and no test of the period counts',
}

export const PLACE_WORDS: Readonly<Record<(typeof PLACES)[number], string>> = {
  'in-range': 'In range',
  below: 'Below range',
  above: 'Above range',
  'not-known': 'Not known: the INR was not measured, or there is no range',
  'no-inr': 'No INR yet',
  old: 'Of all these, last INR more than 56 days old',
}

export const FLAG_WORDS: Readonly<Record<keyof ControlFlags, string>> = {
  twoAboveFive: 'Two INRs above 5',
  oneAboveEight: 'One INR above 8',
  twoBelowOneAndAHalf: 'Two INRs below 1.5',
  timeInRangeBelow65: 'Time in range below 65 %',
}

export const FLAG_ANSWER_WORDS: Readonly<Record<Flag, string>> = {
  yes: 'Yes',
  possible: 'Possibly',
  no: 'No',
  'not-known': 'Not known',
}

export const periodInWords = ({ period: { from, until } }: Pick<ReportOf, 'period'>): string =>
  `${clinicalDate(from)} to ${clinicalDate(until)}`

/** As at when the record was looked at. */
export function asAtInWords({ recordedBy }: ReportOf, now: number): string {
  return recordedBy === null
    ? `as at ${clinicalInstant(now)}`
    : `as recorded by the end of ${clinicalDate(recordedBy)}`
}
