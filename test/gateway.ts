import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** How the gateway answers the next message: as it should, or as networks do. */
export type Mood =
  | 'takes'
  /** It takes the message, and the answer is lost. */
  | 'loses-the-answer'
  /** It never gets the message: the line is cut. */
  | 'cuts-the-line'
  /** It takes the message, and answers when nobody listens any more. */
  | 'answers-late'
  | 'unknown-number'
  | 'refuses'
  | 'is-broken'
  /** A page of a hotel's network answers in its place. */
  | 'is-somebody-else'

export type OnTelephone = {
  readonly key: string
  readonly to: string
  readonly sequence: number
  readonly parts: readonly string[]
}

/** A gateway on this machine that keeps to docs/gateway.md, and whose line does what lines do. */
export type FakeGateway = {
  readonly url: string
  readonly token: string
  /** What was sent to telephones, in order: each key once, however often it was offered. */
  readonly telephone: OnTelephone[]
  /** Every offer that reached it, by its key. */
  readonly offers: string[]
  readonly receipts: Map<string, string>
  mood: Mood
  readonly close: () => Promise<void>
}

const TOKEN = 'a-token-of-the-tests'

export async function fakeGateway(): Promise<FakeGateway> {
  const http = createServer((request, response) => {
    answer(gateway, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((go) => http.listen(0, '127.0.0.1', go))
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const gateway: FakeGateway = {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    telephone: [],
    offers: [],
    receipts: new Map(),
    mood: 'takes',
    close: async () => {
      http.closeAllConnections()
      await new Promise<void>((gone) => http.close(() => gone()))
    },
  }
  return gateway
}

async function answer(gateway: FakeGateway, request: IncomingMessage, response: ServerResponse) {
  const say = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return say(401, {})
  if (request.method === 'GET') {
    const key = request.url?.split('/').at(-1) ?? ''
    const status = gateway.receipts.get(key)
    return status === undefined ? say(404, {}) : say(200, { key, status })
  }
  const key = String(request.headers['idempotency-key'])
  const message = JSON.parse(await text(request)) as Omit<OnTelephone, 'key'>
  return offered(gateway, { key, ...message }, response, say)
}

function offered(
  gateway: FakeGateway,
  message: OnTelephone,
  response: ServerResponse,
  say: (status: number, body: object) => unknown,
): unknown {
  const { key } = message
  const { mood } = gateway
  if (mood === 'cuts-the-line') return response.destroy()
  gateway.offers.push(key)
  if (mood === 'is-broken') return say(503, {})
  if (mood === 'is-somebody-else') return response.writeHead(200).end('<html>Sign in</html>')
  if (mood === 'unknown-number') return say(422, { key, status: 'unknown-number' })
  if (mood === 'refuses') return say(422, { key, status: 'refused' })
  if (!gateway.receipts.has(key)) {
    gateway.receipts.set(key, 'accepted')
    gateway.telephone.push(message)
  }
  if (mood === 'loses-the-answer') return response.destroy()
  if (mood === 'answers-late') return undefined
  return say(202, { key, status: 'accepted' })
}
