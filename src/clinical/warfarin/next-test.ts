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

/** The shortest of the limits met so far, with every rule that sets it where somebody reads why. */
type Shortest = { days: number; because: Fired[] | 'not-read' }

function limit(shortest: Shortest, days: number, because: Fired, field?: DaysField): void {
  if (days > shortest.days) return
  if (shortest.because !== 'not-read') {
    const said = field === undefined ? because : ofSite(days, DEFAULT_RULE_SET[field], because)
    if (days === shortest.days) shortest.because.push(said)
    else shortest.because = [said]
  }
  shortest.days = days
}

type DaysField = Extract<keyof RuleSet, `${string}MaxDays` | 'maxIntervalDays'>

/** A limit of the rule set; where the site has set another figure than the published one, its words say the site's own. */
const limitBy = (shortest: Shortest, rules: RuleSet, field: DaysField, because: Fired): void =>
  limit(shortest, rules[field], because, field)

function ofSite(days: number, shipped: number | undefined, because: Fired): Fired {
  if (days === shipped) return because
  return { ...because, says: `${because.says} This site has set ${days} days.`, status: 'local' }
}

/** The shortest of all limits that apply, with the rules that set it. */
export function nextTest(visit: Visit, decided: Decided, rules: RuleSet): NextTest {
  const { maxIntervalDays } = rules
  const maximum = ofSite(maxIntervalDays, DEFAULT_RULE_SET.maxIntervalDays, RULES.maximum)
  const shortest = { days: maxIntervalDays, because: [maximum] }
  limitByAll(shortest, visit, decided, rules)
  const { days, because } = shortest
  return { latestOn: addDays(visit.today, days), days, because }
}

/** Its days alone, for who does not read why. */
export function nextTestDays(visit: Visit, decided: Decided, rules: RuleSet): number {
  const shortest: Shortest = { days: rules.maxIntervalDays, because: 'not-read' }
  limitByAll(shortest, visit, decided, rules)
  return shortest.days
}

function limitByAll(shortest: Shortest, visit: Visit, decided: Decided, rules: RuleSet): void {
  limitByResult(shortest, visit, rules)
  limitByLastInterval(shortest, visit, rules)
  limitByDecision(shortest, decided, rules)
  limitByAnswers(shortest, visit, rules)
  limitByMedicines(shortest, visit)
}

function limitByResult(shortest: Shortest, visit: Visit, rules: RuleSet): void {
  const { inr, target, risk } = visit
  const hasValve = risk.mechanicalValve !== 'none'
  if (hasValve) limitBy(shortest, rules, 'valveMaxDays', RULES.valve)
  if (isInRange(inr, target)) {
    const rung = Math.min(consecutiveInRange(visit), rules.ladderDays.length) - 1
    const days = rules.ladderDays[rung] ?? rules.outOfRangeMaxDays
    limit(shortest, days, ofSite(days, DEFAULT_RULE_SET.ladderDays[rung], RULES.ladder))
    return
  }
  limitBy(shortest, rules, 'outOfRangeMaxDays', RULES.outOfRange)
  if (hasValve && inr.tenths > target.highTenths) {
    limitBy(shortest, rules, 'valveHighMaxDays', RULES.valveHigh)
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

function limitByLastInterval(shortest: Shortest, visit: Visit, rules: RuleSet): void {
  const last = visit.previous[0]
  if (last === undefined) return
  const due = visit.testWasDueOn
  const planned = daysBetween(last.on, due === 'not-known' ? visit.sampledOn : due)
  const rung = rules.ladderDays.find((days) => days > planned) ?? rules.maxIntervalDays
  limit(shortest, rung, RULES.oneRung)
  if (due !== 'not-known' && daysBetween(due, visit.sampledOn) > LATE_AFTER_DAYS) {
    const kept = Math.max(planned, rules.outOfRangeMaxDays)
    limit(shortest, kept, RULES.late)
  }
  if (last.inr.tenths >= rules.highInrTenths) {
    limitBy(shortest, rules, 'afterHighInrMaxDays', RULES.afterHighInr)
  }
}

function limitByDecision(shortest: Shortest, decided: Decided, rules: RuleSet): void {
  if (decided.doseChanges) limitBy(shortest, rules, 'doseChangeMaxDays', RULES.doseChange)
  if (decided.keptByFirstDeviation) {
    limitBy(shortest, rules, 'firstDeviationMaxDays', RULES.firstDeviationRecall)
  }
  if (decided.omitDays > 0) {
    limitBy(shortest, rules, 'afterOmissionMaxDays', RULES.afterOmission)
  }
}

function limitByAnswers(shortest: Shortest, { answers }: Visit, rules: RuleSet): void {
  if (answers.medicinesChanged !== 'no') {
    limitBy(shortest, rules, 'medicineChangeMaxDays', RULES.medicineChange)
  }
  if (answers.illness) limitBy(shortest, rules, 'illnessMaxDays', RULES.illness)
  if (answers.missedDoses > 0) {
    limitBy(shortest, rules, 'missedDoseMaxDays', RULES.missedDose)
  }
}

/** A medicine named today, or one of an earlier visit that still acts: the published interval of its class. */
function limitByMedicines(shortest: Shortest, { today, answers, remembered = [] }: Visit): void {
  for (const { testBy } of answers.medicines ?? []) {
    limit(shortest, daysUntil(today, testBy), RULES.medicineChange)
  }
  for (const medicine of remembered) {
    if (medicine.test === null) continue
    const days = daysUntil(today, medicine.test.by)
    limit(shortest, days, rememberedRule(medicine, medicine.test))
  }
}

const daysUntil = (today: Day, by: Day): number => Math.max(1, daysBetween(today, by))
