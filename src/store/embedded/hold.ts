import { connect, createServer, type Server } from 'node:net'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * A name that one process on this machine holds at a time. The kernel keeps it (an abstract socket) and gives it back
 * however the process ends, kill -9 included: there is no lock file that could outlive its owner. Whoever asks at the
 * socket is told the holder's process id.
 */
export type Hold = { readonly kind: 'held'; readonly release: () => Promise<void> }
export type Taken = { readonly kind: 'taken'; readonly byProcess: number | 'not-known' }

export async function tryHold(name: string): Promise<Hold | Taken> {
  const server = createServer((asking) => asking.end(`${process.pid}`))
  const listening = await new Promise<boolean>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(false) : fail(error),
    )
    server.listen(addressOf(name), () => done(true))
  })
  if (!listening) return { kind: 'taken', byProcess: await askHolder(name) }
  server.unref()
  return { kind: 'held', release: () => closed(server) }
}

const MOMENT_MS = 25
const LONGEST_WAIT_MS = 60_000

/** Runs `critical` while no other process on this machine runs one under the same name. */
export async function whileHolding<T>(name: string, critical: () => Promise<T>): Promise<T> {
  const until = Date.now() + LONGEST_WAIT_MS
  for (;;) {
    const hold = await tryHold(name)
    if (hold.kind === 'held') {
      try {
        return await critical()
      } finally {
        await hold.release()
      }
    }
    if (Date.now() > until) throw new Error(`Process ${hold.byProcess} does not let go of ${name}.`)
    await wait(MOMENT_MS)
  }
}

const addressOf = (name: string): string => `\0${name}`

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
  })

function askHolder(name: string): Promise<number | 'not-known'> {
  return new Promise((done) => {
    const holder = connect(addressOf(name))
    holder.setTimeout(1000, () => holder.destroy())
    let answer = ''
    holder.on('data', (piece) => {
      answer += piece
    })
    holder.on('error', () => {})
    holder.on('close', () => done(/^\d+$/.test(answer) ? Number(answer) : 'not-known'))
  })
}
