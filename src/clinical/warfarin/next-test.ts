// When the next test is due at the latest: the recall ladder, held back by what happened today.
import { addDays, type Day, daysBetween } from '#base/day.ts'
import { type Inr, isMeasured } from '#clinical/inr.ts'
import type { AdviseInput, Fired, NextTest } from './advice.ts'
import { rememberedRule } from './interaction-alarm.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'
import { RULES } from './rules.ts'

type Visit = Pick<
  AdviseInput,
  | 'today'
  | 'sampledOn'
  | 'inr'
  | 'target'
  | 'previous'
  | 'testWasDueOn'
  | 'answers'
  | 'risk'
  | 'remembered'
>

/** What was decided at this visit. */
export type Decided = {
  readonly doseChanges: boolean
  readonly omitDays: number
  readonly keptByFirstDeviation: boolean
}

/**
 * So late that the interval must not grow, in days after the day set. A local setting. Source: a choice of this
 * service; the rule by reference 1.6. Status: local setting. @see docs/evidence.md#one-rung
 */
export const LATE_AFTER_DAYS = 7

type Limit = { readonly days: number; readonly because: Fired }

type DaysField = Extract<keyof RuleSet, `${string}MaxDays` | 'maxIntervalDays'>

/** A limit with its words; where the site has set another figure than the published one, they say the site's own. */
const limitOf = (rules: RuleSet, field: DaysField, because: Fired): Limit =>
  ofSite(rules[field], DEFAULT_RULE_SET[field], because)

function ofSite(days: number, shipped: number | undefined, because: Fired): Limit {
  if (days === shipped) return { days, because }
  const says = `${because.says} This site has set ${days} days.`
  return { days, because: { ...because, says, status: 'local' } }
}

/** The shortest of all limits that apply, with the rules that set it. */
export function nextTest(visit: Visit, decided: Decided, rules: RuleSet): NextTest {
  const limits: Limit[] = [limitOf(rules, 'maxIntervalDays', RULES.maximum)]
  limitByResult(limits, visit, rules)
  limitByLastInterval(limits, visit, rules)
  limitByDecision(limits, decided, rules)
  limitByAnswers(limits, visit, rules)
  limitByMedicines(limits, visit)

  const days = limits.reduce((least, limit) => Math.min(least, limit.days), rules.maxIntervalDays)
  const because = limits.filter((limit) => limit.days === days).map((limit) => limit.because)
  return { latestOn: addDays(visit.today, days), days, because }
}

function limitByResult(limits: Limit[], visit: Visit, rules: RuleSet): void {
  const { inr, target, risk } = visit
  const hasValve = risk.mechanicalValve !== 'none'
  if (hasValve) limits.push(limitOf(rules, 'valveMaxDays', RULES.valve))
  if (isInRange(inr, target)) {
    const rung = Math.min(consecutiveInRange(visit), rules.ladderDays.length) - 1
    const days = rules.ladderDays[rung] ?? rules.outOfRangeMaxDays
    limits.push(ofSite(days, DEFAULT_RULE_SET.ladderDays[rung], RULES.ladder))
    return
  }
  limits.push(limitOf(rules, 'outOfRangeMaxDays', RULES.outOfRange))
  if (hasValve && inr.tenths > target.highTenths) {
    limits.push(limitOf(rules, 'valveHighMaxDays', RULES.valveHigh))
  }
}

const isInRange = (inr: Inr, target: Visit['target']): boolean =>
  isMeasured(inr) && inr.tenths >= target.lowTenths && inr.tenths <= target.highTenths

/** How many results in a row are in range, today's included. */
export function consecutiveInRange({ inr, target, previous }: Visit): number {
  if (!isInRange(inr, target)) return 0
  const firstOut = previous.findIndex((result) => !isInRange(result.inr, target))
  return 1 + (firstOut === -1 ? previous.length : firstOut)
}

function limitByLastInterval(limits: Limit[], visit: Visit, rules: RuleSet): void {
  const last = visit.previous[0]
  if (last === undefined) return
  const due = visit.testWasDueOn
  const planned = daysBetween(last.on, due === 'not-known' ? visit.sampledOn : due)
  const rung = rules.ladderDays.find((days) => days > planned) ?? rules.maxIntervalDays
  limits.push({ days: rung, because: RULES.oneRung })
  if (due !== 'not-known' && daysBetween(due, visit.sampledOn) > LATE_AFTER_DAYS) {
    const kept = Math.max(planned, rules.outOfRangeMaxDays)
    limits.push({ days: kept, because: RULES.late })
  }
  if (last.inr.tenths >= rules.highInrTenths) {
    limits.push(limitOf(rules, 'afterHighInrMaxDays', RULES.afterHighInr))
  }
}

function limitByDecision(limits: Limit[], decided: Decided, rules: RuleSet): void {
  if (decided.doseChanges) limits.push(limitOf(rules, 'doseChangeMaxDays', RULES.doseChange))
  if (decided.keptByFirstDeviation) {
    limits.push(limitOf(rules, 'firstDeviationMaxDays', RULES.firstDeviationRecall))
  }
  if (decided.omitDays > 0) {
    limits.push(limitOf(rules, 'afterOmissionMaxDays', RULES.afterOmission))
  }
}

function limitByAnswers(limits: Limit[], { answers }: Visit, rules: RuleSet): void {
  if (answers.medicinesChanged !== 'no') {
    limits.push(limitOf(rules, 'medicineChangeMaxDays', RULES.medicineChange))
  }
  if (answers.illness) limits.push(limitOf(rules, 'illnessMaxDays', RULES.illness))
  if (answers.missedDoses > 0) {
    limits.push(limitOf(rules, 'missedDoseMaxDays', RULES.missedDose))
  }
}

/** A medicine named today, or one of an earlier visit that still acts: the published interval of its class. */
function limitByMedicines(limits: Limit[], { today, answers, remembered = [] }: Visit): void {
  for (const { testBy } of answers.medicines ?? []) {
    limits.push({ days: daysUntil(today, testBy), because: RULES.medicineChange })
  }
  for (const medicine of remembered) {
    if (medicine.test === null) continue
    const because = rememberedRule(medicine, medicine.test)
    limits.push({ days: daysUntil(today, medicine.test.by), because })
  }
}

const daysUntil = (today: Day, by: Day): number => Math.max(1, daysBetween(today, by))
