import type { Pence } from './specification.ts'

// What was claimed against what was paid.

/** A claim that stands, with what is to come of it. */
export type Due = {
  readonly claimId: string
  readonly duePence: Pence
  readonly isApproved: boolean
  /** Whole days since it was approved, or since it was submitted while nobody has. */
  readonly ageDays: number
}

export type Reconciled = Due & {
  readonly paidPence: Pence
  /** Of what was overpaid, what later claims have given back. */
  readonly recoveredPence: Pence
  readonly state: 'not-paid' | 'paid' | 'short-paid' | 'over-paid'
  /** What is still to be paid; below nought what is still to be given back. */
  readonly openPence: Pence
  readonly age: Age
}

/** How long money has been waited for, in days. */
export const AGES = ['0-30', '31-60', '61-90', 'over-90'] as const
export type Age = (typeof AGES)[number]

export function ageOf(days: number): Age {
  if (days <= 30) return '0-30'
  if (days <= 60) return '31-60'
  return days <= 90 ? '61-90' : 'over-90'
}

/** How a claim stands against what was paid for it. Nothing is paid by nothing: a claim of nought is paid. */
export function reconcile(due: Due, paidPence: Pence, recoveredPence: Pence): Reconciled {
  const openPence = due.duePence - paidPence + recoveredPence
  return {
    ...due,
    paidPence,
    recoveredPence,
    openPence,
    state: stateOf(due.duePence, paidPence),
    age: ageOf(due.ageDays),
  }
}

function stateOf(due: Pence, paid: Pence): Reconciled['state'] {
  if (paid === due) return 'paid'
  if (paid === 0) return 'not-paid'
  return paid < due ? 'short-paid' : 'over-paid'
}

/** What was paid beyond a claim and is not given back yet. */
export const overpaid = ({ state, openPence }: Reconciled): Pence =>
  state === 'over-paid' && openPence < 0 ? -openPence : 0
