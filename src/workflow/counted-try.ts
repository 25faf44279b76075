import { endsOfRest } from '#access/lock-out.ts'
import { type CountedTry, countTry } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import type { House } from './desk.ts'

/** Counts a try at an account before a password or a code is looked at; answers how long the account rests, where it does. */
export async function countedTry(house: House, accountId: string): Promise<CountedTry> {
  const now = house.clock()
  const locks = endsOfRest(now).map((end) => (end === null ? null : new Date(end).toISOString()))
  return await countTry(outside(house.pool), accountId, { now, locks })
}
