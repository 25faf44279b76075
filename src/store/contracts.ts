import type { Day } from '#base/day.ts'
import type { ReleasedSpecification } from '#contract/catalogue.ts'
import type { Contract } from '#contract/contract.ts'
import type { Support } from './contract-offers.ts'
import type { Tx } from './tx.ts'

/** One version of a contract, as it was written down. */
export type ContractVersion = Contract & {
  readonly id: string
  readonly version: number
  readonly specificationHash: string
  /** Its commissioner, where that uses this installation; and what it is called. */
  readonly commissionerId: string | null
  readonly commissionerName: string | null
  /** The offer that was accepted; null where the provider recorded what was agreed elsewhere. */
  readonly offerId: string | null
  readonly support: Support
  /** Its text, where a commissioner issued it here; the catalogue has every other. */
  readonly issued: ReleasedSpecification | null
  /** From which day it holds. */
  readonly effectiveOn: Day
  readonly agreedWith: string
  readonly agreedOn: Day
  /** Who confirmed for the commissioner that the specification holds outside its printed period. */
  readonly periodConfirmedBy: string | null
  readonly recordedByName: string
  readonly recordedAt: number
}

/** Every version of every contract of the provider, the oldest first. */
export async function contractVersions(tx: Tx): Promise<readonly ContractVersion[]> {
  return tx.query<ContractVersion>(
    `select c.id, c.version, c.specification_id as "specificationId", c.specification_version as "specificationVersion",
            c.specification_hash as "specificationHash", c.reference, c.from_on as "from", c.to_on as "to", c.levels,
            c.effective_on as "effectiveOn", c.agreed_with as "agreedWith", c.agreed_on as "agreedOn",
            c.period_confirmed_by as "periodConfirmedBy", s.name as "recordedByName", c.recorded_at as "recordedAt",
            c.commissioner_id as "commissionerId", o.name as "commissionerName", c.offer_id as "offerId",
            case when c.support_name is not null then jsonb_build_object('name', c.support_name, 'pence', c.support_pence) end as support,
            case when i.hash is not null then jsonb_build_object('document', i.document, 'hash', i.hash) end as issued
       from contract c
       left join commissioning.commissioner o on o.id = c.commissioner_id
       left join commissioning.specification_issued i
         on i.specification_id = c.specification_id and i.specification_version = c.specification_version
        and i.hash = c.specification_hash
       join staff s on s.provider_id = c.provider_id and s.account_id = c.recorded_by
      where c.provider_id = $1
      order by c.from_on, c.id, c.version`,
    [tx.providerId],
  )
}

/** The contracts of the provider. */
export async function contractIds(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ readonly id: string }>(
    'select distinct id from contract where provider_id = $1 order by id',
    [tx.providerId],
  )
  return rows.map(({ id }) => id)
}

/** A version before it is written down. */
type NewVersion = Omit<ContractVersion, Known> &
  Partial<Pick<ContractVersion, 'offerId' | 'support'>>
type Known = 'recordedByName' | 'recordedAt' | 'commissionerName' | 'issued' | 'offerId' | 'support'

/** Writes a version down; answers false where somebody else has written one with its number. */
export async function addContractVersion(
  tx: Tx,
  version: NewVersion,
  recorded: { readonly by: string; readonly at: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into contract (provider_id, id, version, specification_id, specification_version, specification_hash, reference,
       from_on, to_on, levels, effective_on, agreed_with, agreed_on, period_confirmed_by, recorded_by, recorded_at,
       commissioner_id, offer_id, support_name, support_pence)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     on conflict do nothing returning id`,
    [
      tx.providerId,
      version.id,
      version.version,
      version.specificationId,
      version.specificationVersion,
      version.specificationHash,
      version.reference,
      version.from,
      version.to,
      [...version.levels],
      version.effectiveOn,
      version.agreedWith,
      version.agreedOn,
      version.periodConfirmedBy,
      recorded.by,
      recorded.at,
      version.commissionerId,
      version.offerId ?? null,
      version.support?.name ?? null,
      version.support?.pence ?? null,
    ],
  )
  return added.length === 1
}
