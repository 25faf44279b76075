import { z } from 'zod'

// The one way out: a text is given to the site's own gateway over HTTP. docs/gateway.md is the contract; nothing here knows a network.

/** A text as the gateway takes it; `key` is the message, and makes it one however often it is offered. */
export type Outgoing = {
  readonly key: string
  readonly to: string
  readonly sequence: number
  readonly parts: readonly string[]
}

/** What the gateway said to a message; whatever is not plainly said is no answer, and is asked again. */
export type Sent =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly because: 'unknown-number' | 'refused' }
  | { readonly kind: 'no-answer'; readonly why: string }

/** What the gateway knows of a message that it took. */
export type Receipt =
  | { readonly kind: 'accepted' | 'delivered' | 'failed' | 'unknown-number' }
  | { readonly kind: 'no-answer'; readonly why: string }

export type Gateway = {
  readonly send: (message: Outgoing) => Promise<Sent>
  readonly receiptOf: (key: string) => Promise<Receipt>
}

export type GatewayAddress = {
  readonly url: string
  readonly token: string
  /** For how long an answer is waited for. */
  readonly timeoutMs?: number
}

/** How long the gateway may take to answer. @technical A gateway answers in a second; a round must not hang on one. */
const TIMEOUT_MS = 10_000
/** @technical HTTP: what was asked for cannot be done, however often it is asked. */
const UNPROCESSABLE = 422

const TAKEN = z.object({ key: z.string(), status: z.literal('accepted') })
const REFUSED = z.object({ key: z.string(), status: z.enum(['unknown-number', 'refused']) })
const STATUS = z.object({
  key: z.string(),
  status: z.enum(['accepted', 'delivered', 'failed', 'unknown-number']),
})

/** The gateway at an address: every answer must name the message that was asked about, so that no other page counts as one. */
export function gatewayAt({ url, token, timeoutMs = TIMEOUT_MS }: GatewayAddress): Gateway {
  const ask = (path: string, init: RequestInit) =>
    answerOf(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  return {
    send: async ({ key, ...message }) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key }
      const body = JSON.stringify(message)
      const said = await ask('/messages', { method: 'POST', headers, body })
      if ('why' in said) return { kind: 'no-answer', why: said.why }
      const taken = TAKEN.safeParse(said.body)
      if (said.isOk && taken.success && taken.data.key === key) return { kind: 'accepted' }
      const no = REFUSED.safeParse(said.body)
      const isNo = said.status === UNPROCESSABLE && no.success && no.data.key === key
      return isNo ? { kind: 'refused', because: no.data.status } : unclear(said.status)
    },
    receiptOf: async (key) => {
      const said = await ask(`/messages/${key}`, { method: 'GET' })
      if ('why' in said) return { kind: 'no-answer', why: said.why }
      const found = STATUS.safeParse(said.body)
      const isIt = said.isOk && found.success && found.data.key === key
      return isIt ? { kind: found.data.status } : unclear(said.status)
    },
  }
}

const unclear = (status: number) => ({ kind: 'no-answer', why: `answer ${status}` }) as const

type Said =
  | { readonly isOk: boolean; readonly status: number; readonly body: unknown }
  | { readonly why: string }

/** Says why there was no answer without what was sent: an error may carry an address or a text. */
async function answerOf(url: string, init: RequestInit): Promise<Said> {
  try {
    const response = await fetch(url, init)
    const body: unknown = await response.json().catch(() => undefined)
    return { isOk: response.ok, status: response.status, body }
  } catch (error) {
    return {
      why:
        error instanceof Error && error.name === 'TimeoutError'
          ? 'no answer in time'
          : 'not reached',
    }
  }
}
