// The maintenance rules written a second time, from the text of the clinical reference (sections 1.1 to 1.5 and 3.2) and
// the values of the rule set, without the product's code. Slow and plain on purpose. How one plan differs from the protocol
// (section 1.1: tolerance on either side, sensitivity) is in figures a setting of the house: docs/evidence.md, adjustment.
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { hillingdonSettings } from '#clinical/warfarin/rule-set.ts'
import { timesCubeRoot, timesOnePlusLogarithm } from './exact-numbers.ts'

/** One visit of somebody who has nothing else to report. INRs in tenths; `before` newest first. */
export type Question = {
  readonly inr: number
  readonly meter: boolean
  readonly target: {
    readonly valueTenths: number
    readonly lowTenths: number
    readonly highTenths: number
  }
  readonly doseUg: number
  readonly before: readonly number[]
  readonly mitralValve: boolean
  /** Days since the INR before, and since the last dose that was left out or larger; none where there was none. */
  readonly interval?: number
  readonly sinceUneven?: number
  readonly plan: PlanSettings
}

type Tolerance = 'as-published' | 'strict' | 'relaxed'
/** How one plan differs: on the low side, on the high side, and the share of a change in percent. */
export type PlanSettings = {
  readonly low: Tolerance
  readonly high: Tolerance
  readonly sensitivityPercent: 50 | 75 | 100 | 125
}

/** A plan that says nothing of it. */
export const AS_IT_STANDS: PlanSettings = {
  low: 'as-published',
  high: 'as-published',
  sensitivityPercent: 100,
}

type Side = 'below' | 'in-band' | 'above'
type Calculated = { readonly rawNg: number; readonly side: Side; readonly omit: number }
/** Kept: by the rule on a first deviation, where the protocol would have moved it. */
export type OracleDose = Calculated & { readonly kept: boolean }

/** Rows of `[from, to, percent, omitted doses, whether one result is not enough]`; both INRs in tenths, included. */
type Row = readonly [number, number, number, number, boolean]

/** Section 1.4, the table for 2.0 to 3.0. Its rows from 5.0 withhold or stop: section 3.2 acts there. */
const RE_LY: readonly Row[] = [
  [0, 15, 15, 0, false],
  [16, 19, 10, 0, true],
  [20, 30, 0, 0, false],
  [31, 39, -10, 0, true],
  [40, 49, -10, 1, false],
]

/** Section 1.4, the first reading of the one-step rule. "> 3 twice running" is a second result, not a trend. */
const ONE_STEP: readonly Row[] = [
  [10, 19, 15, 0, false],
  [20, 30, 0, 0, false],
  [31, 40, -15, 0, true],
]

const rowOf = (rows: readonly Row[], inr: number): Row | undefined =>
  rows.find(([from, to]) => from <= inr && inr <= to)

/**
 * Every INR alarm of the visit, in the alphabet's order. None means that a dose is calculated. The published action for
 * a high INR (section 3.2) stands in place of a dose, so that nothing is added about INRs too high to calculate one.
 */
export function oracleAlarms(question: Question, rules: RuleSet): readonly string[] {
  const { inr, target, meter, mitralValve } = question
  const { veryHighInrTenths, validRangeTenths } = rules
  const isVeryHigh = inr > veryHighInrTenths || (meter && inr === veryHighInrTenths)
  const isHigh = inr >= rules.highInrTenths
  const isForThis = isForTarget(question, rules)
  const rows: readonly (readonly [string, boolean])[] = [
    ['after-uneven-dose', isAfterUneven(question, rules)],
    ['inr-5-to-8', isHigh && !isVeryHigh],
    ['inr-above-8', isVeryHigh],
    ['inr-far-below-target', target.valueTenths - inr >= rules.farBelowTargetTenths],
    ['low-inr-at-risk', mitralValve && target.lowTenths - inr >= rules.lowInrAtRiskTenths],
    ['outside-protocol-range', isForThis && isOutsideProtocol(question, rules)],
    ['outside-valid-range', inr < validRangeTenths.low || (inr > validRangeTenths.high && !isHigh)],
    ['protocol-not-for-target', !isForThis],
  ]
  const codes = rows.filter(([, applies]) => applies).map(([code]) => code)
  return codes.length === 0 && isTooSoon(question, rules) ? ['too-soon-for-protocol'] : codes
}

