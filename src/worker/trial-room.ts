import type { Logger } from 'pino'
import type { House } from '#workflow/desk.ts'
import { runAskedTrials } from '#workflow/run-asked-trials.ts'
import { givingWay } from './giving-way.ts'

/** So often it is looked whether another process has left a trial behind. */
const PAUSE_MS = 60_000

export type TrialRoom = {
  /** Somebody has asked for a trial, so that it is not waited for until the next look. */
  readonly wake: () => void
  /** Gives back the trial under way and ends. */
  readonly stop: () => Promise<void>
}

/** Runs trials one after the other, apart from the jobs of the clinic: none of them waits for a trial. */
export function openTrialRoom(house: House, log: Logger): TrialRoom {
  const stopping = new AbortController()
  const paced = givingWay(house, stopping.signal)
  let round: Promise<void> | undefined
  let isAsked = false
  const work = async () => {
    while (isAsked && !stopping.signal.aborted) {
      isAsked = false
      await runAskedTrials(paced, stopping.signal).catch((error: unknown) => {
        if (stopping.signal.aborted) return
        log.error({ error: error instanceof Error ? error.name : typeof error }, 'a trial failed')
      })
    }
    round = undefined
  }
  const wake = () => {
    isAsked = true
    round ??= work()
  }
  const timer = setInterval(wake, PAUSE_MS)
  wake()
  const stop = async () => {
    clearInterval(timer)
    stopping.abort()
    await round
  }
  return { wake, stop }
}
