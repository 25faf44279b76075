import { availableParallelism } from 'node:os'

/** How many processes of tests run beside each other: one for each core, as far as one database server bears them. */
export const LANES = Math.min(availableParallelism(), 4)

/** One more, where half of the work waits for processes to die and to come back: its cores are free meanwhile. */
export const CROWDED_LANES = LANES + 1

/** Does all of it, in the order given, so much at a time as there are lanes. */
export async function inLanes(
  lanes: number,
  work: readonly (() => Promise<void>)[],
): Promise<void> {
  const waiting = [...work]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
