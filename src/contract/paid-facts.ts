import type { Day } from '#base/day.ts'
import type { Activity } from './activity.ts'
import type { CalendarMonth } from './calendar-month.ts'
import { isPaidBy } from './claim.ts'
import type { Pence, ServiceSpecification } from './specification.ts'

// What of a month's activity is paid, fact by fact, and what is not and why.

/** Something that was done and is paid, at its price, with the record that proves it. */
export type PaidFact = {
  readonly componentId: string
  readonly month: CalendarMonth
  readonly pricePence: Pence
  readonly kind: Activity['kind']
  readonly patientId: string
  /** Of a visit the visit, else the course of treatment. */
  readonly evidenceId: string
  /** The day on which it was done; none of what holds for a month. */
  readonly on: Day | null
}

/** Why something that was done is recorded and not paid. */
export const UNPAID_REASONS = [
  'beyond-cap',
  'claimed-by-another',
  'initiated-elsewhere',
  'not-covered',
  'no-price',
] as const
export type UnpaidReason = (typeof UNPAID_REASONS)[number]

export type Unpaid = { readonly because: UnpaidReason; readonly fact: Activity }

/** What of this provider's patients another provider has claimed, and who is not of the population that the service is for. */
export type Elsewhere = {
  /** The months of each patient that another provider has claimed. */
  readonly months: ReadonlyMap<string, ReadonlySet<CalendarMonth>>
  /** Patients whose initiation another provider has claimed. */
  readonly initiated: ReadonlySet<string>
  readonly notCovered: ReadonlySet<string>
}

export type SortedFacts = { readonly paid: readonly PaidFact[]; readonly unpaid: readonly Unpaid[] }

/** Sorts what was done in some month into what is paid and what is not. A patient-month has one payee, and an initiation is paid once in a life. */
export function sortFacts(
  facts: readonly Activity[],
  { components }: Pick<ServiceSpecification, 'components'>,
  elsewhere: Elsewhere,
): SortedFacts {
  const paid: PaidFact[] = []
  const unpaid: Unpaid[] = []
  for (const fact of facts) {
    const because = whyUnpaid(fact, elsewhere)
    const component = components.find((each) => isPaidBy(each, fact))
    if (because !== undefined) unpaid.push({ because, fact })
    else if (component === undefined) unpaid.push({ because: 'no-price', fact })
    else paid.push(paidFact(fact, component))
  }
  return { paid, unpaid }
}

function whyUnpaid(fact: Activity, elsewhere: Elsewhere): UnpaidReason | undefined {
  if (elsewhere.notCovered.has(fact.patientId)) return 'not-covered'
  switch (fact.kind) {
    case 'active':
      return elsewhere.months.get(fact.patientId)?.has(fact.month)
        ? 'claimed-by-another'
        : undefined
    case 'initiation':
      return elsewhere.initiated.has(fact.patientId) ? 'initiated-elsewhere' : undefined
    case 'home-visit':
      return fact.isPaid ? undefined : 'beyond-cap'
  }
}

const paidFact = (
  fact: Activity,
  { id, pricePence }: { readonly id: string; readonly pricePence: Pence },
): PaidFact => ({
  componentId: id,
  month: fact.month,
  pricePence,
  kind: fact.kind,
  patientId: fact.patientId,
  evidenceId: fact.kind === 'home-visit' ? fact.visitId : fact.episodeId,
  on: fact.kind === 'active' ? null : fact.on,
})

/** By what two facts are the same thing paid at the same price: of a visit the visit, else the patient. */
export const paidKey = (fact: PaidFact): string =>
  [
    fact.month,
    fact.componentId,
    fact.pricePence,
    fact.kind === 'home-visit' ? fact.evidenceId : fact.patientId,
  ].join(' ')
