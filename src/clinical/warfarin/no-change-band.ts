// Between which INRs a protocol leaves the dose alone, and by what that is made narrower or wider: the site's
// setting of the band and the tolerance of one plan (clinical reference 1.1, 1.2).
import { AS_PUBLISHED } from './adjustment.ts'
import type { AdviseInput } from './advice.ts'
import { hillingdonSettings, type RuleSet } from './rule-set.ts'

export type Band = 'below' | 'in-band' | 'above'

/** The limits of a band in thousandths of INR, which belong to it; whole for every target and percentage. */
export type Edges = { readonly low: number; readonly high: number }

/** Where an INR lies against a band. Compared in whole numbers: in floating point 0.8 x 3.0 is above 2.4. */
export function bandOf(inrTenths: number, { low, high }: Edges): Band {
  if (inrTenths * 100 < low) return 'below'
  return inrTenths * 100 > high ? 'above' : 'in-band'
}

/** A band of so many percent either side of the target. */
export const percentAround = (targetTenths: number, percent: number): Edges => ({
  low: targetTenths * (100 - percent),
  high: targetTenths * (100 + percent),
})

/** Coventry leaves the dose within 20 % of the target. @see docs/evidence.md#coventry */
const COVENTRY_PERCENT = 20

const rangeOf = ({ target }: Pick<AdviseInput, 'target'>): Edges => ({
  low: target.lowTenths * 100,
  high: target.highTenths * 100,
})

/**
 * The band as the protocol prints it. The step tables leave the dose in their own range. Hillingdon has its tolerance,
 * and no INR within the target range is acted on: so does the vendor that offers it (S13, B).
 */
function publishedEdges(visit: Pick<AdviseInput, 'target'>, rules: RuleSet): Edges {
  switch (rules.protocol) {
    case 'coventry':
      return percentAround(visit.target.valueTenths, COVENTRY_PERCENT)
    case 'hillingdon':
      return wider(
        percentAround(visit.target.valueTenths, hillingdonSettings(rules).tolerancePercent),
        rangeOf(visit),
      )
    case 're-ly':
    case 'one-step':
      return rangeOf(visit)
  }
}

const wider = (one: Edges, other: Edges): Edges => ({
  low: Math.min(one.low, other.low),
  high: Math.max(one.high, other.high),
})

type Asked = Pick<AdviseInput, 'target' | 'adjustment'>

/**
 * The band at whose edges the formula begins: as published, or on a side that the site or the plan holds strictly
 * no wider than the target range. There the formula begins at the limit of the range, so that the dose neither
 * jumps nor moves against the INR (H09).
 */
export function formulaEdges(visit: Asked, rules: RuleSet): Edges {
  const own = publishedEdges(visit, rules)
  const { low, high } = visit.adjustment ?? AS_PUBLISHED
  const everywhere = rules.band === 'never-wider-than-range'
  const range = rangeOf(visit)
  return {
    low: everywhere || low === 'strict' ? Math.max(own.low, range.low) : own.low,
    high: everywhere || high === 'strict' ? Math.min(own.high, range.high) : own.high,
  }
}

/** Whether the published band would have left this INR alone, though the one in force does not. */
export const isNarrowedAt = (inrTenths: number, visit: Asked, rules: RuleSet): boolean =>
  bandOf(inrTenths, publishedEdges(visit, rules)) === 'in-band' &&
  bandOf(inrTenths, formulaEdges(visit, rules)) !== 'in-band'

/** Whether a relaxed side of the plan leaves this INR alone: from the target to a little outside the range. */
export function isRelaxedAt(inrTenths: number, { target, adjustment }: Asked, rules: RuleSet) {
  if (adjustment === undefined) return false
  const side = inrTenths < target.valueTenths ? adjustment.low : adjustment.high
  const outside = Math.max(target.lowTenths - inrTenths, inrTenths - target.highTenths)
  return side === 'relaxed' && outside <= relaxedTenths(rules)
}

/** The INRs, in tenths and ends included, at which the dose stays, with all settings in force. */
export function noChangeTenths(
  visit: Asked,
  rules: RuleSet,
): { readonly low: number; readonly high: number } {
  const edges = formulaEdges(visit, rules)
  const [low, high] = [Math.ceil(edges.low / 100), Math.floor(edges.high / 100)]
  const { target, adjustment = AS_PUBLISHED } = visit
  const far = relaxedTenths(rules)
  return {
    low: adjustment.low === 'relaxed' ? Math.min(low, target.lowTenths - far) : low,
    high: adjustment.high === 'relaxed' ? Math.max(high, target.highTenths + far) : high,
  }
}

/** How far outside the range a relaxed side leaves the dose; rule sets before version 1.1 had no relaxed side. */
const relaxedTenths = ({ relaxedTenths: set }: RuleSet): number => set ?? 0
