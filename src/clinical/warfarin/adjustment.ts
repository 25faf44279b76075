// How one plan differs from the protocol as published: tolerance on the low and the high side, and how strongly
// the dose answers. The incumbent offers both for each patient (S12, grade B) and prints no figures: those here
// are local settings, to be agreed with the clinical safety officer.

/**
 * On one side of the range. Strict: the dose changes as soon as the INR leaves the range, also where the
 * protocol's band is wider. Relaxed: it stays a little outside the range (the rule set says how far).
 */
export const TOLERANCES = ['as-published', 'strict', 'relaxed'] as const
export type Tolerance = (typeof TOLERANCES)[number]

/**
 * How much of the protocol's change is made, in percent. A local setting; the cap on one step holds for each.
 * @see docs/evidence.md#adjustment
 */
export const SENSITIVITIES = [50, 75, 100, 125] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export type Adjustment = {
  readonly low: Tolerance
  readonly high: Tolerance
  readonly sensitivityPercent: Sensitivity
}

/** What every plan means that says nothing of it. @see docs/evidence.md#adjustment */
export const AS_PUBLISHED: Adjustment = {
  low: 'as-published',
  high: 'as-published',
  sensitivityPercent: 100,
}

/** So much of a change, toward nothing: never more than asked, and never the other way. */
export const scaledChange = (changeNg: number, { sensitivityPercent }: Adjustment): number =>
  Math.trunc((changeNg * sensitivityPercent) / 100)

/** Whether a plan asks for nothing but the protocol as published. */
export const isAsPublished = ({ low, high, sensitivityPercent }: Adjustment): boolean =>
  low === 'as-published' && high === 'as-published' && sensitivityPercent === 100