/** Section 1.1: "Coventry only once the review interval is >= 7 days". Said where nothing else calls a person. */
const isTooSoon = ({ interval }: Question, { protocol, coventryLeastDays }: RuleSet): boolean =>
  protocol === 'coventry' && interval !== undefined && interval < (coventryLeastDays ?? 0)

/** A rule of the house: so soon after a dose left out or a larger one the INR does not show the daily dose. */
const isAfterUneven = ({ sinceUneven }: Question, { unevenDoseDays }: RuleSet): boolean =>
  sinceUneven !== undefined && sinceUneven > 0 && sinceUneven < (unevenDoseDays ?? 0)

function isForTarget({ target }: Question, { protocol }: RuleSet): boolean {
  if (protocol === 'coventry' || protocol === 'hillingdon') return true
  return target.lowTenths === 20 && target.highTenths === 30
}

function isOutsideProtocol({ inr, target }: Question, rules: RuleSet): boolean {
  if (rules.protocol === 'coventry') return false
  if (rules.protocol === 're-ly') return false
  if (rules.protocol === 'one-step') return rowOf(ONE_STEP, inr) === undefined
  const { belowTargetTenths, aboveTargetTenths } = hillingdonSettings(rules)
  return (
    inr < target.valueTenths - belowTargetTenths || inr > target.valueTenths + aboveTargetTenths
  )
}

/** The dose by the protocol of the rule set, before the cap. Only of a question without alarms. */
export function oracleDose(question: Question, rules: RuleSet): OracleDose {
  const dose = byProtocol(question, rules)
  const currentNg = question.doseUg * 1000
  if (dose.rawNg === currentNg) return { ...dose, kept: false }
  if (isLeftAlone(question, rules) || isFirstDeviation(question, rules)) {
    return { ...dose, rawNg: currentNg, omit: 0, kept: true }
  }
  if (rules.protocol === 'hillingdon') return { ...dose, kept: false }
  const hundredths = (dose.rawNg - currentNg) * question.plan.sensitivityPercent
  return { ...dose, rawNg: currentNg + (hundredths - (hundredths % 100)) / 100, kept: false }
}

const toleranceAt = ({ inr, target, plan }: Question): Tolerance =>
  inr < target.valueTenths ? plan.low : plan.high

/** "Relaxed: 0.2 outside" the range, and with that the range itself. */
function isLeftAlone(question: Question, { relaxedTenths = 0 }: RuleSet): boolean {
  const { inr, target } = question
  const isNear = inr >= target.lowTenths - relaxedTenths && inr <= target.highTenths + relaxedTenths
  return toleranceAt(question) === 'relaxed' && isNear
}

/** "Strict: the band ends with the range", on this side of the plan or everywhere at the site. */
const endsWithRange = (question: Question, { band }: RuleSet): boolean =>
  band === 'never-wider-than-range' || toleranceAt(question) === 'strict'

/**
 * Section 1.5: one INR no more than 0.5 outside the range of somebody who was in range before. In range is not outside:
 * a band narrower than the range (1.6 to 2.4 for 1.5 to 2.5) moves no dose there either.
 */
function isFirstDeviation({ inr, target, before }: Question, rules: RuleSet): boolean {
  const { lowTenths, highTenths } = target
  if (!rules.firstDeviationRule) return false
  const outside = inr < lowTenths ? lowTenths - inr : inr - highTenths
  const recent = before.slice(0, rules.firstDeviationInRangeBefore)
  return (
    outside <= rules.firstDeviationTenths &&
    recent.length === rules.firstDeviationInRangeBefore &&
    recent.every((tenths) => lowTenths <= tenths && tenths <= highTenths)
  )
}

