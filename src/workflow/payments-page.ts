import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { invoiceNumber } from '#contract/invoice-number.ts'
import { AGES, type Age, type Reconciled } from '#contract/reconciliation.ts'
import { paymentsToCome } from '#store/claims-received.ts'
import { thisProvider } from '#store/providers.ts'
import { type SubmittedClaim, submittedClaims } from '#store/quarterly-claims.ts'
import { paidRows } from '#store/remittances.ts'
import { standingClaims } from './claims-read.ts'
import { type MatchedRow, matchedRows, reconciled } from './payments-read.ts'
import { view } from './view.ts'

export type PaymentsShown = {
  readonly kind: 'payments'
  readonly today: Day
  readonly claims: readonly (Reconciled & {
    readonly claim: SubmittedClaim
    readonly number: string
  })[]
  /** What is still to be paid, by how long it has been waited for. */
  readonly open: Readonly<Record<Age, number>>
  /** Rows of which nobody knows yet what they are for: no claim of ours is named in them, or they could not be read. */
  readonly unmatched: readonly MatchedRow[]
  /** Every other row, the newest file first. */
  readonly matched: readonly MatchedRow[]
  readonly mayImport: boolean
}

/** What was paid against what was claimed: paid, short, over, not at all and since when, and what nobody can place (W2). */
export const paymentsShown = view<object, PaymentsShown>(
  'see-payments',
  async ({ tx, today, actor }) => {
    const odsCode = (await thisProvider(tx))?.odsCode ?? ''
    const claims = await submittedClaims(tx)
    const rows = matchedRows(await paidRows(tx), claims, odsCode)
    const all = reconciled(standingClaims(claims), rows, await paymentsToCome(tx), today)
    const isPlaced = ({ claim, isSettled }: MatchedRow) => claim !== undefined || isSettled
    return {
      kind: 'payments',
      today,
      claims: all
        .map((each) => ({ ...each, number: invoiceNumber(odsCode, each.claim) }))
        .toReversed(),
      open: openByAge(all),
      unmatched: rows.filter((row) => !isPlaced(row)),
      matched: rows.filter(isPlaced),
      mayImport: permission('import-remittance', actor, today).kind === 'allowed',
    }
  },
)

function openByAge(all: readonly Reconciled[]): PaymentsShown['open'] {
  const sum = (age: Age) =>
    all
      .filter((each) => each.age === age && each.openPence > 0)
      .reduce((total, { openPence }) => total + openPence, 0)
  return Object.fromEntries(AGES.map((age) => [age, sum(age)])) as PaymentsShown['open']
}
