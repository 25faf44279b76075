// What a proposed rule set would have said to visits that were: counts, and each answer that would differ. Nothing
// here is a dose to give.
import type { Day } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'
import type { Advice, AdviseInput } from './advice.ts'
import { advise } from './advise.ts'
import {
  type AdviceChange,
  adviceChange,
  byGravity,
  CHANGE_KINDS,
  type ChangeKind,
  isSameAdvice,
} from './compare-advice.ts'
import type { RuleSet } from './rule-set.ts'

/** One visit of the past whose answer would be another. */
export type ShadowLine = {
  /** The dose decision or the task that holds the suggestion. */
  readonly key: string
  readonly on: Day
  readonly inr: Inr
  readonly change: AdviceChange
}

export type ShadowReport = {
  readonly from: Day
  readonly until: Day
  readonly baseHash: string
  readonly proposedHash: string
  readonly suggestions: number
  /** Suggestions that the rules in force now would answer otherwise than was stored: made by earlier rules. */
  readonly ofEarlierRules: number
  readonly changed: Readonly<Record<ChangeKind, number>>
  readonly lines: readonly ShadowLine[]
}

/** A suggestion of the past, with both rule sets as they hold for its course. */
export type Replayed = {
  readonly key: string
  readonly inputs: AdviseInput
  readonly advice: Advice
  readonly base: RuleSet
  readonly proposed: RuleSet
}

type Tally = { suggestions: number; ofEarlierRules: number; readonly lines: ShadowLine[] }

export const newTally = (): Tally => ({ suggestions: 0, ofEarlierRules: 0, lines: [] })

/** Asks both rule sets about one visit of the past and notes what differs. */
export function tallySuggestion(
  tally: Tally,
  { key, inputs, advice, base, proposed }: Replayed,
): void {
  const now = advise(inputs, base)
  const change = adviceChange(now, advise(inputs, proposed))
  tally.suggestions += 1
  if (!isSameAdvice(now, advice)) tally.ofEarlierRules += 1
  if (change !== 'same') tally.lines.push({ key, on: inputs.sampledOn, inr: inputs.inr, change })
}

/** The report of a tally, gravest change first. */
export function shadowReport(
  { suggestions, ofEarlierRules, lines }: Tally,
  span: Pick<ShadowReport, 'from' | 'until' | 'baseHash' | 'proposedHash'>,
): ShadowReport {
  const count = (kind: ChangeKind) => lines.filter(({ change }) => change.kind === kind).length
  return {
    ...span,
    suggestions,
    ofEarlierRules,
    changed: {
      'alarm-gone': count('alarm-gone'),
      'alarm-new': count('alarm-new'),
      'alarm-other': count('alarm-other'),
      dose: count('dose'),
      'next-test': count('next-test'),
    },
    lines: lines.toSorted(byGravity),
  }
}

/** How many answers would differ in all. */
export const changesIn = ({ changed }: Pick<ShadowReport, 'changed'>): number =>
  CHANGE_KINDS.reduce((sum, kind) => sum + changed[kind], 0)
