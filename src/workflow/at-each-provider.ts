import { providersOf } from '#store/providers.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { waitForVisit } from '#store/visits.ts'
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

/** A course that the product has something to do for. */
export type DueCourse = { readonly episodeId: string; readonly patientId: string }

/**
 * Does what the product does by itself for courses, at each provider: found without a lock, then one transaction each, which
 * holds the record of that patient alone and before anything else, as an act does. What it changes it asks for again.
 */
export async function atEachCourse(
  house: House,
  find: (tx: Tx, now: number) => Promise<readonly DueCourse[]>,
  work: (tx: Tx, now: number, episodeId: string) => Promise<number>,
): Promise<void> {
  const now = house.clock()
  for (const { providerId } of await providersOf(house.pool)) {
    const found = await inTransaction(house.pool, providerId, async (tx) => ({
      keep: false,
      answer: await find(tx, now),
    }))
    const patients = new Map(found.map(({ episodeId, patientId }) => [episodeId, patientId]))
    for (const [episodeId, patientId] of patients) {
      await inTransaction(house.pool, providerId, async (tx) => {
        await waitForVisit(tx, patientId)
        return { keep: (await work(tx, now, episodeId)) > 0, answer: undefined }
      })
    }
  }
}
