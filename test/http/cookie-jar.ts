/** A browser that keeps every cookie, and gives a strict one to no request that comes from another site. */
export class CookieJar {
  readonly #origin: string
  readonly #cookies = new Map<string, { readonly value: string; readonly isStrict: boolean }>()

  constructor(origin: string) {
    this.#origin = origin
  }

  async get(path: string, { fromElsewhere = false } = {}): Promise<Reply> {
    return await this.#send(path, { method: 'GET' }, fromElsewhere)
  }

  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Reply> {
    const headers = { origin: this.#origin, 'sec-fetch-site': 'same-origin' }
    const init = { method: 'POST', headers, body: new URLSearchParams(fields) }
    return await this.#send(path, init, false)
  }

  /** The cookies as they are, to be tried in another browser. */
  cookies(): string {
    return this.#header(false)
  }

  forget(name: RegExp): void {
    for (const key of this.#cookies.keys()) if (name.test(key)) this.#cookies.delete(key)
  }

  #header(fromElsewhere: boolean): string {
    return [...this.#cookies]
      .filter(([, { isStrict }]) => !(isStrict && fromElsewhere))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  }

  async #send(path: string, init: RequestInit, fromElsewhere: boolean): Promise<Reply> {
    const headers = new Headers(init.headers)
    headers.set('cookie', this.#header(fromElsewhere))
    const to = new URL(path, this.#origin)
    const response = await fetch(to, { ...init, headers, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) this.#keep(set)
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      refresh: /^0; url=(.*)$/.exec(response.headers.get('refresh') ?? '')?.[1],
    }
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
    if (set.includes('Max-Age=0')) this.#cookies.delete(name)
    else this.#cookies.set(name, { value, isStrict: set.includes('SameSite=Strict') })
  }
}

type Reply = {
  readonly status: number
  readonly text: string
  readonly location: string | null
  /** Where the page goes on to by itself. */
  readonly refresh: string | undefined
}
