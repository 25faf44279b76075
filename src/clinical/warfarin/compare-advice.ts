// Two answers to the same visit beside each other: by two rule sets, or by one rule set then and now.
import { canonicalJson } from '#base/canonical.ts'
import { type Day, daysBetween } from '#base/day.ts'
import type { Advice, Alarm, DoseAdvice, Fired } from './advice.ts'

/** What advice decides, without its words: a clearer sentence or a better citation is no other answer. */
function decided(advice: Advice) {
  if (advice.kind === 'alarm') return advice.alarms.map(alarmDecided)
  const { fired, notes: _words, nextTest, ...figures } = advice
  const { latestOn, days, because } = nextTest
  return { ...figures, latestOn, days, fired: rulesOf(fired), because: rulesOf(because) }
}

const alarmDecided = ({ code, who, withinMinutes, retestWithinDays }: Alarm) => ({
  code,
  who,
  withinMinutes,
  retestWithinDays: retestWithinDays ?? null,
})

const rulesOf = (fired: readonly Fired[]): readonly string[] => fired.map(({ rule }) => rule)

/** Whether two answers decide the same, for the same reasons: what a replay must show. */
export const isSameAdvice = (one: Advice, other: Advice): boolean =>
  canonicalJson(decided(one)) === canonicalJson(decided(other))

/** An answer in the few figures that reach the patient. Doses in micrograms a week. */
export type Outcome =
  | {
      readonly kind: 'dose'
      readonly weeklyUg: number
      readonly omitDays: number
      readonly testOn: Day
    }
  | { readonly kind: 'alarm'; readonly alarms: readonly Alarm['code'][] }

export const outcomeOf = (advice: Advice): Outcome =>
  advice.kind === 'alarm'
    ? { kind: 'alarm', alarms: advice.alarms.map(({ code }) => code) }
    : {
        kind: 'dose',
        weeklyUg: advice.weeklyUg,
        omitDays: advice.omitDays,
        testOn: advice.nextTest.latestOn,
      }

/** Ways in which an answer can change, gravest first: an alarm that would no longer sound stands on top. */
export const CHANGE_KINDS = ['alarm-gone', 'alarm-new', 'alarm-other', 'dose', 'next-test'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export type AdviceChange = {
  readonly kind: ChangeKind
  /**
   * How large it is among its kind: hundredths of a percent of the first week's dose, days of the next test, or
   * alarms that differ.
   */
  readonly size: number
  readonly before: Outcome
  readonly after: Outcome
}

/** What changes for the patient from one answer to the other; `same` when nothing does, whatever the reasons. */
export function adviceChange(before: Advice, after: Advice): AdviceChange | 'same' {
  const ends = { before: outcomeOf(before), after: outcomeOf(after) }
  if (before.kind === 'alarm' && after.kind === 'alarm') {
    const differing = alarmsThatDiffer(before.alarms, after.alarms)
    return differing === 0 ? 'same' : { kind: 'alarm-other', size: differing, ...ends }
  }
  if (before.kind === 'alarm') return { kind: 'alarm-gone', size: before.alarms.length, ...ends }
  if (after.kind === 'alarm') return { kind: 'alarm-new', size: after.alarms.length, ...ends }
  return changeOfDose(before, after, ends)
}

function changeOfDose(
  before: DoseAdvice,
  after: DoseAdvice,
  ends: Pick<AdviceChange, 'before' | 'after'>,
): AdviceChange | 'same' {
  if (before.weeklyUg !== after.weeklyUg || before.omitDays !== after.omitDays) {
    return { kind: 'dose', size: sizeOfDoseChange(before, after), ...ends }
  }
  const days = Math.abs(daysBetween(before.nextTest.latestOn, after.nextTest.latestOn))
  return days === 0 ? 'same' : { kind: 'next-test', size: days, ...ends }
}

/** Of what is taken in the first week, omitted days counted as none, in hundredths of a percent of the larger. */
function sizeOfDoseChange(before: DoseAdvice, after: DoseAdvice): number {
  const [one, other] = [sevenFirstWeeks(before), sevenFirstWeeks(after)]
  const larger = Math.max(one, other)
  return larger === 0 ? 0 : Math.round((Math.abs(one - other) * 10_000) / larger)
}

/** @technical Calendar. */
const DAYS_IN_A_WEEK = 7
/** Seven times what is taken in the first week: whole, and only compared. */
const sevenFirstWeeks = ({ weeklyUg, omitDays }: DoseAdvice): number =>
  weeklyUg * Math.max(0, DAYS_IN_A_WEEK - omitDays)

function alarmsThatDiffer(before: readonly Alarm[], after: readonly Alarm[]): number {
  const one = new Set(before.map((alarm) => canonicalJson(alarmDecided(alarm))))
  const other = new Set(after.map((alarm) => canonicalJson(alarmDecided(alarm))))
  return (
    [...one].filter((alarm) => !other.has(alarm)).length +
    [...other].filter((alarm) => !one.has(alarm)).length
  )
}

/** Gravest kind first, then the largest; equal ones by the given key, so that the order is always the same. */
export const byGravity = <Line extends { readonly change: AdviceChange; readonly key: string }>(
  one: Line,
  other: Line,
): number =>
  CHANGE_KINDS.indexOf(one.change.kind) - CHANGE_KINDS.indexOf(other.change.kind) ||
  other.change.size - one.change.size ||
  (one.key < other.key ? -1 : 1)
