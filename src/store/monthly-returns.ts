import type { Day } from '#base/day.ts'
import type { Activity } from '#contract/activity.ts'
import type { Submitted } from '#contract/adjustments.ts'
import { type CalendarMonth, firstDay, monthOf } from '#contract/calendar-month.ts'
import type { Tx } from './tx.ts'

/** A return as it was submitted, with who signed it. */
export type MonthlyReturn = Submitted & {
  readonly id: string
  readonly contractId: string
  readonly contractVersion: number
  readonly specificationId: string
  readonly specificationVersion: number
  readonly specificationHash: string
  /** The records behind the figures, by id. */
  readonly facts: readonly Activity[]
  /** Why it was returned again. */
  readonly reason: string | null
  readonly hash: string
  readonly signedBy: string
  readonly signedName: string
  readonly signedRole: string
}

/** Every version of every return under a contract, in the order in which they were submitted. */
export async function monthlyReturns(
  tx: Tx,
  contractId: string,
): Promise<readonly MonthlyReturn[]> {
  const rows = await tx.query<Omit<MonthlyReturn, 'month'> & { readonly monthOn: Day }>(
    `select id, contract_id as "contractId", month_on as "monthOn", version, contract_version as "contractVersion",
            specification_id as "specificationId", specification_version as "specificationVersion",
            specification_hash as "specificationHash", figures, facts, adjustments, reason, hash, signed_by as "signedBy",
            signed_name as "signedName", signed_role as "signedRole", submitted_at as "submittedAt"
       from monthly_return
      where provider_id = $1 and contract_id = $2
      order by submitted_at, month_on, version`,
    [tx.providerId, contractId],
  )
  return rows.map(({ monthOn, ...row }) => ({ ...row, month: monthOf(monthOn) }))
}

/** What is returned for a month, before it is written down. */
export type NewReturn = Omit<MonthlyReturn, 'submittedAt'> & {
  readonly month: CalendarMonth
  readonly submittedAt: string
}

/** Writes a return down; answers false where somebody else has written its version. */
export async function addMonthlyReturn(tx: Tx, entry: NewReturn): Promise<boolean> {
  const added = await tx.query(
    `insert into monthly_return (provider_id, id, contract_id, month_on, version, contract_version, specification_id,
       specification_version, specification_hash, figures, facts, adjustments, reason, hash, signed_by, signed_name, signed_role,
       submitted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict do nothing returning id`,
    [
      tx.providerId,
      entry.id,
      entry.contractId,
      firstDay(entry.month),
      entry.version,
      entry.contractVersion,
      entry.specificationId,
      entry.specificationVersion,
      entry.specificationHash,
      JSON.stringify(entry.figures),
      JSON.stringify(entry.facts),
      JSON.stringify(entry.adjustments),
      entry.reason,
      entry.hash,
      entry.signedBy,
      entry.signedName,
      entry.signedRole,
      entry.submittedAt,
    ],
  )
  return added.length === 1
}
