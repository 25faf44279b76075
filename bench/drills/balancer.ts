import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before several processes: it sends each request to one that says it is ready, as docs/deploy/nginx.conf and a look do. */
export type Balancer = {
  readonly url: string
  /** Requests by what became of them: the status, or `broken` where there was no answer. */
  readonly answers: Readonly<Record<string, number>>
  readonly sendTo: (ports: readonly number[]) => void
  readonly close: () => void
}

const LOOK_EVERY_MS = 250

export async function openBalancer(): Promise<Balancer> {
  const answers: Record<string, number> = {}
  let ports: readonly number[] = []
  let ready: readonly number[] = []
  let turn = 0
  const count = (what: string) => {
    answers[what] = (answers[what] ?? 0) + 1
  }
  const looks = setInterval(async () => {
    const asked = await Promise.all(ports.map(isReady))
    ready = ports.filter((_, index) => asked[index])
  }, LOOK_EVERY_MS)

  const pass = (incoming: IncomingMessage, answer: ServerResponse) => {
    turn += 1
    const port = ready[turn % ready.length]
    const { method, url: path, headers } = incoming
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (got) => {
      count(`${got.statusCode}`)
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    onward.on('error', () => {
      count('broken')
      answer.destroy()
    })
    incoming.pipe(onward)
  }
  const server = createServer(pass).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    sendTo: (to) => {
      ports = to
    },
    close: () => {
      clearInterval(looks)
      server.close()
      server.closeAllConnections()
    },
  }
}

export async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.status === 200
}
