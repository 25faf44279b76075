import { providersOf, thisProvider } from '#store/providers.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'

/** The providers of this installation, or of its commissioners too, with this name or ODS code; without one, all of them. */
export async function providersNamed(house: House, named: string | undefined, among = providersOf) {
  const providers = await among(house.pool)
  if (named === undefined) return providers
  const known = await Promise.all(
    providers.map(async (provider) => {
      const record = await atProvider(house, provider.providerId, thisProvider)
      return { provider, names: [provider.name, record?.name, record?.odsCode] }
    }),
  )
  return known.filter(({ names }) => names.includes(named)).map(({ provider }) => provider)
}

/** Looks at something of one provider; nothing is kept. */
export const atProvider = <T>(house: House, providerId: string, look: (tx: Tx) => Promise<T>) =>
  inTransaction(house.pool, providerId, async (tx) => ({ keep: false, answer: await look(tx) }))
