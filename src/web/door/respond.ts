import type { Arrival } from './arrival.ts'
import { securityHeaders } from './headers.ts'
import { type DoorSettings, isSecure } from './settings.ts'

export type Extra = Readonly<Record<string, string>>

/** One answer, with what every answer carries. */
export function respond(
  settings: DoorSettings,
  arrival: Pick<Arrival, 'id' | 'nonce'>,
  answer: {
    readonly status: number
    readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null
    readonly headers: Extra
  },
): Response {
  const always = securityHeaders({ nonce: arrival.nonce, isSecure: isSecure(settings) })
  return new Response(answer.body, {
    status: answer.status,
    headers: { ...always, 'x-request-id': arrival.id, ...answer.headers },
  })
}

export const html = (
  settings: DoorSettings,
  arrival: Arrival,
  page: { readonly status: number; readonly body: string; readonly headers?: Extra },
): Response =>
  respond(settings, arrival, {
    status: page.status,
    body: page.body,
    headers: { 'content-type': 'text/html; charset=utf-8', ...page.headers },
  })

/** After a form: the browser opens the next page with GET, so that reloading sends nothing twice. */
export const goTo = (
  settings: DoorSettings,
  arrival: Arrival,
  location: string,
  headers: Extra = {},
): Response =>
  respond(settings, arrival, { status: 303, body: null, headers: { location, ...headers } })
