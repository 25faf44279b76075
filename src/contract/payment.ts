import type { Activity } from './activity.ts'
import { type CalendarMonth, monthOf } from './calendar-month.ts'
import { type ClaimLine, claimOf } from './claim.ts'
import type { Contract } from './contract.ts'
import type { Component, PaymentBasis, Pence, ServiceSpecification } from './specification.ts'

// What a specification pays for some months by every basis that it has: what was done, what is paid whatever was done, and a
// share that hangs on an outcome. Whole pence.

/** What is paid without anything being counted for it: so many, at a price, in a month. */
export type FixedLine = Omit<ClaimLine, 'facts'>

/** A share of all else, as far as it is known whether the outcome was reached. */
export type OutcomeLine = {
  readonly component: Component
  readonly isMet: boolean | null
  /** What it is where the outcome is reached; nothing else is paid by it. */
  readonly sharePence: Pence
}

export type Payment = {
  readonly earned: readonly ClaimLine[]
  readonly fixed: readonly FixedLine[]
  readonly outcomes: readonly OutcomeLine[]
  /** Components that pay by weighted patients, where nobody has said how many there are. */
  readonly notKnown: readonly Component[]
  /** Without what is not known, and with the shares whose outcome is reached. */
  readonly totalPence: Pence
}

/** What a provider's activity does not say. */
export type Beside = {
  readonly weightedPatients: number | null
  /** What each measure came to, in per cent; a measure that is not there was not measured. */
  readonly measured: ReadonlyMap<string, number>
}

export function paymentOf(
  months: readonly CalendarMonth[],
  activity: readonly Activity[],
  contract: Pick<Contract, 'from'>,
  { components }: Pick<ServiceSpecification, 'components'>,
  beside: Beside,
): Payment {
  const { lines: earned } = claimOf(months, activity, { components })
  const fixed = fixedLines(months, contract, components, beside.weightedPatients)
  const sum = [...earned, ...fixed].reduce((total, { totalPence }) => total + totalPence, 0)
  const outcomes = components.flatMap((component) => outcomeOf(component, sum, beside.measured))
  const met = outcomes.filter(({ isMet }) => isMet === true)
  return {
    earned,
    fixed,
    outcomes,
    notKnown: beside.weightedPatients === null ? components.filter(isWeighted) : [],
    totalPence: met.reduce((total, { sharePence }) => total + sharePence, sum),
  }
}

const isWeighted = ({ basis }: Component): boolean => basis.kind === 'per-weighted-patient'

/** What is paid in these months whatever was done in them. */
export function fixedLines(
  months: readonly CalendarMonth[],
  contract: Pick<Contract, 'from'>,
  components: readonly Component[],
  weightedPatients: number | null,
): readonly FixedLine[] {
  return months.flatMap((month) =>
    components.flatMap(({ id, pricePence, basis }) => {
      const count = fixedCount(basis, month, contract, weightedPatients)
      if (count === 0) return []
      return [{ componentId: id, month, count, pricePence, totalPence: count * pricePence }]
    }),
  )
}

function fixedCount(
  basis: PaymentBasis,
  month: CalendarMonth,
  contract: Pick<Contract, 'from'>,
  weightedPatients: number | null,
): number {
  if (basis.kind === 'per-weighted-patient') {
    return Number(month.slice(5)) === basis.inMonth ? (weightedPatients ?? 0) : 0
  }
  if (basis.kind !== 'block') return 0
  const since = monthsBetween(monthOf(contract.from), month)
  return since >= 0 && since % basis.months === 0 ? 1 : 0
}

const monthsBetween = (from: CalendarMonth, to: CalendarMonth): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5)) -
  Number(from.slice(5))

function outcomeOf(
  component: Component,
  sum: Pence,
  measured: ReadonlyMap<string, number>,
): readonly OutcomeLine[] {
  const { basis } = component
  if (basis.kind !== 'outcome-share') return []
  const value = measured.get(basis.measure)
  const isMet = value === undefined ? null : value >= basis.thresholdPercent
  return [{ component, isMet, sharePence: Math.floor((sum * basis.percentOfTotal) / 100) }]
}
