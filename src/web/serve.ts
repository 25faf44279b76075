import type { Server } from 'node:http'
import { createServer } from 'node:https'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

/** More than any browser sends us; a longer head is refused with 431 (D8.83). */
const MOST_HEADER_BYTES = 8192
/** A request that dribbles in is given up. */
const REQUEST_TIMEOUT_MS = 30_000

export type Serving = {
  /** Where a browser on this machine finds it. */
  readonly url: string
  /** Takes no new request, lets those under way end, and stops. */
  readonly close: () => Promise<void>
}

/** A certificate and its key, as PEM. */
export type Tls = { readonly certificate: string; readonly key: string }

/** Only what keeps past connections secret when the key is lost: each has keys of its own, and what is sent is sealed with them. */
const CIPHERS = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
].join(':')

const httpsOf = ({ certificate, key }: Tls) => ({
  cert: certificate,
  key,
  minVersion: 'TLSv1.2' as const,
  ciphers: CIPHERS,
  honorCipherOrder: true,
})

export async function serve(
  app: Hono,
  at: { readonly host: string; readonly port: number },
  tls?: Tls,
): Promise<Serving> {
  const http = createAdaptorServer({
    fetch: app.fetch,
    ...(tls !== undefined && { createServer }),
    serverOptions: {
      maxHeaderSize: MOST_HEADER_BYTES,
      requestTimeout: REQUEST_TIMEOUT_MS,
      ...(tls !== undefined && httpsOf(tls)),
    },
  }) as Server
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(at.port, at.host, resolve)
  })
  const scheme = tls === undefined ? 'http' : 'https'
  return { url: `${scheme}://${placeOf(http, at.host)}`, close: () => close(http) }
}

function placeOf(http: Server, host: string): string {
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const isEverywhere = host === '0.0.0.0' || host === '::'
  return `${isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What is under way has so long to be answered; whatever is open after it (a page that is told of progress) is cut. */
const TO_ANSWER_MS = 10_000
/** A connection that a browser keeps open has no further request: it is closed as soon as its last one is answered. */
const LOOK_MS = 50

async function close(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  const closesIdle = setInterval(() => http.closeIdleConnections(), LOOK_MS)
  const cut = setTimeout(() => http.closeAllConnections(), TO_ANSWER_MS)
  await closed
  clearInterval(closesIdle)
  clearTimeout(cut)
}
