import { join } from 'node:path'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import type { Covered, Order, Tried } from './thread.ts'

export type Outcome = Tried | { readonly kind: 'never ends' }

/** Loads are never forgotten by Node, so a thread is replaced after this many orders. */
const ORDERS_PER_THREAD = 250
const LOOK_EVERY_MS = 200

/** A thread that takes orders one after the other, replaced when it hangs or is worn out. */
export class Thread {
  #worker: Worker | undefined
  #heartbeat = new Int32Array(new SharedArrayBuffer(4))
  #orders = 0
  readonly #threads: number

  constructor(threads: number) {
    this.#threads = threads
  }

  async cover(order: Extract<Order, { kind: 'cover' }>): Promise<Covered> {
    const answer: Covered = await this.#ask(order, Number.POSITIVE_INFINITY)
    return answer
  }

  /** The outcome of one fault; a test or a load that takes more processor time than the limit never ends. */
  async attempt(order: Extract<Order, { kind: 'try' }>, limitMs: number): Promise<Outcome> {
    try {
      const answer: Outcome = await this.#ask(order, limitMs)
      return answer
    } catch {
      await this.end()
      return { kind: 'never ends' }
    }
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  async #ask<Answer>(order: Order, limitMs: number): Promise<Answer> {
    if (this.#orders % ORDERS_PER_THREAD === 0) await this.end()
    this.#orders += 1
    this.#worker ??= new Worker(join(import.meta.dirname, 'thread.ts'), {
      workerData: this.#heartbeat,
    })
    const worker = this.#worker
    return await new Promise<Answer>((answered, failed) => {
      const watch = this.#watch(limitMs * this.#threads, () => {
        settled()
        failed(new Error('never ends'))
      })
      const settled = () => {
        clearInterval(watch)
        worker.off('message', onAnswer)
        worker.off('error', onError)
      }
      const onAnswer = (answer: Answer) => {
        settled()
        answered(answer)
      }
      const onError = (error: unknown) => {
        settled()
        failed(error)
      }
      worker.on('message', onAnswer)
      worker.on('error', onError)
      worker.postMessage(order)
    })
  }

  /** Time is the processor's: a machine that is busy or a process that was stopped makes no fault look endless. */
  #watch(limitMs: number, hangs: () => void): NodeJS.Timeout {
    let beat = -1
    let since = process.cpuUsage()
    return setInterval(() => {
      const now = Atomics.load(this.#heartbeat, 0)
      const { user, system } = process.cpuUsage(since)
      if (now !== beat) {
        beat = now
        since = process.cpuUsage()
      } else if ((user + system) / 1000 > limitMs) {
        hangs()
      }
    }, LOOK_EVERY_MS)
  }
}
