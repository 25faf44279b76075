import { formatTenths } from '#clinical/inr.ts'
import {
  type Adjustment,
  isAsPublished,
  type Sensitivity,
  type Tolerance,
} from '#clinical/warfarin/adjustment.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'

const far = formatTenths(DEFAULT_RULE_SET.relaxedTenths ?? 0)

/**
 * What a plan may ask for on one side of the range; saying nothing is as the protocol prints it. How far relaxed
 * reaches is as shipped here; a site may set another.
 */
export const TOLERANCE_WORDS: Readonly<Record<Exclude<Tolerance, 'as-published'>, string>> = {
  strict: 'strict: changes once out of range',
  relaxed: `relaxed: stays up to ${far} outside`,
}

/**
 * How much of the protocol's change a plan may ask for; saying nothing is all of it. @see docs/evidence.md#adjustment
 */
export const SENSITIVITY_WORDS: Readonly<Record<Exclude<Sensitivity, 100>, string>> = {
  50: 'half of the change',
  75: 'three quarters of the change',
  125: 'five quarters of the change',
}

/** `Low side relaxed, high side strict, half of the change`; or that the plan asks for nothing else. */
export function adjustmentWords(adjustment: Adjustment | undefined): string {
  if (adjustment === undefined || isAsPublished(adjustment)) return 'As the protocol'
  const { low, high, sensitivityPercent } = adjustment
  const parts = [
    ...(low === 'as-published' ? [] : [`low side ${low}`]),
    ...(high === 'as-published' ? [] : [`high side ${high}`]),
    ...(sensitivityPercent === 100 ? [] : [SENSITIVITY_WORDS[sensitivityPercent]]),
  ].join(', ')
  return `${parts.slice(0, 1).toUpperCase()}${parts.slice(1)}`
}
