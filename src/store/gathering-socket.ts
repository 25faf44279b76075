import { Socket } from 'node:net'
import process from 'node:process'

type Sent = (error?: Error | null) => void

/**
 * A socket that sends what is written to it in one turn of the event loop in one go. The statements of a transaction
 * that do not wait for one another are written one by one; sent one by one, each would wake the server, which costs
 * both sides more than most of the answers do.
 */
export class GatheringSocket extends Socket {
  #gathers = false

  override write(
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Sent,
    sent?: Sent,
  ): boolean {
    if (!this.#gathers) this.#gather()
    if (typeof encoding === 'string') return super.write(chunk, encoding, sent)
    return super.write(chunk, encoding)
  }

  #gather(): void {
    this.#gathers = true
    this.cork()
    process.nextTick(() => {
      this.#gathers = false
      this.uncork()
    })
  }
}
