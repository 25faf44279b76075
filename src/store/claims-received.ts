import type { Day } from '#base/day.ts'
import { monthOf } from '#contract/calendar-month.ts'
import type { ClaimStep } from '#contract/claim-decision.ts'
import type { UnpaidReason } from '#contract/paid-facts.ts'
import { quarterOf } from '#contract/quarter.ts'
import type { SubmittedClaim } from './quarterly-claims.ts'
import type { Tx } from './tx.ts'

// What a commissioner reads of claims, as the role that has no right on any table, and what it writes of its own.

/** A claim as its commissioner has it: without a fact of a patient. */
export type ClaimReceived = Omit<SubmittedClaim, 'unpaid' | 'signedBy' | 'decided'> & {
  readonly providerId: string
  readonly providerName: string
  readonly odsCode: string
  readonly reference: string
  readonly notPaid: Readonly<Partial<Record<UnpaidReason, number>>>
}

/** Every version of every claim to this commissioner, the newest first. Asked as a commissioner. */
export async function claimsReceivedBy(tx: Tx): Promise<readonly ClaimReceived[]> {
  const rows = await tx.query<
    Omit<ClaimReceived, 'quarter' | 'totalPence'> & {
      readonly quarterOn: Day
      readonly total: string
    }
  >(
    `select q.provider_id as "providerId", c.provider_name as "providerName", c.ods_code as "odsCode", c.reference, q.id,
            q.contract_id as "contractId", q.quarter_on as "quarterOn", q.version, q.contract_version as "contractVersion", q.months,
            q.sums, q.recoveries, q.not_paid as "notPaid", q.total_pence::text as total, q.reason, q.hash,
            q.signed_name as "signedName", q.signed_role as "signedRole", q.submitted_at as "submittedAt"
       from commissioned.quarterly_claim q
       join commissioned.contract_version c on c.provider_id = q.provider_id and c.contract_id = q.contract_id
                                           and c.version = q.contract_version
      order by q.quarter_on desc, c.provider_name, q.contract_id, q.version desc`,
    [],
  )
  return rows.map(({ quarterOn, total, ...row }) => ({
    ...row,
    quarter: quarterOf(monthOf(quarterOn)),
    totalPence: Number(total),
  }))
}

/** A step with the account of whoever took it: nobody decides what they have proposed. */
export type OwnStep = ClaimStep & { readonly by: string }

/** The steps of this commissioner on claims, in their order. Asked as a commissioner. */
export async function ownClaimSteps(tx: Tx): Promise<ReadonlyMap<string, readonly OwnStep[]>> {
  const rows = await tx.query<OwnStep & { readonly claimId: string }>(
    `select claim_id as "claimId", nth, kind, outcome, reason, by, by_name as "byName", by_role as "byRole", at
       from commissioned.claim_step order by claim_id, nth`,
    [],
  )
  return Map.groupBy(rows, ({ claimId }) => claimId)
}

/** What is to be paid for an approved claim. */
export type ClaimPayment = {
  readonly claimId: string
  readonly invoiceNumber: string
  readonly amountPence: number
  readonly approvedAt: number
}

type PaymentRow = Omit<ClaimPayment, 'amountPence'> & { readonly amount: string }

const PAYMENT_COLUMNS =
  'claim_id as "claimId", invoice_number as "invoiceNumber", amount_pence::text as amount, approved_at as "approvedAt"'

const paymentsOf = (rows: readonly PaymentRow[]): readonly ClaimPayment[] =>
  rows.map(({ amount, ...row }) => ({ ...row, amountPence: Number(amount) }))

/** What this commissioner has approved, the oldest first. Asked as a commissioner. */
export const ownPayments = async (tx: Tx): Promise<readonly ClaimPayment[]> =>
  paymentsOf(
    await tx.query<PaymentRow>(
      `select ${PAYMENT_COLUMNS} from commissioned.claim_payment order by approved_at, claim_id`,
      [],
    ),
  )

/** What the commissioners of this provider have approved, the oldest first. */
export const paymentsToCome = async (tx: Tx): Promise<readonly ClaimPayment[]> =>
  paymentsOf(
    await tx.query<PaymentRow>(
      `select ${PAYMENT_COLUMNS} from commissioning.claim_payment order by approved_at, claim_id`,
      [],
    ),
  )

/** The steps of the commissioner on the claims of this provider, in their order. */
export async function stepsOnClaims(tx: Tx): Promise<ReadonlyMap<string, readonly ClaimStep[]>> {
  const rows = await tx.query<ClaimStep & { readonly claimId: string }>(
    `select claim_id as "claimId", nth, kind, outcome, reason, by_name as "byName", by_role as "byRole", at
       from commissioning.claim_step order by claim_id, nth`,
    [],
  )
  return Map.groupBy(rows, ({ claimId }) => claimId)
}

/** A month of patients that one provider has claimed and another asked for too. */
export type ClaimDispute = {
  readonly claimId: string
  readonly month: string
  readonly paidTo: string
  readonly patients: number
}

/** What two providers have both claimed, by the claim that came later. Asked as a commissioner. */
export const claimDisputes = (tx: Tx): Promise<readonly ClaimDispute[]> =>
  tx.query<ClaimDispute>(
    `select claim_id as "claimId", month, paid_to as "paidTo", patients
       from commissioned.claim_dispute order by month, paid_to, claim_id`,
    [],
  )

export type NewStep = Omit<OwnStep, 'at'> & {
  readonly claimId: string
  readonly at: string
  /** Of what is decided or sent back: the proposal, and whose it was. */
  readonly proposal: { readonly nth: number; readonly by: string } | null
}

/** Writes a step down; answers false where somebody else has written it. */
export async function addClaimStep(tx: Tx, step: NewStep): Promise<boolean> {
  const added = await tx.query(
    `insert into claim_step (provider_id, claim_id, nth, kind, outcome, reason, proposal_nth, proposed_by, by, by_name, by_role, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict do nothing returning nth`,
    [
      tx.providerId,
      step.claimId,
      step.nth,
      step.kind,
      step.outcome,
      step.reason,
      step.proposal?.nth ?? null,
      step.proposal?.by ?? null,
      step.by,
      step.byName,
      step.byRole,
      step.at,
    ],
  )
  return added.length === 1
}

/** Writes down what is to be paid, with the step that approved it. */
export async function addClaimPayment(
  tx: Tx,
  payment: Omit<ClaimPayment, 'approvedAt'> & {
    readonly stepNth: number
    readonly approvedAt: string
  },
): Promise<void> {
  await tx.query(
    `insert into claim_payment (provider_id, claim_id, step_nth, invoice_number, amount_pence, approved_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      tx.providerId,
      payment.claimId,
      payment.stepNth,
      payment.invoiceNumber,
      payment.amountPence,
      payment.approvedAt,
    ],
  )
}
