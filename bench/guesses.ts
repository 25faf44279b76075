import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'

export type GuessLoad = {
  readonly url: string
  readonly perSecond: number
  readonly seconds: number
  /** From so many addresses in turn. */
  readonly addresses: number
}

export type Guesses = {
  /** How many were answered a second, in any way. */
  readonly perSecond: number
  readonly statuses: Readonly<Record<string, number>>
}

/** Guesses passwords from a process of its own. */
export async function guesses(plan: GuessLoad): Promise<Guesses> {
  const generator = fork(join(import.meta.dirname, 'guess-generator.ts'), { env: process.env })
  generator.send(plan)
  const [result] = (await once(generator, 'message')) as [Guesses]
  return result
}
