/** The target INR of a plan and the range around it, in integer tenths (25 = 2.5). There is no default. */
export type Target = {
  readonly valueTenths: number
  readonly lowTenths: number
  readonly highTenths: number
}

export type ParsedTarget =
  | { readonly kind: 'target'; readonly target: Target }
  | {
      readonly kind: 'refused'
      readonly code: TargetRefusal
      readonly field: TargetField
      readonly message: string
    }

export type TargetField = 'target' | 'rangeLow' | 'rangeHigh'

type TargetRefusal =
  | 'required'
  | 'not-one-decimal-place'
  | 'outside-limits'
  | 'range-upside-down'
  | 'target-outside-range'

/**
 * The lowest and highest limit of a range that this service can hold (1.5 for an On-X aortic valve, 4.5 for
 * target 4.0). A local setting drawn from the valve grid.
 * @see docs/evidence.md#target-limits
 */
export const LOWEST_LIMIT_TENTHS = 15
/** @see docs/evidence.md#target-limits */
export const HIGHEST_LIMIT_TENTHS = 45

const WRITTEN_TENTHS = /^(\d)(?:\.(\d))?$/

const FIELD_WORDS: Record<TargetField, string> = {
  target: 'target INR',
  rangeLow: 'lower limit of the range',
  rangeHigh: 'upper limit of the range',
}

type Typed = Record<TargetField, unknown>

/** Reads a target and its two limits as typed; refuses rather than guesses any of the three. */
export function parseTarget(typed: Typed): ParsedTarget {
  const value = readTenths(typed.target, 'target')
  if (value.kind === 'refused') return value
  const low = readTenths(typed.rangeLow, 'rangeLow')
  if (low.kind === 'refused') return low
  const high = readTenths(typed.rangeHigh, 'rangeHigh')
  if (high.kind === 'refused') return high

  return inOrder({ valueTenths: value.tenths, lowTenths: low.tenths, highTenths: high.tenths })
}

type ReadTenths =
  | { readonly kind: 'tenths'; readonly tenths: number }
  | Extract<ParsedTarget, { kind: 'refused' }>

function readTenths(typed: unknown, field: TargetField): ReadTenths {
  const words = FIELD_WORDS[field]
  if (typeof typed !== 'string' || typed.trim() === '') {
    return refused('required', field, `Enter the ${words}, like 2.5.`)
  }
  const written = WRITTEN_TENTHS.exec(typed.trim())
  if (written === null) {
    return refused(
      'not-one-decimal-place',
      field,
      `The ${words} must be a number with one decimal place, like 2.5.`,
    )
  }
  const tenths = Number(written[1]) * 10 + Number(written[2] ?? '0')
  if (tenths < LOWEST_LIMIT_TENTHS || tenths > HIGHEST_LIMIT_TENTHS) {
    return refused('outside-limits', field, `The ${words} must be between 1.5 and 4.5.`)
  }
  return { kind: 'tenths', tenths }
}

function inOrder(target: Target): ParsedTarget {
  if (target.lowTenths >= target.highTenths) {
    return refused(
      'range-upside-down',
      'rangeLow',
      'The lower limit of the range must be below the upper limit.',
    )
  }
  if (target.valueTenths < target.lowTenths || target.valueTenths > target.highTenths) {
    return refused(
      'target-outside-range',
      'target',
      'The target INR must lie within its own range. Check all three numbers.',
    )
  }
  return { kind: 'target', target }
}

function refused(code: TargetRefusal, field: TargetField, message: string) {
  return { kind: 'refused', code, field, message } as const
}
