import type { Day } from '#base/day.ts'
import type { Contract } from '#contract/contract.ts'
import type { ProviderKind } from './providers.ts'
import type { Tx } from './tx.ts'

/** What a commissioner pays a year towards a decision support system, at most (S14); null where it is within the price. */
export type Support = { readonly name: string; readonly pence: number } | null

/** A contract, or a variation of one, as it was offered. */
export type ContractOffer = Contract & {
  readonly id: string
  readonly forProviderId: string
  /** The contract that it varies, and which version of it; null of a new one. */
  readonly contractId: string | null
  readonly variesVersion: number | null
  readonly specificationHash: string
  readonly effectiveOn: Day
  readonly support: Support
  readonly offeredName: string
  readonly offeredAt: number
  /** Why it was taken back; null where it was not. */
  readonly endedBecause: string | null
}

const COLUMNS = `o.id, o.for_provider_id as "forProviderId", o.contract_id as "contractId", o.varies_version as "variesVersion",
  o.specification_id as "specificationId", o.specification_version as "specificationVersion",
  o.specification_hash as "specificationHash", o.reference, o.from_on as "from", o.to_on as "to", o.levels,
  o.effective_on as "effectiveOn", o.offered_name as "offeredName", o.offered_at as "offeredAt",
  case when o.support_name is not null then jsonb_build_object('name', o.support_name, 'pence', o.support_pence) end as support`

/** Every offer of this commissioner, the newest first. */
export const contractOffers = (tx: Tx): Promise<readonly ContractOffer[]> =>
  tx.query<ContractOffer>(
    `select ${COLUMNS}, e.reason as "endedBecause"
       from contract_offer o
       left join contract_offer_end e on e.provider_id = o.provider_id and e.offer_id = o.id
      where o.provider_id = $1
      order by o.offered_at desc, o.id`,
    [tx.providerId],
  )

/** An offer as the provider has it, with whose it is. */
export type OfferReceived = ContractOffer & {
  readonly commissionerId: string
  readonly commissionerName: string
}

/** Every offer to this provider, the newest first. */
export const offersReceived = (tx: Tx): Promise<readonly OfferReceived[]> =>
  tx.query<OfferReceived>(
    `select ${COLUMNS}, o.ended_because as "endedBecause", o.commissioner_id as "commissionerId",
            o.commissioner_name as "commissionerName"
       from commissioning.contract_offer o
      order by o.offered_at desc, o.id`,
    [],
  )

export async function addContractOffer(
  tx: Tx,
  offer: Omit<ContractOffer, 'offeredAt' | 'endedBecause'>,
  offered: { readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(
    `insert into contract_offer (provider_id, id, for_provider_id, contract_id, varies_version, specification_id,
       specification_version, specification_hash, reference, from_on, to_on, levels, effective_on, support_name, support_pence,
       offered_by, offered_name, offered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      tx.providerId,
      offer.id,
      offer.forProviderId,
      offer.contractId,
      offer.variesVersion,
      offer.specificationId,
      offer.specificationVersion,
      offer.specificationHash,
      offer.reference,
      offer.from,
      offer.to,
      [...offer.levels],
      offer.effectiveOn,
      offer.support?.name ?? null,
      offer.support?.pence ?? null,
      offered.by,
      offer.offeredName,
      offered.at,
    ],
  )
}

/** Takes an offer back; answers false where it was taken back before. */
export async function endContractOffer(
  tx: Tx,
  offerId: string,
  ended: { readonly reason: string; readonly by: string; readonly at: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into contract_offer_end (provider_id, offer_id, reason, by, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning offer_id`,
    [tx.providerId, offerId, ended.reason, ended.by, ended.at],
  )
  return rows.length === 1
}

/** Somebody to whom a contract can be offered. */
export type Offerable = {
  readonly id: string
  readonly name: string
  readonly odsCode: string
  readonly kind: ProviderKind
}

/** Every provider of this installation, by name. Asked as a commissioner. */
export const offerableProviders = (tx: Tx): Promise<readonly Offerable[]> =>
  tx.query<Offerable>(
    'select id, name, ods_code as "odsCode", kind from commissioned.provider order by name, id',
    [],
  )
