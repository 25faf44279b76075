// Which INRs must be entered a second time, blind, before they are believed (H03).
import { formatTenths, type Inr, type InrLimits, isMeasured } from '#clinical/inr.ts'
import type { Target } from '#clinical/target.ts'
import type { Method } from './advice.ts'
import type { RuleSet } from './rule-set.ts'

export type EnteredInr = {
  readonly inr: Inr
  readonly method: Method
  readonly limits: InrLimits
  /** Only what a person typed is typed again; a message from a laboratory is not. */
  readonly enteredBy: 'person' | 'message'
  readonly target: Target
  readonly lastInr: Inr | 'none'
}

export type EntryCheck = {
  readonly code: 'double-entry' | 'exactly-8-or-above'
  readonly because: 'high' | 'low' | 'far-from-last' | 'far-from-target' | 'top-of-meter'
  readonly message: string
}

type Repeated = Exclude<EntryCheck['because'], 'top-of-meter'>

/** With the limits of the site: a clinician must not read another number than the one that was asked by. */
const DOUBLE_ENTRY: Record<Repeated, (limits: RuleSet['doubleEntry']) => string> = {
  high: ({ fromTenths }) => `The INR is ${formatTenths(fromTenths)} or more.`,
  low: ({ belowTenths }) => `The INR is below ${formatTenths(belowTenths)}.`,
  'far-from-last': ({ changeTenths }) =>
    `The INR differs by ${formatTenths(changeTenths)} or more from the last one.`,
  'far-from-target': ({ beyondTargetTenths }) =>
    `The INR is more than ${formatTenths(beyondTargetTenths)} from the target.`,
}

/** The forced steps before an entered INR may be used; empty when it may be used as it is. */
export function entryChecks(entered: EnteredInr, rules: RuleSet): readonly EntryCheck[] {
  if (entered.enteredBy === 'message') return []
  const checks = reasonsToRepeat(entered, rules).map((because) => ({
    code: 'double-entry' as const,
    because,
    message: `${DOUBLE_ENTRY[because](rules.doubleEntry)} Type the result again without looking at the first entry.`,
  }))
  return isTopOfMeter(entered) ? [...checks, TOP_OF_METER] : checks
}

const TOP_OF_METER: EntryCheck = {
  code: 'exactly-8-or-above',
  because: 'top-of-meter',
  message: 'The meter cannot measure higher. Say whether it showed exactly this value or more.',
}

function reasonsToRepeat({ inr, target, lastInr }: EnteredInr, { doubleEntry }: RuleSet) {
  const because: Repeated[] = []
  if (inr.comparator === '>' || inr.tenths >= doubleEntry.fromTenths) because.push('high')
  if (inr.comparator === '<' || inr.tenths < doubleEntry.belowTenths) because.push('low')
  if (lastInr !== 'none' && Math.abs(inr.tenths - lastInr.tenths) >= doubleEntry.changeTenths) {
    because.push('far-from-last')
  }
  if (Math.abs(inr.tenths - target.valueTenths) > doubleEntry.beyondTargetTenths) {
    because.push('far-from-target')
  }
  return because
}

/** Whether a meter shows the highest that it measures: the INR may be anything above. */
export const isTopOfMeter = ({
  inr,
  method,
  limits,
}: Pick<EnteredInr, 'inr' | 'method' | 'limits'>): boolean =>
  method !== 'laboratory' && isMeasured(inr) && inr.tenths === limits.highestTenths

/** Whether a second, blind entry says the same as the first. */
export const entriesAgree = (first: Inr, second: Inr): boolean =>
  first.comparator === second.comparator && first.tenths === second.tenths
