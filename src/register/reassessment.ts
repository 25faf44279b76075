// The reassessment of poor control (S5): when it opens by itself, and when it does not open again.

import type { Day } from '#base/day.ts'
import type { ControlFlags } from '#clinical/control.ts'
import type { FlagName } from '#clinical/fresh-extremes.ts'
import { indicationOf } from '#clinical/indications.ts'
import { monthsBefore } from '#clinical/months.ts'

export const FLAG_NAMES: readonly FlagName[] = [
  'twoAboveFive',
  'oneAboveEight',
  'twoBelowOneAndAHalf',
  'timeInRangeBelow65',
]

/** What each flag says, for the people of the clinic. @see docs/evidence.md#poor-control */
export const FLAG_SAYS: Readonly<Record<FlagName, string>> = {
  twoAboveFive: 'two INRs above 5 in 6 months',
  oneAboveEight: 'an INR above 8 in 6 months',
  twoBelowOneAndAHalf: 'two INRs below 1.5 in 6 months',
  timeInRangeBelow65: 'time in range below 65 %',
}

/** The flags in words, as in a list or a title: `an INR above 8 in 6 months; time in range below 65 %`. */
export const flagsInWords = (flags: readonly FlagName[]): string =>
  FLAG_NAMES.filter((name) => flags.includes(name))
    .map((name) => FLAG_SAYS[name])
    .join('; ')

/** `open`: nobody has reassessed. `acting`: an outcome with a date to look again. `answered`: continued with a reason. */
export type ReassessmentState = 'open' | 'acting' | 'answered'

/** What is known of the reassessment of one course. */
export type KnownReassessment = {
  readonly state: ReassessmentState
  /** The flags that called for it. */
  readonly flags: readonly FlagName[]
  /** When an outcome was last recorded. */
  readonly answeredOn: Day | null
}

/**
 * Months for which an answer stands for the same flags. The flags look back 6 months, so after that whatever raises
 * them lies wholly after the answer. @see docs/evidence.md#reassess-again
 */
export const ANSWER_STANDS_MONTHS = 6

/** Of poor control only what is sure: `possible` is shown and opens nothing. */
export const raisedFlags = (flags: ControlFlags): readonly FlagName[] =>
  FLAG_NAMES.filter((name) => flags[name] === 'yes')

/**
 * Whether a reassessment opens today, and for which flags; null leaves everything as it is. It opens for the first flag,
 * for a flag that was not among those answered, for a new INR beyond an answered flag's limit, and for anything at all
 * once the answer is 6 months old. One that is open takes up further flags, and loses none.
 * @param added flags that INRs entered since the answer have added to
 */
export function reassessmentCalledFor(
  raised: readonly FlagName[],
  added: readonly FlagName[],
  known: KnownReassessment | undefined,
  today: Day,
): readonly FlagName[] | null {
  if (raised.length === 0) return null
  if (known === undefined) return raised
  const further = raised.filter((name) => !known.flags.includes(name))
  if (known.state === 'open') return further.length === 0 ? null : [...known.flags, ...further]

  const isNew = further.length > 0 || raised.some((name) => added.includes(name))
  return isNew || hasRunOut(known, today) ? raised : null
}

/** A plan with a date comes back by that date; any other answer after 6 months. */
const hasRunOut = ({ state, answeredOn }: KnownReassessment, today: Day): boolean =>
  state === 'answered' &&
  (answeredOn === null || answeredOn <= monthsBefore(today, ANSWER_STANDS_MONTHS))

/**
 * Whether S5 asks for the reassessment: it speaks of atrial fibrillation. Poor control of any other course is shown for
 * a look, because a published requirement is missing and the harm is not.
 */
export const isRequiredBy = (indication: string | null): boolean =>
  indication !== null && (indicationOf(indication)?.isAtrialFibrillation ?? false)
