import type { ProviderKind } from './providers.ts'
import type { Tx } from './tx.ts'

/** A provider of this installation, and what it offers on a day. */
export type Offer = {
  readonly providerId: string
  readonly name: string
  readonly kind: ProviderKind
  readonly telephone: string
  readonly specificationId: string
  readonly levels: readonly number[]
  readonly to: string
}

/** What providers offer on a day, by the contract that holds on it (S21). */
export async function offersOn({ query }: Pick<Tx, 'query'>, today: string) {
  return query<Offer>(
    `select distinct on (o.name, o.provider_id, o.contract_id) o.provider_id as "providerId", o.name, o.kind, o.telephone,
            o.specification_id as "specificationId", o.levels, o.to_on as "to"
       from service_offer o
      where o.effective_on <= $1 and o.from_on <= $1 and o.to_on >= $1
      order by o.name, o.provider_id, o.contract_id, o.version desc`,
    [today],
  )
}

/** Whether the provider works with this installation, and its name. */
export async function providerNamed(
  { query }: Pick<Tx, 'query'>,
  providerId: string,
): Promise<string | undefined> {
  const [found] = await query<{ name: string }>(
    'select provider_name as name from account_provider where provider_id = $1 and not is_commissioner limit 1',
    [providerId],
  )
  return found?.name
}

/** Puts a version of a contract into the directory. */
export async function addOffer(
  tx: Tx,
  offer: {
    readonly contractId: string
    readonly version: number
    readonly specificationId: string
    readonly levels: readonly number[]
    readonly from: string
    readonly to: string
    readonly effectiveOn: string
  },
): Promise<void> {
  await tx.query(
    `insert into service_offer (provider_id, contract_id, version, specification_id, name, kind, telephone, levels, from_on, to_on,
       effective_on)
     select $1, $2, $3, $4, p.name, p.kind, p.telephone, $5, $6, $7, $8 from provider p where p.provider_id = $1`,
    [
      tx.providerId,
      offer.contractId,
      offer.version,
      offer.specificationId,
      [...offer.levels],
      offer.from,
      offer.to,
      offer.effectiveOn,
    ],
  )
}

/** The providers of this installation, as a pool or a transaction may ask. */
export const everyProvider = async ({ query }: Pick<Tx, 'query'>) =>
  query<{ readonly providerId: string; readonly name: string }>(
    'select distinct provider_id as "providerId", provider_name as name from account_provider where not is_commissioner order by 2, 1',
    [],
  )
