import { providersOf } from '#store/providers.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'

/**
 * Does what the product does by itself at each provider, one transaction each; the work answers how many rows it
 * changed, and where it changed none nothing is kept.
 */
export async function atEachProvider(
  house: House,
  work: (tx: Tx, now: number) => Promise<number>,
): Promise<void> {
  const now = house.clock()
  for (const { providerId } of await providersOf(house.pool)) {
    await inTransaction(house.pool, providerId, async (tx) => ({
      keep: (await work(tx, now)) > 0,
      answer: undefined,
    }))
  }
}
