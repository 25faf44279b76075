import { connect, createServer, type Server, type Socket } from 'node:net'
import { Client } from 'pg'

/** A line to a database that can be cut and mended while the application uses it. */
export type CutLine = {
  readonly url: string
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function cutLineTo(databaseUrl: string): Promise<CutLine> {
  const { host, port, user, database } = new Client({ connectionString: databaseUrl })
  const sockets = new Set<Socket>()
  const listener = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  const atPort = await listen(listener, 0)
  const cut = async () => {
    const closed = new Promise<void>((resolve) => listener.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: `postgres://${user}@127.0.0.1:${atPort}/${database}`,
    cut,
    mend: async () => {
      await listen(listener, atPort)
    },
    close: async () => {
      if (listener.listening) await cut()
    },
  }
}

async function listen(listener: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve))
  const address = listener.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
