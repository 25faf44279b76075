// One person at a served installation, as a program: signed in, with a cookie and the token of the session. What is asked for is
// asked for again with the same key until an answer comes, which saves it once however often it was sent.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** What became of one request. */
export type Reply = {
  readonly kind: 'done' | 'refused' | 'not-signed-in' | 'unknown'
  readonly status: number
  readonly body: string
}

/** An act that was answered: done, or refused in words. */
type Answered = {
  readonly kind: 'done' | 'refused'
  readonly key: string
  readonly body: string
  /** How often it was sent until the answer came. */
  readonly tries: number
}

export type SeatAt = {
  readonly url: string
  readonly username: string
  readonly password: string
  /** How long each answer is waited for. */
  readonly patienceMs: () => number
  /** Whether nobody waits for answers any more. */
  readonly isAbandoned: () => boolean
  /** Is told of each request: what it was, what came of it, how long it took. */
  readonly note: (what: string, reply: Reply, tookMs: number) => void
}

type Fields = Readonly<Record<string, string>>

const PAUSE_MS = 50
/** Whoever signs in waits: a session that nobody heard of is nobody's. */
const SIGN_IN_PATIENCE_MS = 15_000

export class Seat {
  private readonly at: SeatAt
  private cookie = ''
  private csrf = ''
  private signingIn: Promise<void> | undefined

  constructor(at: SeatAt) {
    this.at = at
  }

  /** Asks for an act until it is answered; undefined when nobody waits any more. */
  async perform(
    act: string,
    fields: Fields,
    { key = randomUUID(), patientId }: { readonly key?: string; readonly patientId?: string } = {},
  ): Promise<Answered | undefined> {
    for (let tries = 1; !this.at.isAbandoned(); tries += 1) {
      await this.signingIn
      const reply = await this.timed(act, () => this.send(act, key, fields, patientId))
      const { kind, body } = reply
      if (kind === 'done' || kind === 'refused') return { kind, key, body, tries }
      if (kind === 'unknown') await wait(PAUSE_MS)
      else await this.signIn()
    }
    return undefined
  }

  /** Opens a page, signed in; its text, or undefined when nobody waits any more. */
  async open(path: string, what: string = path): Promise<string | undefined> {
    while (!this.at.isAbandoned()) {
      await this.signingIn
      const reply = await this.timed(what, () => this.request(path, { method: 'GET' }))
      if (reply.kind === 'done') return reply.body
      if (reply.kind === 'refused') return undefined
      if (reply.kind === 'unknown') await wait(PAUSE_MS)
      else await this.signIn()
    }
    return undefined
  }

  /** Whether the last sign-in was let in. */
  isSignedIn(): boolean {
    return this.csrf !== ''
  }

  /** Signs in, once for all who ask for it at the same time. */
  signIn(): Promise<void> {
    this.signingIn ??= this.newSession().finally(() => {
      this.signingIn = undefined
    })
    return this.signingIn
  }

  private async newSession(): Promise<void> {
    const { url, username, password } = this.at
    this.cookie = ''
    const body = new URLSearchParams({ username, password, next: '/' })
    const headers = { origin: url, 'sec-fetch-site': 'same-origin' }
    await this.timed('a sign-in', () =>
      this.request('/sign-in', { method: 'POST', headers, body }, SIGN_IN_PATIENCE_MS),
    )
    const page =
      this.cookie === ''
        ? undefined
        : await this.request('/account', { method: 'GET' }, SIGN_IN_PATIENCE_MS)
    this.csrf = /<input[^>]*name="csrf"[^>]*value="([^"]*)"/.exec(page?.body ?? '')?.[1] ?? ''
    if (this.csrf === '') await wait(PAUSE_MS)
  }

  private send(
    act: string,
    key: string,
    fields: Fields,
    patientId: string | undefined,
  ): Promise<Reply> {
    return this.request(`/api/acts/${act}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        'x-csrf': this.csrf,
        ...(patientId !== undefined && { 'x-patient': patientId }),
      },
      body: JSON.stringify(fields),
    })
  }

  private async request(
    path: string,
    init: RequestInit,
    patienceMs = this.at.patienceMs(),
  ): Promise<Reply> {
    const headers = new Headers(init.headers)
    if (this.cookie !== '') headers.set('cookie', this.cookie)
    const signal = AbortSignal.timeout(patienceMs)
    try {
      const asked = { ...init, headers, signal, redirect: 'manual' } as const
      const response = await fetch(`${this.at.url}${path}`, asked)
      const body = await response.text()
      this.keep(response.headers.get('set-cookie'))
      return { kind: kindOf(response.status), status: response.status, body }
    } catch {
      return { kind: 'unknown', status: 0, body: '' }
    }
  }

  private keep(cookie: string | null): void {
    if (cookie !== null)
      this.cookie = cookie.includes('Max-Age=0') ? '' : (cookie.split(';')[0] ?? '')
  }

  private async timed(what: string, ask: () => Promise<Reply>): Promise<Reply> {
    const began = performance.now()
    const reply = await ask()
    this.at.note(what, reply, performance.now() - began)
    return reply
  }
}

function kindOf(status: number): Reply['kind'] {
  if (status === 200) return 'done'
  if (status === 401 || status === 303) return 'not-signed-in'
  return status < 500 ? 'refused' : 'unknown'
}
