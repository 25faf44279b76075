// What each maintenance protocol answers for a visit that nothing stops, before the cap and the tablets.
import type { Ug } from '#clinical/dose.ts'
import { isMeasured, type MeasuredInr } from '#clinical/inr.ts'
import { AS_PUBLISHED, scaledChange } from './adjustment.ts'
import type { AdviseInput, Fired } from './advice.ts'
import { coventryNg } from './coventry.ts'
import { coefficientFor, hillingdonNg } from './hillingdon.ts'
import { type Band, bandOf, formulaEdges, isNarrowedAt, isRelaxedAt } from './no-change-band.ts'
import { type OneStep, oneStep, oneStepNg } from './one-step.ts'
import { reLyRawNg, reLyRow, repeatsOrTrends } from './re-ly.ts'
import type { MaintenanceProtocol, RuleSet } from './rule-set.ts'
import { RULES } from './rules.ts'

/** A visit that nothing stops: the INR was measured and the dose in force is known. */
export type Dosable = AdviseInput & { readonly inr: MeasuredInr; readonly currentDailyUg: Ug }

/** What the protocol itself answers. */
export type Calculated = {
  readonly band: Band
  readonly rawNg: number
  readonly omitDays: number
  readonly fired: readonly Fired[]
  readonly keptByFirstDeviation: boolean
}

/** The protocol's dose with the settings of the site and the plan, and the rules that made it. */
export function calculate(visit: Dosable, rules: RuleSet): Calculated {
  const calculated = withSensitivity(BY_PROTOCOL[rules.protocol](visit, rules), visit, rules)
  if (calculated.rawNg === visit.currentDailyUg * 1000) return calculated
  if (isRelaxedAt(visit.inr.tenths, visit, rules)) return keptAt(calculated, visit, RULES.relaxed)
  return rules.firstDeviationRule && isFirstDeviation(visit, rules)
    ? keptAt(calculated, visit, RULES.firstDeviation)
    : calculated
}

type ByProtocol = (visit: Dosable, rules: RuleSet) => Calculated

const byCoventry: ByProtocol = (visit, rules) => {
  const { inr, currentDailyUg } = visit
  const edges = formulaEdges(visit, rules)
  const rawNg = coventryNg(currentDailyUg, inr.tenths, edges)
  return byFormula(COVENTRY_FIRED, bandOf(inr.tenths, edges), rawNg, visit, rules)
}

const COVENTRY_FIRED: Record<Band, Fired> = {
  below: RULES.coventryBelow,
  'in-band': RULES.coventryInBand,
  above: RULES.coventryAbove,
}

/** Here the sensitivity of the plan moves the coefficient, within what is published. */
const byHillingdon: ByProtocol = (visit, rules) => {
  const { inr, target, currentDailyUg, adjustment = AS_PUBLISHED } = visit
  const band = bandOf(inr.tenths, formulaEdges(visit, rules))
  const coefficient = coefficientFor(rules, adjustment.sensitivityPercent)
  const rawNg =
    band === 'in-band'
      ? currentDailyUg * 1000
      : hillingdonNg(currentDailyUg, inr.tenths, target.valueTenths, coefficient)
  return byFormula(HILLINGDON_FIRED, band, rawNg, visit, rules)
}

const HILLINGDON_FIRED: Record<Band, Fired> = {
  below: RULES.hillingdonBelow,
  'in-band': RULES.hillingdonInBand,
  above: RULES.hillingdonAbove,
}

function byFormula(
  words: Record<Band, Fired>,
  band: Band,
  rawNg: number,
  visit: Dosable,
  rules: RuleSet,
): Calculated {
  const isNarrowed = isNarrowedAt(visit.inr.tenths, visit, rules)
  const fired = isNarrowed ? [RULES.bandNarrowed, words[band]] : [words[band]]
  return { band, rawNg, omitDays: 0, fired, keptByFirstDeviation: false }
}

