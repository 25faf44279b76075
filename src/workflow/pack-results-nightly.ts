import { londonDay } from '#base/day.ts'
import { isNightDone, noteNightDone } from '#store/control-night.ts'
import { PACKING, packResults } from '#store/kept-results.ts'
import { providersOf } from '#store/providers.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { eachByItself } from './at-each-provider.ts'
import type { House } from './desk.ts'

/** Courses in one transaction. @technical How much work a transaction holds. */
const SLICE = 500
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Packs the results of every course anew, at each provider once a day, so that figures of many years need not read each
 * result. They are made of the results alone; before the first night, and of what is entered by day, each result is read.
 */
export async function packResultsNightly(house: House): Promise<void> {
  const now = house.clock()
  await eachByItself(await providersOf(house.pool), async ({ providerId }) => {
    const kept = <T>(work: (tx: Tx) => Promise<T>) =>
      inTransaction(house.pool, providerId, async (tx) => ({ keep: true, answer: await work(tx) }))
    if (await kept((tx) => isNightDone(tx, PACKING, londonDay(now)))) return
    let after: string | undefined = BEFORE_ALL
    while (after !== undefined) {
      const from: string = after
      after = await kept((tx) => packResults(tx, from, SLICE))
    }
    await kept((tx) => noteNightDone(tx, PACKING, londonDay(now), new Date(now).toISOString()))
  })
}
