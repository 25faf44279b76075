import type { Activity } from './activity.ts'
import type { CalendarMonth } from './calendar-month.ts'
import type { Component, Pence, ServiceSpecification } from './specification.ts'

/** A line of a claim: so many of one component in one month, at its price. */
export type ClaimLine = {
  readonly componentId: string
  readonly month: CalendarMonth
  readonly count: number
  readonly pricePence: Pence
  readonly totalPence: Pence
  /** The facts that are paid by it. */
  readonly facts: readonly Activity[]
}

export type Claim = {
  readonly lines: readonly ClaimLine[]
  /** What was done and is beyond a cap: recorded, said, and not paid. */
  readonly unpaid: readonly Activity[]
  readonly totalPence: Pence
}

/** The claim of some months: what was done there, at the prices of the specification. Whole pence, no rounding anywhere. */
export function claimOf(
  months: readonly CalendarMonth[],
  activity: readonly Activity[],
  specification: Pick<ServiceSpecification, 'components'>,
): Claim {
  const inMonths = activity.filter(({ month }) => months.includes(month))
  const lines = months.flatMap((month) =>
    specification.components.flatMap((component) => lineOf(component, month, inMonths)),
  )
  return {
    lines,
    unpaid: inMonths.filter((fact) => fact.kind === 'home-visit' && !fact.isPaid),
    totalPence: lines.reduce((sum, { totalPence }) => sum + totalPence, 0),
  }
}

function lineOf(
  component: Component,
  month: CalendarMonth,
  activity: readonly Activity[],
): readonly ClaimLine[] {
  const facts = activity.filter((fact) => fact.month === month && isPaidBy(component, fact))
  if (facts.length === 0) return []
  const { id: componentId, pricePence } = component
  return [
    {
      componentId,
      month,
      count: facts.length,
      pricePence,
      totalPence: facts.length * pricePence,
      facts,
    },
  ]
}

/** Whether a component pays for a fact. */
export function isPaidBy({ basis }: Component, fact: Activity): boolean {
  switch (basis.kind) {
    case 'active-patient-month':
      return fact.kind === 'active' && fact.level === basis.level
    case 'once-per-patient':
      return fact.kind === 'initiation'
    case 'per-item':
      return fact.kind === 'home-visit' && fact.isPaid
    default:
      return false
  }
}
