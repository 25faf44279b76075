import { type Agent, request } from 'node:http'
import { type Fields, unescaped } from '#test/http/visit-forms.ts'

export type Page = {
  readonly status: number
  readonly text: string
  readonly bytes: number
  readonly location: string
}

/** Nobody waits longer for a page. */
const PATIENCE_MS = 20_000
const LONGEST_QUOTED = 400

/** What the server said was not what the visit needs. */
export class Unexpected extends Error {}

/** A browser without scripts, at an address of its own behind the proxy; cheap, because it runs beside what is measured. */
export class Browser {
  private readonly at: { readonly agent: Agent; readonly url: string; readonly address: string }
  private cookie = ''

  constructor(at: { readonly agent: Agent; readonly url: string; readonly address: string }) {
    this.at = at
  }

  async get(path: string): Promise<Page> {
    return this.expect(200, path, await this.send('GET', path))
  }

  /** Sends a form that is answered by another address, which is told. */
  async submit(path: string, fields: Fields): Promise<string> {
    const answer = await this.post(path, fields)
    return this.expect(303, path, answer).location
  }

  /** Sends a form that is answered with a page. */
  async ask(path: string, fields: Fields): Promise<Page> {
    return this.expect(200, path, await this.post(path, fields))
  }

  async post(path: string, fields: Fields): Promise<Page> {
    return await this.send('POST', path, new URLSearchParams(fields).toString())
  }

  private expect(status: number, path: string, page: Page): Page {
    if (page.status === status) return page
    const route = path.replaceAll(/[0-9a-f-]{36}/g, '*')
    throw new Unexpected(`${route} answered ${page.status}: ${inShort(page.text)}`)
  }

  private send(method: 'GET' | 'POST', path: string, body = ''): Promise<Page> {
    const { agent, url, address } = this.at
    const headers: Record<string, string> = { 'x-forwarded-for': address }
    if (this.cookie !== '') headers['cookie'] = this.cookie
    if (method === 'POST') {
      headers['origin'] = url
      headers['sec-fetch-site'] = 'same-origin'
      headers['content-type'] = 'application/x-www-form-urlencoded'
      headers['content-length'] = `${Buffer.byteLength(body)}`
    }
    return new Promise((done, fail) => {
      const sent = request(`${url}${path}`, { agent, method, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', fail)
        response.on('end', () => {
          const whole = Buffer.concat(parts)
          this.keep(response.headers['set-cookie'])
          const text = whole.toString('utf8')
          const { statusCode: status = 0, headers: told } = response
          done({ status, text, bytes: whole.byteLength, location: told.location ?? '' })
        })
      })
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`${path} was not answered`)))
      sent.on('error', fail)
      sent.end(body)
    })
  }

  private keep(cookies: readonly string[] | undefined): void {
    for (const cookie of cookies ?? []) {
      this.cookie = cookie.includes('Max-Age=0') ? '' : (cookie.split(';')[0] ?? '')
    }
  }
}

/** What a page says above its form, without its marks. */
function inShort(html: string): string {
  const main = /<main[\s\S]*/.exec(html)?.[0] ?? html
  const words = unescaped(main.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' '))
  return words.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTED)
}
