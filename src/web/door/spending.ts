import type { BudgetName, Budgets } from '#access/budgets.ts'

/** What a person has spent of one budget since its time began; a budget that is spent is told of once. */
type Spent = { readonly since: number; readonly what: Set<string>; times: number; isTold: boolean }

type Over = {
  readonly budget: BudgetName
  readonly seconds: number
  /** Whether this is the first request beyond it: the one that is noted. */
  readonly isFirst: boolean
}

export type Spending = {
  /** Counts one request of a person against a budget; answers where it is beyond it. */
  readonly spend: (who: string, budget: BudgetName, what: string, now: number) => Over | undefined
}

/** More than anybody has people and budgets; the one begun longest ago is forgotten first. */
const MOST_COUNTED = 50_000

/** Counts in the memory of one process: of several, each has its own. */
export function spending(budgets: Budgets): Spending {
  const counted = new Map<string, Spent>()
  const spentBy = (name: string, withinMs: number, now: number): Spent => {
    const known = counted.get(name)
    if (known !== undefined && now - known.since < withinMs) return known
    const fresh = { since: now, what: new Set<string>(), times: 0, isTold: false }
    counted.delete(name)
    counted.set(name, fresh)
    const oldest = counted.keys().next()
    if (counted.size > MOST_COUNTED && !oldest.done) counted.delete(oldest.value)
    return fresh
  }
  return {
    spend(who, budget, what, now) {
      const { most, withinMs, of } = budgets[budget]
      const spent = spentBy(`${who} ${budget}`, withinMs, now)
      const isNew = of === 'times' || !spent.what.has(what)
      const sofar = of === 'times' ? spent.times : spent.what.size
      if (!isNew) return undefined
      if (sofar >= most) {
        const isFirst = !spent.isTold
        spent.isTold = true
        return { budget, seconds: Math.ceil((spent.since + withinMs - now) / 1000), isFirst }
      }
      spent.times += 1
      if (of === 'records') spent.what.add(what)
      return undefined
    },
  }
}
