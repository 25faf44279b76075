import { noteNightDone } from '#store/control-night.ts'
import { PACKING, packResults } from '#store/kept-results.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { eachNight } from './each-night.ts'

/** Courses in one transaction. @technical How much work a transaction holds. */
const SLICE = 500

/**
 * Packs the results of every course anew, at each provider once a day, so that figures of many years need not read each
 * result. They are made of the results alone; before the first night, and of what is entered by day, each result is read.
 */
export async function packResultsNightly(house: House, stop?: AbortSignal): Promise<void> {
  await eachNight(
    house,
    PACKING,
    async ({ providerId, today, inSlices }) => {
      const kept = <T>(work: (tx: Tx) => Promise<T>) =>
        inTransaction(house.pool, providerId, async (tx) => ({
          keep: true,
          answer: await work(tx),
        }))
      await inSlices((after) => kept((tx) => packResults(tx, after, SLICE)))
      await kept((tx) => noteNightDone(tx, PACKING, today, new Date(house.clock()).toISOString()))
    },
    stop,
  )
}
