import type { BudgetName, Budgets } from '#access/budgets.ts'

/** What a person has left of one budget, as the time in which it comes back, and which records were paid for lately, with when. */
type Purse = {
  leftMs: number
  at: number
  readonly paid: Map<string, number>
  toldAt: number | null
}

type Over = {
  readonly budget: BudgetName
  readonly seconds: number
  /** Whether this is the first request beyond it for a while: the one that is noted. */
  readonly isFirst: boolean
}

export type Spending = {
  /** Counts one request of a person against a budget; answers where it is beyond it. */
  readonly spend: (who: string, budget: BudgetName, what: string, now: number) => Over | undefined
}

/** More than anybody has people and budgets; the one used longest ago is forgotten first. */
const MOST_COUNTED = 50_000

/** Counts in the memory of one process: of several, each has its own. */
export function spending(budgets: Budgets): Spending {
  const purses = new Map<string, Purse>()
  const purseOf = (name: string, withinMs: number, now: number): Purse => {
    const purse = purses.get(name) ?? { leftMs: withinMs, at: now, paid: new Map(), toldAt: null }
    purses.delete(name)
    purses.set(name, purse)
    const oldest = purses.keys().next()
    if (purses.size > MOST_COUNTED && !oldest.done) purses.delete(oldest.value)
    return purse
  }
  return {
    spend(who, budget, what, now) {
      const { most, withinMs, of } = budgets[budget]
      const purse = purseOf(`${who} ${budget}`, withinMs, now)
      refill(purse, withinMs, now)
      const costsMs = withinMs / most
      if (pays(purse, costsMs, of === 'records' ? what : undefined, now)) return undefined
      const isFirst = purse.toldAt === null || now - purse.toldAt >= withinMs
      if (isFirst) purse.toldAt = now
      const seconds = Math.ceil((costsMs - purse.leftMs) / 1000)
      return { budget, seconds, isFirst }
    },
  }
}

/** What comes back meanwhile; and a record that was paid for so long ago is paid for again. */
function refill(purse: Purse, withinMs: number, now: number): void {
  purse.leftMs = Math.min(withinMs, purse.leftMs + Math.max(0, now - purse.at))
  purse.at = Math.max(purse.at, now)
  for (const [what, at] of purse.paid) {
    if (now - at < withinMs) break
    purse.paid.delete(what)
  }
}

/** Takes the cost of one request where there is as much left; a record that was paid for lately costs nothing. */
function pays(purse: Purse, costsMs: number, record: string | undefined, now: number): boolean {
  if (record !== undefined && purse.paid.has(record)) return true
  if (purse.leftMs < costsMs) return false
  purse.leftMs -= costsMs
  if (record !== undefined) purse.paid.set(record, now)
  return true
}
