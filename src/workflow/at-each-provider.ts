import { providersOf } from '#store/providers.ts'
import { inOneBreath, inTransaction, type Tx } from '#store/tx.ts'
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
  await atProviders(house, async (providerId) => {
    await inTransaction(house.pool, providerId, async (tx) => ({
      keep: (await work(tx, house.clock())) > 0,
      answer: undefined,
    }))
  })
}

/** So many providers are gone through in one go. */
const AT_ONE_GO = 20

/**
 * Does some work at each provider, one after the other. A practice alone is gone through at once; where an installation has thousands,
 * the work gives way again and again.
 */
export async function atProviders(
  house: House,
  work: (providerId: string) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = []
  let began = performance.now()
  for (const [nth, { providerId }] of (await providersOf(house.pool)).entries()) {
    if (nth > 0 && nth % AT_ONE_GO === 0) {
      await house.giveWay?.(performance.now() - began)
      began = performance.now()
    }
    await work(providerId).catch((error: unknown) => {
      errors.push(error)
    })
  }
  if (errors.length > 0) throw errors[0]
}

/** One that throws keeps none of those after it from their turn; the first error is thrown when all have had it. */
export async function eachByItself<T>(
  all: Iterable<T>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = []
  for (const one of all) {
    await work(one).catch((error: unknown) => {
      errors.push(error)
    })
  }
  if (errors.length > 0) throw errors[0]
}

/** A course that the product has something to do for. */
export type DueCourse = { readonly episodeId: string; readonly patientId: string }

/**
 * Does what the product does by itself for courses, at each provider: found without a lock and in one breath, then one transaction each, which
 * holds the record of that patient alone and before anything else, as an act does. What it changes it asks for again.
 */
export async function atEachCourse(
  house: House,
  find: (tx: Tx, now: number) => Promise<readonly DueCourse[]>,
  work: (tx: Tx, now: number, episodeId: string) => Promise<number>,
): Promise<void> {
  await atProviders(house, async (providerId) => {
    const found = await inOneBreath(house.pool, providerId, (tx) => find(tx, house.clock()))
    const patients = new Map(found.map(({ episodeId, patientId }) => [episodeId, patientId]))
    await eachByItself(patients, async ([episodeId, patientId]) => {
      await inTransaction(house.pool, providerId, async (tx) => {
        await waitForVisit(tx, patientId)
        return { keep: (await work(tx, house.clock(), episodeId)) > 0, answer: undefined }
      })
    })
  })
}
