import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import type { Sitting } from './visit-plan.ts'
import type { Step } from './whole-visit.ts'

export type VisitLoad = {
  readonly url: string
  readonly password: string
  readonly sittings: readonly Sitting[]
  /** Visits begin so often, whether or not earlier ones have ended. */
  readonly perSecond: number
  /** What begins so early is lived, and not counted. */
  readonly warmUpSeconds: number
}

export type LoadOfVisits = {
  readonly visits: number
  readonly seconds: number
  readonly requests: number
  /** What each visit that broke off was told, those of the warm-up too. */
  readonly errors: readonly string[]
  readonly mostUnderWay: number
  /** In milliseconds, as they came. */
  readonly times: Partial<Readonly<Record<Step, readonly number[]>>>
}

/** Lives the visits in a process of its own, so that the one who measures is not the one who is measured. */
export async function liveVisits(plan: VisitLoad): Promise<LoadOfVisits> {
  const generator = fork(join(import.meta.dirname, 'visit-generator.ts'), {
    serialization: 'advanced',
    env: process.env,
  })
  generator.send(plan)
  const ended = once(generator, 'exit')
  const [result] = await Promise.race([
    once(generator, 'message'),
    ended.then(() => {
      throw new Error('the load generator ended without an answer')
    }),
  ])
  await ended
  return result as LoadOfVisits
}
