import { type Day, daysBetween, londonDay } from '#base/day.ts'
import { invoiceNumber } from '#contract/invoice-number.ts'
import { namesInvoice } from '#contract/named-invoice.ts'
import type { Recovery } from '#contract/quarterly-claim.ts'
import { overpaid, type Reconciled, reconcile } from '#contract/reconciliation.ts'
import type { ClaimPayment } from '#store/claims-received.ts'
import type { SubmittedClaim } from '#store/quarterly-claims.ts'
import type { PaidRow } from '#store/remittances.ts'

/** A row of a remittance with the claim that it is for: nothing where no claim of this provider is named, or where a person says it is for none. */
export type MatchedRow = {
  readonly row: PaidRow
  readonly claim: SubmittedClaim | undefined
  /** Nothing of a row that could not be read and that nobody has settled. */
  readonly pence: number | null
  readonly isSettled: boolean
}

/** What each row was for: as a person says, or else by the number of the invoice in its reference. */
export const matchedRows = (
  rows: readonly PaidRow[],
  claims: readonly SubmittedClaim[],
  odsCode: string,
): readonly MatchedRow[] =>
  rows.map((row) => {
    const { settled, reference } = row
    if (settled !== null) {
      const claim = claims.find(({ id }) => id === settled.claimId)
      return { row, claim, pence: settled.pence, isSettled: true }
    }
    const isNamed = (claim: SubmittedClaim) =>
      reference !== null && namesInvoice(reference, invoiceNumber(odsCode, claim))
    return { row, claim: claims.find(isNamed), pence: row.pence, isSettled: false }
  })

const isSameQuarter = (a: SubmittedClaim, b: SubmittedClaim | undefined): boolean =>
  a.contractId === b?.contractId && a.quarter === b.quarter

/** What was paid for a claim, under the number of whichever version of it. */
const paidFor = (claim: SubmittedClaim, rows: readonly MatchedRow[]): number =>
  rows
    .filter((each) => isSameQuarter(claim, each.claim))
    .reduce((sum, { pence }) => sum + (pence ?? 0), 0)

const recoveredFor = (claim: SubmittedClaim, standing: readonly SubmittedClaim[]): number =>
  standing
    .flatMap(({ recoveries }) => recoveries)
    .filter(({ claimId }) => claimId === claim.id)
    .reduce((sum, { pence }) => sum + pence, 0)

/** Every claim that stands against what was paid for it. */
export const reconciled = (
  standing: readonly SubmittedClaim[],
  rows: readonly MatchedRow[],
  approved: readonly ClaimPayment[],
  today: Day,
): readonly (Reconciled & { readonly claim: SubmittedClaim })[] =>
  standing.map((claim) => {
    const payment = approved.find(({ claimId }) => claimId === claim.id)
    const since = londonDay(payment?.approvedAt ?? claim.submittedAt)
    const due = {
      claimId: claim.id,
      duePence: claim.totalPence,
      isApproved: payment !== undefined,
      ageDays: daysBetween(since, today),
    }
    return { claim, ...reconcile(due, paidFor(claim, rows), recoveredFor(claim, standing)) }
  })

/** What earlier claims were overpaid by and no other claim has given back. */
export const recoveriesFor = (
  earlier: readonly SubmittedClaim[],
  others: readonly SubmittedClaim[],
  rows: readonly MatchedRow[],
): readonly Recovery[] =>
  earlier.flatMap((claim) => {
    const due = { claimId: claim.id, duePence: claim.totalPence, isApproved: true, ageDays: 0 }
    const pence = overpaid(reconcile(due, paidFor(claim, rows), recoveredFor(claim, others)))
    return pence === 0 ? [] : [{ claimId: claim.id, quarter: claim.quarter, pence }]
  })
