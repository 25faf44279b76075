import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import {
  endTrial,
  giveBackTrial,
  type Hold,
  holdTrial,
  type TrialEnd,
  takeUpTrial,
} from '#store/trials.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { atProviders } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { runTrial, type TrialRun } from './run-trial.ts'
import { hashOf } from './suggestion-token.ts'
import { provenanceOf } from './trial-provenance.ts'

/** So often it is said how far a trial is. @technical How soon a page learns of it. */
const BEAT_MS = 1000
/** A trial whose process says nothing for so long is taken up by another. @technical Far longer than a beat. */
const HELD_MS = 30_000
/** A trial that was taken up so often and never ended is broken off: it may be what ends the process. */
const MOST_TAKEN = 3

/**
 * Runs what clinical leads have asked for, one trial after the other, on one thread that gives way to everything else. A
 * trial whose process was killed is taken up from its beginning: the same spec is the same figures. `stop` gives back
 * the one under way.
 */
export async function runAskedTrials(
  house: House,
  stop: AbortSignal,
  how: TrialRun = { inBackground: true },
): Promise<void> {
  await atProviders(house, async (providerId) => {
    if (stop.aborted) return
    await runAskedTrial({ house, providerId, holder: newId(house.clock()), how }, stop)
  })
}

type Desk = {
  readonly house: House
  readonly providerId: string
  readonly holder: string
  readonly how: TrialRun
}
type Taken = NonNullable<Awaited<ReturnType<typeof takeUpTrial>>>

async function runAskedTrial(desk: Desk, stop: AbortSignal): Promise<void> {
  const taken = await kept(desk, (tx) => takeUpTrial(tx, holdOf(desk), instant(desk)))
  if (taken === undefined) return
  if (taken.taken > MOST_TAKEN) return await end(desk, taken, { how: 'broken-off' })
  const lost = new AbortController()
  const signal = AbortSignal.any([stop, lost.signal])
  let share = 0
  const beat = setInterval(() => {
    const hold = (tx: Tx) => holdTrial(tx, taken.trialId, holdOf(desk), Math.floor(share * 1000))
    // A beat that the database misses is not told of: the next one may reach it, and the hold outlasts many.
    kept(desk, hold).then(
      (isOurs) => isOurs || lost.abort(),
      () => undefined,
    )
  }, BEAT_MS)
  try {
    const onProgress = (now: number) => {
      share = now
    }
    const figures = await runTrial(taken.spec, { ...desk.how, signal, onProgress })
    const made = provenanceOf(taken.spec)
    await end(desk, taken, { how: 'done', made, figures, hash: hashOf(figures) })
  } catch (error) {
    if (!signal.aborted) throw error
    if (stop.aborted) await kept(desk, (tx) => giveBackTrial(tx, taken.trialId, desk.holder))
  } finally {
    clearInterval(beat)
  }
}

async function end(desk: Desk, { trialId }: Taken, how: TrialEnd): Promise<void> {
  const noted = how.how === 'done' ? { how: how.how, figures: how.hash } : { how: how.how }
  await kept(desk, async (tx) => {
    const at = instant(desk)
    if (!(await endTrial(tx, trialId, desk.holder, { end: how, at }))) return
    await addAuditLine(tx, canonicalJson({ act: 'trial-ended', at, subject: trialId, noted }))
  })
}

const kept = <T>({ house, providerId }: Desk, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(house.pool, providerId, async (tx) => ({ keep: true, answer: await work(tx) }))

const instant = ({ house }: Desk): string => new Date(house.clock()).toISOString()

const holdOf = ({ house, holder }: Desk): Hold => ({
  holder,
  until: new Date(house.clock() + HELD_MS).toISOString(),
})
