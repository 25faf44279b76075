import { randomBytes, randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** A request before anything is known of who sent it. */
export type Arrival = {
  /** Names this request in the log and on a page that says something went wrong. */
  readonly id: string
  readonly nonce: string
  readonly method: string
  readonly path: string
  /** The row of the table of URLs; the log names it, and not the path, which may name a patient. */
  readonly pattern: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly request: Request
  /** Where the connection comes from; `callerOf` says who is behind a proxy of ours. */
  readonly address: () => string
}

const NONCE_BYTES = 16

export function arrivalOf(c: Context, pattern: string): Arrival {
  const request = c.req.raw
  return {
    id: randomUUID(),
    nonce: randomBytes(NONCE_BYTES).toString('base64'),
    method: request.method,
    path: c.req.path,
    pattern,
    params: c.req.param(),
    query: new URL(request.url).searchParams,
    headers: request.headers,
    request,
    address: () => getConnInfo(c).remote.address ?? 'unknown',
  }
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']
export const changesNothing = ({ method }: Arrival): boolean => SAFE_METHODS.includes(method)
