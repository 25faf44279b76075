import type { Pool } from 'pg'
import { maybeOne, type Tx } from './tx.ts'

export type ProviderKind = 'gp-practice' | 'community-pharmacy' | 'hospital-clinic'

/** The organisation that looks after the patients: the tenant. */
export type Provider = {
  readonly name: string
  readonly odsCode: string
  readonly kind: ProviderKind
  readonly telephone: string
}

/** Who has a place here of its own: a provider, or a commissioner, which treats nobody. */
export type Organisation = Omit<Provider, 'kind'> & { readonly kind: ProviderKind | 'commissioner' }

export async function addProvider(
  tx: Tx,
  provider: Organisation,
  createdAt: string,
): Promise<void> {
  await tx.query(
    `insert into provider (provider_id, name, ods_code, kind, telephone, created_at, clinics_closed_from, second_looks_from)
     values ($1, $2, $3, $4, $5, $6, ($6::timestamptz at time zone 'Europe/London')::date,
       ($6::timestamptz at time zone 'Europe/London')::date)`,
    [tx.providerId, provider.name, provider.odsCode, provider.kind, provider.telephone, createdAt],
  )
}

/** The provider that this transaction works for. */
export async function thisProvider(tx: Tx): Promise<Provider | undefined> {
  return maybeOne<Provider>(
    tx,
    'select name, ods_code as "odsCode", kind, telephone from provider where provider_id = $1',
    [tx.providerId],
  )
}

/** Every provider of this installation, by the list of who may enter it; no commissioner. */
export async function providersOf(pool: Pool) {
  const organisations = await organisationsOf(pool)
  return organisations.filter(({ isCommissioner }) => !isCommissioner)
}

/** Every provider and every commissioner: whoever has people, and an audit, here. */
export async function organisationsOf(pool: Pool) {
  const { rows } = await pool.query<{
    providerId: string
    name: string
    isCommissioner: boolean
  }>(
    `select distinct provider_id as "providerId", provider_name as name, is_commissioner as "isCommissioner"
       from account_provider order by 2`,
  )
  return rows
}
