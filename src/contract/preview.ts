import { activityOf, type PatientFacts } from './activity.ts'
import type { CalendarMonth } from './calendar-month.ts'
import type { Contract } from './contract.ts'
import { type FixedLine, fixedLines, paymentOf } from './payment.ts'
import type { Component, Pence, ProviderKind, ServiceSpecification } from './specification.ts'

// What a specification would have paid on what was done: each provider's activity is counted by the same functions that count its returns,
// and nothing but sums over all providers leaves. Whoever commissions may write any specification, and with it ask any question of a
// record: so each sum is shown as figures are that are shared (docs/decisions/0035).

/** How many of each component one provider, or all together, would have been paid for; beyond the cap of home visits. */
export type ComponentCounts = {
  readonly byComponent: ReadonlyMap<string, number>
  readonly beyondCap: number
}

export const NOTHING_COUNTED: ComponentCounts = { byComponent: new Map(), beyondCap: 0 }

/** Counts one provider's activity of some months. */
export function countedUnder(
  months: readonly CalendarMonth[],
  patients: readonly PatientFacts[],
  contract: Contract,
  specification: ServiceSpecification,
  kind: ProviderKind,
): ComponentCounts {
  const activity = months.flatMap((month) =>
    activityOf(month, patients, contract, specification, kind),
  )
  const nobody = { weightedPatients: null, measured: new Map<string, number>() }
  const { earned } = paymentOf(months, activity, contract, specification, nobody)
  const byComponent = new Map<string, number>()
  for (const { componentId, count } of earned) {
    byComponent.set(componentId, (byComponent.get(componentId) ?? 0) + count)
  }
  const beyondCap = activity.filter((fact) => fact.kind === 'home-visit' && !fact.isPaid).length
  return { byComponent, beyondCap }
}

export function together(one: ComponentCounts, other: ComponentCounts): ComponentCounts {
  const byComponent = new Map(one.byComponent)
  for (const [id, count] of other.byComponent)
    byComponent.set(id, (byComponent.get(id) ?? 0) + count)
  return { byComponent, beyondCap: one.beyondCap + other.beyondCap }
}

/** Counts of 1 to 7 are not shown, every other to the nearest 5. */
export const sharedCount = (count: number): number | null =>
  count >= 1 && count <= 7 ? null : 5 * Math.round(count / 5)

export type PreviewLine = {
  readonly component: Component
  /** Nothing, where it is too small to be shown. */
  readonly count: number | null
  readonly totalPence: Pence | null
}

export type Preview = {
  readonly lines: readonly PreviewLine[]
  /** Of what is shown. */
  readonly totalPence: Pence
  /** What the outcome shares come to together, where every outcome is reached. */
  readonly outcomePence: Pence
  /** Home visits that were made and would not have been paid. */
  readonly beyondCap: number | null
  /** Whether it pays by weighted patients and nobody has said how many there are. */
  readonly needsWeighted: boolean
}

/** What a specification would have paid all these providers together, from counts as they are shown. */
export function previewOf(
  specification: Pick<ServiceSpecification, 'components'>,
  counts: ComponentCounts,
  contracts: readonly Pick<Contract, 'from'>[],
  months: readonly CalendarMonth[],
  weightedPatients: number | null,
): Preview {
  const blocks = contracts.flatMap((contract) =>
    fixedLines(months, contract, specification.components.filter(isBlock), null),
  )
  const [of = { from: undefined }] = contracts
  const weighted =
    of.from === undefined
      ? []
      : fixedLines(
          months,
          { from: of.from },
          specification.components.filter(isWeighted),
          weightedPatients,
        )
  const fixed = [...blocks, ...weighted]
  const lines = specification.components
    .filter(({ basis }) => basis.kind !== 'outcome-share')
    .map((component) => lineOf(component, counts, fixed))
  const totalPence = lines.reduce((sum, line) => sum + (line.totalPence ?? 0), 0)
  return {
    lines,
    totalPence,
    outcomePence: outcomesOf(specification.components, totalPence),
    beyondCap: sharedCount(counts.beyondCap),
    needsWeighted: weightedPatients === null && specification.components.some(isWeighted),
  }
}

const isBlock = ({ basis }: Component): boolean => basis.kind === 'block'
const isWeighted = ({ basis }: Component): boolean => basis.kind === 'per-weighted-patient'

function lineOf(
  component: Component,
  { byComponent }: ComponentCounts,
  fixed: readonly FixedLine[],
): PreviewLine {
  const isFixed = isBlock(component) || isWeighted(component)
  const count = isFixed
    ? fixed
        .filter(({ componentId }) => componentId === component.id)
        .reduce((sum, line) => sum + line.count, 0)
    : sharedCount(byComponent.get(component.id) ?? 0)
  return { component, count, totalPence: count === null ? null : count * component.pricePence }
}

const outcomesOf = (components: readonly Component[], totalPence: Pence): Pence =>
  components.reduce(
    (sum, { basis }) =>
      basis.kind === 'outcome-share'
        ? sum + Math.floor((totalPence * basis.percentOfTotal) / 100)
        : sum,
    0,
  )
