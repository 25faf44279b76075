import { performance } from 'node:perf_hooks'
import { setTimeout as rest } from 'node:timers/promises'
import { type Day, londonDay } from '#base/day.ts'
import { isNightDone } from '#store/control-night.ts'
import { inOneBreath } from '#store/tx.ts'
import { atProviders } from './at-each-provider.ts'
import type { House } from './desk.ts'

/** The work of one night at one provider. */
export type Night = {
  readonly providerId: string
  /** The day that is worked for. What is written bears the time of its own transaction, which may be hours later. */
  readonly today: Day
  /** Goes through the courses; the work does a slice and answers the course to go on after, none when all are done. */
  readonly inSlices: (work: (after: string) => Promise<string | undefined>) => Promise<void>
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'
/** After a slice the clinic has so many times as long for itself. @technical A fifth of one core at most. */
const RESTS = 4

/**
 * Does a job at each provider that has not noted it for today, which the job does in its last transaction. With a signal it
 * runs beside the clinic: it rests between its slices, and ends where it stands when it is told to stop; the next start
 * begins again.
 */
export async function eachNight(
  house: House,
  job: string,
  work: (night: Night) => Promise<void>,
  stop?: AbortSignal,
): Promise<void> {
  const today = londonDay(house.clock())
  await atProviders(house, async (providerId) => {
    stop?.throwIfAborted()
    const isDone = await inOneBreath(house.pool, providerId, (tx) => isNightDone(tx, job, today))
    if (!isDone) await work({ providerId, today, inSlices: (slice) => inSlices(slice, stop) })
  })
}

async function inSlices(slice: Parameters<Night['inSlices']>[0], stop?: AbortSignal) {
  let after: string | undefined = BEFORE_ALL
  while (after !== undefined) {
    const began = performance.now()
    after = await slice(after)
    if (stop !== undefined) {
      await rest(RESTS * (performance.now() - began), undefined, { signal: stop })
    }
  }
}
