// Runs a trial over the cores of the machine. Pieces are worked out in any order and added up in theirs, so that one core
// and many give the same figures to the bit; no more pieces than threads are in the making, so that memory does not grow.
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { addChunk, type ChunkTally, emptyChunk } from '#simulation/groups.ts'
import { type SettingReport, settingReport } from '#simulation/report.ts'
import { chunksOf, settingsOf, type TrialSpec } from '#simulation/spec.ts'
import { runChunk } from '#simulation/trial.ts'
import type { TrialPiece, TrialThread } from './trial-thread.ts'

export type TrialRun = {
  /** How many threads work besides this one; 0 works the trial out here. */
  readonly threads?: number
  /** Told after each piece, from 0 to 1. */
  readonly onProgress?: (share: number) => void
  /** On one thread besides this one, which gives way to everything else on the machine, however small the trial is. */
  readonly inBackground?: boolean
  /** Ends it: what is worked out so far is thrown away, and the promise with it. */
  readonly signal?: AbortSignal
}

/** So few pieces are done before a thread has started. @technical Size of a piece of work. */
const FEW_PIECES = 4

/** The figures of each setting of a trial, in the order of `settingsOf`. */
export async function runTrial(
  spec: TrialSpec,
  {
    threads = availableParallelism(),
    onProgress = () => undefined,
    inBackground = false,
    signal,
  }: TrialRun = {},
): Promise<readonly SettingReport[]> {
  const settings = settingsOf(spec)
  const tallies = settings.map(() => emptyChunk(spec))
  const chunks = chunksOf(spec)
  const pieces = settings.flatMap((setting) =>
    Array.from({ length: chunks }, (_, chunk): TrialPiece => ({ spec, setting, chunk })),
  )
  const add = (nth: number, tally: ChunkTally) => {
    const to = tallies[Math.floor(nth / chunks)]
    if (to !== undefined) addChunk(to, tally)
    onProgress((nth + 1) / pieces.length)
  }
  if (inBackground) {
    await overThreads(pieces, { threads: 1, givesWay: true, signal }, add)
  } else if (threads === 0 || pieces.length <= FEW_PIECES) {
    for (const [nth, piece] of pieces.entries()) {
      add(nth, runChunk(spec, piece.setting, piece.chunk))
    }
  } else {
    const most = Math.min(threads, pieces.length)
    await overThreads(pieces, { threads: most, givesWay: false, signal }, add)
  }
  return settings.map((setting, nth) => settingReport(spec, setting, tallies[nth] ?? []))
}

type Crew = TrialThread & {
  readonly threads: number
  readonly signal: AbortSignal | undefined
}

/** Each thread takes the next piece; what is done waits until those before it are. */
async function overThreads(
  pieces: readonly TrialPiece[],
  { threads, givesWay, signal }: Crew,
  add: (nth: number, tally: ChunkTally) => void,
): Promise<void> {
  const waiting = new Map<number, ChunkTally>()
  let [next, added] = [0, 0]
  const work = async () => {
    const workerData: TrialThread = { givesWay }
    const thread = new Worker(new URL('./trial-thread.ts', import.meta.url), { workerData })
    try {
      for (let nth = next++; nth < pieces.length; nth = next++) {
        thread.postMessage(pieces[nth])
        const [tally]: ChunkTally[] = await once(thread, 'message', { signal })
        if (tally !== undefined) waiting.set(nth, tally)
        for (let done = waiting.get(added); done; done = waiting.get(added)) {
          waiting.delete(added)
          add(added, done)
          added += 1
        }
      }
    } finally {
      await thread.terminate()
    }
  }
  await Promise.all(Array.from({ length: threads }, work))
}
