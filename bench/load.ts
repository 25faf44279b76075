import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'

export type Ask = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export type LoadPlan = {
  readonly url: string
  readonly asks: readonly Ask[]
  readonly concurrency: number
  /** Asks start so often, whether or not earlier ones have been answered; without it, each waits for the one before. */
  readonly perSecond?: number
}

export type LoadResult = {
  /** In milliseconds, ascending. */
  readonly times: readonly number[]
  readonly perSecond: number
  readonly bytes: number
  /** Statuses other than 200, with the start of what was said. */
  readonly refusals: readonly string[]
}

/** Sends every ask from a process of its own, so that the one who measures is not the one who is measured. */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const generator = fork(join(import.meta.dirname, 'load-generator.ts'), {
    execArgv: [],
    serialization: 'advanced',
    env: process.env,
  })
  generator.send(plan)
  const [result] = (await once(generator, 'message')) as [LoadResult]
  if (result.refusals.length > 0) {
    throw new Error(`${result.refusals.length} were refused, like ${result.refusals[0]}`)
  }
  return result
}