function byProtocol(question: Question, rules: RuleSet): Calculated {
  if (rules.protocol === 'coventry') return coventry(question, rules)
  if (rules.protocol === 'hillingdon') return hillingdon(question, rules)
  return rules.protocol === 're-ly' ? reLy(question) : oneStep(question)
}

/** Section 1.2, with edges in hundredths: 8 x and 12 x the target in tenths. */
function coventry(question: Question, rules: RuleSet): Calculated {
  const { inr, target, doseUg } = question
  let [low, high] = [8 * target.valueTenths, 12 * target.valueTenths]
  if (endsWithRange(question, rules)) {
    low = Math.max(low, 10 * target.lowTenths)
    high = Math.min(high, 10 * target.highTenths)
  }
  const ng = doseUg * 1000
  if (10 * inr > high) return { rawNg: timesCubeRoot(ng, high, 10 * inr), side: 'above', omit: 0 }
  if (10 * inr < low) return { rawNg: timesCubeRoot(ng, low, 10 * inr), side: 'below', omit: 0 }
  return { rawNg: ng, side: 'in-band', omit: 0 }
}

/** Section 1.3. In range there is no change, nor within the tolerance where the band may be wider than the range. */
function hillingdon(question: Question, rules: RuleSet): Calculated {
  const { inr, target, doseUg, plan } = question
  const { coefficientHundredths, tolerancePercent } = hillingdonSettings(rules)
  const { valueTenths, lowTenths, highTenths } = target
  const ng = doseUg * 1000
  const isInRange = lowTenths <= inr && inr <= highTenths
  const isTolerated = Math.abs(inr - valueTenths) * 100 <= tolerancePercent * valueTenths
  if (isInRange || (isTolerated && !endsWithRange(question, rules)))
    return { rawNg: ng, side: 'in-band', omit: 0 }
  return {
    rawNg: timesOnePlusLogarithm(ng, shareOf(coefficientHundredths, plan), valueTenths, inr),
    side: inr < valueTenths ? 'below' : 'above',
    omit: 0,
  }
}

/** Sensitivity is "for Hillingdon of the coefficient": whole hundredths, from 0.50 to the highest reported 0.77. */
const shareOf = (hundredths: number, { sensitivityPercent }: PlanSettings): number =>
  Math.max(50, Math.min(77, Math.floor((hundredths * sensitivityPercent) / 100)))

function reLy({ inr, doseUg, before }: Question): Calculated {
  const row = rowOf(RE_LY, inr)
  if (row === undefined) throw new RangeError(`no row of RE-LY for ${inr}`)
  const [last, lastButOne] = before
  const isSecond = last !== undefined && sideOf(last) === sideOf(inr)
  const isMovingAway =
    last !== undefined &&
    lastButOne !== undefined &&
    (inr < 20 ? lastButOne > last && last > inr : lastButOne < last && last < inr)
  return step(row, inr, doseUg, isSecond || isMovingAway)
}

function oneStep({ inr, doseUg, before }: Question): Calculated {
  const row = rowOf(ONE_STEP, inr)
  if (row === undefined) throw new RangeError(`no row of the one-step rule for ${inr}`)
  return step(row, inr, doseUg, (before[0] ?? 0) > 30)
}

function step(row: Row, inr: number, doseUg: number, isConfirmed: boolean): Calculated {
  const [, , percent, omit, needsMore] = row
  const acted = needsMore && !isConfirmed ? 0 : percent
  return { rawNg: doseUg * 10 * (100 + acted), side: sideOf(inr), omit }
}

const sideOf = (inr: number): Side => (inr < 20 ? 'below' : inr > 30 ? 'above' : 'in-band')

/** To the nearest microgram, but no further than so many percent from the dose in force. */
export function oracleCapped(rawNg: number, doseUg: number, percent: number): number {
  let ug = Math.round(rawNg / 1000)
  while (ug * 100 > doseUg * (100 + percent)) ug -= 1
  while (ug * 100 < doseUg * (100 - percent)) ug += 1
  return ug
}
