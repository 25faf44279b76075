import { parentPort } from 'node:worker_threads'
import type { Setting, TrialSpec } from '#simulation/spec.ts'
import { runChunk } from '#simulation/trial.ts'

/** A piece of a trial that is worked out by a thread of its own. */
export type TrialPiece = {
  readonly spec: TrialSpec
  readonly setting: Setting
  readonly chunk: number
}

parentPort?.on('message', ({ spec, setting, chunk }: TrialPiece) => {
  parentPort?.postMessage(runChunk(spec, setting, chunk))
})