const byOneStep: ByProtocol = ({ inr, target, currentDailyUg, previous }) => {
  const { percent, because } = oneStep(inr.tenths, previous)
  return {
    band: bandOfRange(inr, target),
    rawNg: oneStepNg(currentDailyUg, percent),
    omitDays: 0,
    fired: [ONE_STEP_FIRED[because]],
    keptByFirstDeviation: false,
  }
}

const ONE_STEP_FIRED: Record<OneStep['because'], Fired> = {
  'in-range': RULES.oneStepInRange,
  low: RULES.oneStepLow,
  'first-high': RULES.oneStepFirstHigh,
  'high-twice': RULES.oneStepHighTwice,
}

const byReLy: ByProtocol = ({ inr, target, currentDailyUg, previous }) => {
  const row = reLyRow(inr.tenths)
  const band = bandOfRange(inr, target)
  const waits = row.acts === 'if-repeated-or-trending' && !repeatsOrTrends(inr.tenths, previous)
  const rawNg = reLyRawNg(currentDailyUg, waits ? 0 : row.percent)
  const fired = waits ? RE_LY_FIRED.waits : reLyFired(row)
  return { band, rawNg, omitDays: row.omitDays, fired, keptByFirstDeviation: false }
}

const BY_PROTOCOL: Record<MaintenanceProtocol, ByProtocol> = {
  coventry: byCoventry,
  hillingdon: byHillingdon,
  're-ly': byReLy,
  'one-step': byOneStep,
}

/** The share of the protocol's change that the plan asks for. Hillingdon has it in its coefficient. */
function withSensitivity(
  calculated: Calculated,
  { currentDailyUg, adjustment = AS_PUBLISHED }: Dosable,
  { protocol }: RuleSet,
): Calculated {
  const currentNg = currentDailyUg * 1000
  if (adjustment.sensitivityPercent === 100 || calculated.rawNg === currentNg) return calculated
  const fired = [...calculated.fired, RULES.sensitivity]
  if (protocol === 'hillingdon') return { ...calculated, fired }
  const rawNg = currentNg + scaledChange(calculated.rawNg - currentNg, adjustment)
  return { ...calculated, rawNg, fired }
}

/** Where an INR lies against the target range. */
export function bandOfRange(inr: MeasuredInr, target: AdviseInput['target']): Band {
  if (inr.tenths < target.lowTenths) return 'below'
  return inr.tenths > target.highTenths ? 'above' : 'in-band'
}

const RE_LY_FIRED = {
  waits: [RULES.reLyWait],
  inRange: [RULES.reLyInRange],
  step: [RULES.reLyStep],
  omits: [RULES.reLyOmit, RULES.reLyStep],
} as const satisfies Record<string, readonly Fired[]>

function reLyFired({ percent, omitDays }: ReturnType<typeof reLyRow>): readonly Fired[] {
  if (percent === 0) return RE_LY_FIRED.inRange
  return omitDays > 0 ? RE_LY_FIRED.omits : RE_LY_FIRED.step
}

/**
 * A first result slightly outside the range after results within it. Since version 1.1 also one within the range that a
 * band narrower than the range would act on: else it would be moved while a higher one is left alone (H09).
 */
function isFirstDeviation({ inr, target, previous }: Dosable, rules: RuleSet): boolean {
  const { lowTenths, highTenths } = target
  const outside = Math.max(lowTenths - inr.tenths, inr.tenths - highTenths)
  if (outside > rules.firstDeviationTenths) return false
  if (outside <= 0 && rules.band === undefined) return false
  const before = previous.slice(0, rules.firstDeviationInRangeBefore)
  return (
    before.length === rules.firstDeviationInRangeBefore &&
    before.every(
      (result) => isMeasured(result.inr) && bandOfRange(result.inr, target) === 'in-band',
    )
  )
}

const keptAt = (calculated: Calculated, { currentDailyUg }: Dosable, by: Fired): Calculated => ({
  ...calculated,
  rawNg: currentDailyUg * 1000,
  omitDays: 0,
  fired: [...calculated.fired, by],
  keptByFirstDeviation: true,
})
