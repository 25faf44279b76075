// How long after its sample a result is dosed on (H05). The database holds the same rule for itself (migration 0025); the
// windows are those of the rule set, which a site may make shorter and never longer.
import { type Day, daysBetween } from '#base/day.ts'
import type { AdviseInput } from './advice.ts'
import type { RuleSet } from './rule-set.ts'

type Window = Pick<RuleSet, 'dosableWindowDays'>

/** @technical milliseconds of an hour */
const HOUR_MS = 3_600_000

/**
 * A result that was fresh when it was entered and has waited for a decision since is dosed on by an authorised person for
 * so many days after its sample. @see docs/evidence.md#waited-sample
 */
export const LONGEST_WAIT_DAYS = 7

/** For how many days after its sample a result is dosed on. */
export const daysDosedOn = (
  { method }: Pick<AdviseInput, 'method'>,
  { dosableWindowDays }: Window,
): number => (method === 'laboratory' ? dosableWindowDays.laboratory : dosableWindowDays.meter)

/**
 * Whether a sample whose time is known is older than its window in hours. Of one with a day alone the days say it: a
 * laboratory report often names no more than the day, and an hour that nobody knows is not made up.
 */
export function hasTimedOut(
  sample: Pick<AdviseInput, 'method'> & { readonly sampledAt: number | null },
  now: number,
  rules: Window,
): boolean {
  const days = daysDosedOn(sample, rules)
  return sample.sampledAt !== null && days > 0 && now - sample.sampledAt > days * 24 * HOUR_MS
}

/** Whether a result is still dosed on: by its hours where they are known, and never past its days. */
export const isFresh = (
  sample: Pick<AdviseInput, 'sampledOn' | 'today' | 'method' | 'sampleTimedOut'>,
  rules: Window,
): boolean =>
  sample.sampleTimedOut !== true &&
  daysBetween(sample.sampledOn, sample.today) <= daysDosedOn(sample, rules)

/** Whether a result that was fresh when it was entered may still be decided on by an authorised person. */
export const mayStillWait = (sampledOn: Day, today: Day): boolean =>
  daysBetween(sampledOn, today) <= LONGEST_WAIT_DAYS
