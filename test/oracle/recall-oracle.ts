// The recall ladder written a second time, from section 1.6 of the clinical reference and the values of the rule set.
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { OracleDose, Question } from './dose-oracle.ts'

/** How the last interval went: planned for so many days, and come so many days late. */
export type LastInterval = { readonly plannedDays: number; readonly lateDays: number }

const LATE_FROM_DAYS = 8

/** The longest interval to the next test, in days: the smallest of all limits that apply. */
export function oracleRecall(
  { inr, target, before, mitralValve }: Question,
  last: LastInterval,
  { omit, kept }: OracleDose,
  doseChanges: boolean,
  rules: RuleSet,
): number {
  const isInRange = (tenths: number) => target.lowTenths <= tenths && tenths <= target.highTenths
  const limits = [rules.maxIntervalDays]
  if (isInRange(inr)) limits.push(...ladder(before, last, isInRange, rules))
  else limits.push(rules.outOfRangeMaxDays)
  if (mitralValve) limits.push(rules.valveMaxDays)
  if (mitralValve && inr > target.highTenths) limits.push(rules.valveHighMaxDays)
  if (doseChanges) limits.push(rules.doseChangeMaxDays)
  if (kept) limits.push(rules.firstDeviationMaxDays)
  if (omit > 0) limits.push(rules.afterOmissionMaxDays)
  if ((before[0] ?? 0) >= rules.highInrTenths) limits.push(rules.afterHighInrMaxDays)
  return Math.min(...limits)
}

function ladder(
  before: readonly number[],
  { plannedDays, lateDays }: LastInterval,
  isInRange: (tenths: number) => boolean,
  { ladderDays }: RuleSet,
): number[] {
  let running = 1
  for (const tenths of before) {
    if (!isInRange(tenths)) break
    running += 1
  }
  const byResults = ladderDays[Math.min(running, ladderDays.length) - 1] ?? 0
  if (before.length === 0) return [byResults]
  const nextRung = ladderDays.find((days) => days > plannedDays) ?? plannedDays
  return [byResults, lateDays >= LATE_FROM_DAYS ? plannedDays : nextRung]
}
