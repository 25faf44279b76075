// How long after its sample a result is dosed on (H05). The database holds the same rule for itself (migration 0053); the
// windows are those of the rule set, which a site may make shorter and never longer.
import { type Day, daysBetween } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
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
 * Whether a sample may be older than its window in hours. One whose time nobody recorded may have been taken at any time of its
 * day, so its hours count from the midnight with which that day begins: no more is ever dosed on than with its time.
 * @see docs/evidence.md#unknown-sample-time
 */
export function hasTimedOut(
  sample: Pick<AdviseInput, 'method' | 'sampledOn'> & { readonly sampledAt: number | null },
  now: number,
  rules: Window,
): boolean {
  const days = daysDosedOn(sample, rules)
  return (
    days > 0 && now - (sample.sampledAt ?? londonMidnight(sample.sampledOn)) > days * 24 * HOUR_MS
  )
}

/** Whether a result is still dosed on: by its hours, and never past its days. */
export const isFresh = (
  sample: Pick<AdviseInput, 'sampledOn' | 'today' | 'method' | 'sampleTimedOut'>,
  rules: Window,
): boolean =>
  sample.sampleTimedOut !== true &&
  daysBetween(sample.sampledOn, sample.today) <= daysDosedOn(sample, rules)

/** Whether a result that was fresh when it was entered may still be decided on by an authorised person. */
export const mayStillWait = (sampledOn: Day, today: Day): boolean =>
  daysBetween(sampledOn, today) <= LONGEST_WAIT_DAYS
