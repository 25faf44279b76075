import type { CalendarMonth } from './calendar-month.ts'
import { type PaidFact, paidKey, type Unpaid } from './paid-facts.ts'
import type { Quarter } from './quarter.ts'
import type { Pence } from './specification.ts'

// The claim of a quarter: what its returns say was done, at the prices of the specification, and what earlier claims paid too much or too
// little by what the record says now. Whole pence; nothing is rounded, because nothing is divided.

/** A fact as it stands in a claim: claimed (+1), or taken back (-1). */
export type ClaimEntry = PaidFact & {
  readonly part: 'line' | 'adjustment'
  readonly sign: 1 | -1
}

/** So many of one component in one month at one price; of an adjustment more, or fewer, than were claimed before. */
export type ClaimSum = {
  readonly part: ClaimEntry['part']
  readonly month: CalendarMonth
  readonly componentId: string
  readonly pricePence: Pence
  readonly count: number
  readonly totalPence: Pence
}

/** What was paid beyond an earlier claim, and is given back. */
export type Recovery = {
  readonly claimId: string
  readonly quarter: Quarter
  readonly pence: Pence
}

export type QuarterlyClaim = {
  readonly sums: readonly ClaimSum[]
  readonly entries: readonly ClaimEntry[]
  readonly unpaid: readonly Unpaid[]
  readonly recoveries: readonly Recovery[]
  readonly totalPence: Pence
}

/** The claim of what was done in a quarter, with what has changed of earlier ones. */
export function quarterlyClaim(
  ofQuarter: { readonly paid: readonly PaidFact[]; readonly unpaid: readonly Unpaid[] },
  changed: readonly ClaimEntry[],
  recoveries: readonly Recovery[] = [],
): QuarterlyClaim {
  const lines = ofQuarter.paid.map((fact): ClaimEntry => ({ ...fact, part: 'line', sign: 1 }))
  const entries = inOrder([...lines, ...changed])
  const sums = sumsOf(entries)
  const totalPence = totalOf(sums, recoveries)
  return { sums, entries, unpaid: ofQuarter.unpaid, recoveries, totalPence }
}

/** Lines first, then adjustments, each by month, component and patient: the same facts are always in the same order. */
function inOrder(entries: readonly ClaimEntry[]): readonly ClaimEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: orderOf(entry) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ entry }) => entry)
}

const orderOf = (entry: ClaimEntry): string =>
  `${entry.part === 'line' ? 0 : 1} ${sumKey(entry)} ${entry.patientId} ${entry.evidenceId} ${entry.sign}`

const sumKey = ({ month, componentId, pricePence }: ClaimEntry): string =>
  `${month} ${componentId} ${pricePence}`

/** Entries, added up by what they are for. */
export function sumsOf(entries: readonly ClaimEntry[]): readonly ClaimSum[] {
  const groups = Map.groupBy(entries, (entry) => `${entry.part} ${sumKey(entry)}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { part, month, componentId, pricePence } = first
    const count = group.reduce((sum, { sign }) => sum + sign, 0)
    return [{ part, month, componentId, pricePence, count, totalPence: count * pricePence }]
  })
}

/** What lines, adjustments and what is given back come to. */
export const totalOf = (sums: readonly ClaimSum[], recoveries: readonly Recovery[] = []): Pence =>
  sums.reduce((sum, { totalPence }) => sum + totalPence, 0) -
  recoveries.reduce((sum, { pence }) => sum + pence, 0)

/**
 * What earlier claims have to be put right by: each fact that counts now and was not claimed, and each that was claimed and counts no
 * longer, or counts at another price. `claimed` is every entry of every claim that stands.
 */
export function changesOf(
  months: ReadonlySet<CalendarMonth>,
  claimed: readonly ClaimEntry[],
  now: readonly PaidFact[],
): readonly ClaimEntry[] {
  const balance = new Map<string, { readonly fact: PaidFact; readonly by: number }>()
  const add = (fact: PaidFact, by: number): void => {
    if (!months.has(fact.month)) return
    const key = paidKey(fact)
    const known = balance.get(key)
    balance.set(key, { fact: known?.fact ?? fact, by: (known?.by ?? 0) + by })
  }
  for (const { sign, part, ...fact } of claimed) add(fact, -sign)
  for (const fact of now) add(fact, 1)
  return [...balance.values()].flatMap(({ fact, by }) =>
    Array.from({ length: Math.abs(by) }, (): ClaimEntry => {
      return { ...fact, part: 'adjustment', sign: by > 0 ? 1 : -1 }
    }),
  )
}
