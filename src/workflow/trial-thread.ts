import { constants, setPriority } from 'node:os'
import process from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import type { Setting, TrialSpec } from '#simulation/spec.ts'
import { runChunk } from '#simulation/trial.ts'

/** A piece of a trial that is worked out by a thread of its own. */
export type TrialPiece = {
  readonly spec: TrialSpec
  readonly setting: Setting
  readonly chunk: number
}

/** How a thread works. */
export type TrialThread = {
  /** It has the processor only while nothing else wants it. */
  readonly givesWay: boolean
}

const { givesWay }: TrialThread = workerData
// On Linux a priority is of the thread that sets it; elsewhere it would be of the whole process, which serves the clinic.
if (givesWay && process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

parentPort?.on('message', ({ spec, setting, chunk }: TrialPiece) => {
  parentPort?.postMessage(runChunk(spec, setting, chunk))
})
