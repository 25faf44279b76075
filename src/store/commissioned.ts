import type { Day } from '#base/day.ts'
import { type CalendarMonth, firstDay, monthOf } from '#contract/calendar-month.ts'
import type { ReleasedSpecification } from '#contract/catalogue.ts'
import type { Contract } from '#contract/contract.ts'
import type { Support } from './contract-offers.ts'
import type { MonthlyReturn } from './monthly-returns.ts'
import type { ProviderKind } from './providers.ts'
import { maybeOne, type Tx } from './tx.ts'

// What a commissioner reads of providers: the views of the schema `commissioned`, as a role of the database that has no right on any table
// (docs/decisions/0044). Each view holds only what is of the commissioner whose transaction it is.

/**
 * Reads as a commissioner: until it has ended, the database refuses the transaction every table, and with them everything of a person
 * who is treated. What fails in it takes the whole transaction with it, the role too.
 */
export async function asCommissioner<T>(tx: Tx, read: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.query('set local role evenkeel_commissioning', [])
  const answer = await read(tx)
  await tx.query('set local role none', [])
  return answer
}

/** Whether this server has the role, and lets the application take it. */
export async function mayReadAsCommissioner(tx: Tx): Promise<boolean> {
  const found = await maybeOne<{ readonly may: boolean }>(
    tx,
    `select coalesce(pg_has_role(current_user, to_regrole('evenkeel_commissioning'), 'MEMBER'), false) as may`,
    [],
  )
  return found?.may === true
}

/** An organisation that commissions, by its id, as providers and itself know it. */
export type Commissioner = { readonly id: string; readonly name: string; readonly odsCode: string }

/** Every commissioner of this installation, by name. */
export const commissioners = (tx: Tx): Promise<readonly Commissioner[]> =>
  tx.query<Commissioner>(
    'select id, name, ods_code as "odsCode" from commissioning.commissioner order by name',
    [],
  )

/** The commissioner whose transaction this is; nothing where it is a provider's. */
export const thisCommissioner = (tx: Tx): Promise<Commissioner | undefined> =>
  maybeOne<Commissioner>(
    tx,
    'select id, name, ods_code as "odsCode" from commissioning.commissioner where id = $1',
    [tx.providerId],
  )

/** One version of a contract with this commissioner, and whose it is. */
export type CommissionedVersion = Contract & {
  readonly providerId: string
  readonly providerName: string
  readonly odsCode: string
  readonly providerKind: ProviderKind
  readonly contractId: string
  readonly version: number
  readonly specificationHash: string
  readonly effectiveOn: Day
  readonly agreedWith: string
  readonly agreedOn: Day
  readonly periodConfirmedBy: string | null
  readonly recordedAt: number
  /** The offer that the provider accepted; null where it recorded what was agreed elsewhere. */
  readonly offerId: string | null
  readonly support: Support
  /** Its text, where a commissioner issued it here. */
  readonly issued: ReleasedSpecification | null
}

/** Every version of every contract with this commissioner: by provider, the oldest version first. Asked as a commissioner. */
export const commissionedVersions = (tx: Tx): Promise<readonly CommissionedVersion[]> =>
  tx.query<CommissionedVersion>(
    `select provider_id as "providerId", provider_name as "providerName", ods_code as "odsCode", provider_kind as "providerKind",
            contract_id as "contractId", version, specification_id as "specificationId",
            specification_version as "specificationVersion", specification_hash as "specificationHash", reference, from_on as "from",
            to_on as "to", levels, effective_on as "effectiveOn", agreed_with as "agreedWith", agreed_on as "agreedOn",
            period_confirmed_by as "periodConfirmedBy", recorded_at as "recordedAt", offer_id as "offerId",
            case when support_name is not null then jsonb_build_object('name', support_name, 'pence', support_pence) end as support,
            case when hash is not null then jsonb_build_object('document', document, 'hash', hash) end as issued
       from commissioned.contract_version
       left join commissioned.specification_issued using (specification_id, specification_version)
      order by provider_name, provider_id, contract_id, version`,
    [],
  )

/** A return as its commissioner has it: the figures, and none of the records behind them. */
export type ReturnReceived = Omit<MonthlyReturn, 'facts' | 'signedBy'> & {
  readonly providerId: string
}

/** Every version of every return of a month to this commissioner, the oldest version first. Asked as a commissioner. */
export async function returnsReceived(
  tx: Tx,
  month: CalendarMonth,
): Promise<readonly ReturnReceived[]> {
  const rows = await tx.query<Omit<ReturnReceived, 'month'> & { readonly monthOn: Day }>(
    `select provider_id as "providerId", id, contract_id as "contractId", month_on as "monthOn", version,
            contract_version as "contractVersion", specification_id as "specificationId",
            specification_version as "specificationVersion", specification_hash as "specificationHash", figures, adjustments, reason,
            hash, signed_name as "signedName", signed_role as "signedRole", submitted_at as "submittedAt"
       from commissioned.monthly_return
      where month_on = $1
      order by provider_id, contract_id, version`,
    [firstDay(month)],
  )
  return rows.map(({ monthOn, ...row }) => ({ ...row, month: monthOf(monthOn) }))
}
