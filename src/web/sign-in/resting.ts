import type { Arrival } from '#web/door/arrival.ts'
import { callerOf } from '#web/door/caller.ts'
import type { Door } from '#web/door/receive.ts'
import type { Finding } from '#workflow/outcome.ts'

export const secondsOfRest = (until: number, now: number): number => Math.ceil((until - now) / 1000)

/** Says how long whoever has tried too often waits. */
export function restingFinding(field: string, until: number, now: number): Finding {
  const seconds = secondsOfRest(until, now)
  const wait = seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  const message = `There were too many wrong tries. Wait ${wait} and try again.`
  return { field, code: 'resting', message }
}

/** It is heard in the log: somebody may be guessing. */
export const noteResting = ({ settings }: Door, arrival: Arrival): void =>
  settings.log.warn(
    { request: arrival.id, from: callerOf(arrival, settings) },
    'too many wrong sign-ins',
  )

const SAID_EVERY_MS = 10_000
let crowdedSaidAt = Number.NEGATIVE_INFINITY

/** Heard too, and not once for each of thousands. */
export function noteCrowded({ settings }: Door, arrival: Arrival): void {
  const now = performance.now()
  if (now - crowdedSaidAt < SAID_EVERY_MS) return
  crowdedSaidAt = now
  settings.log.warn({ request: arrival.id }, 'more sign-ins are tried than can be looked at')
}
