// An INR while warfarin is stopped for a procedure: a low one is what was wanted, a high one is an alarm as ever.
import type { Inr } from '#clinical/inr.ts'
import type { AdviseInput, Alarm, AlarmCode } from '#clinical/warfarin/advice.ts'
import { alarmsOfInr } from '#clinical/warfarin/alarms.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'

/** Below this INR, in tenths, the procedure goes ahead as planned. @see docs/evidence.md#procedure-inr-limit */
export const PROCEDURE_INR_TENTHS = 15

/** Alarms that say only that the INR is low: the plan meant it to be. */
const OF_A_LOW_INR: readonly Alarm['code'][] = [
  'low-inr-at-risk',
  'inr-far-below-target',
  'inr-below-meter-range',
] satisfies readonly AlarmCode[]

export type StoppedReading = {
  readonly alarms: readonly Alarm[]
  /** Whether the department is told before the procedure. */
  readonly verdict: 'low-enough' | 'tell-department'
}

/** What an INR says while nothing is taken; censored above, it is never low enough. */
export function readWhileStopped(
  facts: Pick<AdviseInput, 'inr' | 'method' | 'target' | 'risk'>,
  rules: RuleSet,
): StoppedReading {
  const isLow = isBelow(facts.inr, facts.target.lowTenths)
  const alarms = alarmsOfInr(facts, rules).filter(
    ({ code }) => !(OF_A_LOW_INR.includes(code) || (isLow && code === 'outside-valid-range')),
  )
  const verdict = isBelow(facts.inr, PROCEDURE_INR_TENTHS) ? 'low-enough' : 'tell-department'
  return { alarms, verdict }
}

/** Surely below a limit: `<1.5` is below 1.5, `>1.0` is not known to be. */
const isBelow = ({ comparator, tenths }: Inr, limit: number): boolean =>
  comparator === '<' ? tenths <= limit : comparator === '=' && tenths < limit
