import type { MiddlewareHandler } from 'hono'
import { arrivalOf, changesNothing } from './arrival.ts'
import { isFromPlainHttp } from './caller.ts'
import { problem } from './problem.ts'
import type { Door } from './receive.ts'
import { html, respond } from './respond.ts'
import { type DoorSettings, isSecure } from './settings.ts'

/** What a balancer on the same network asks, which bears nothing of anybody. */
const FOR_BALANCERS = /^\/health\//
const FOR_PROGRAMS = /^\/api\//

/**
 * Where people come over https, a request that came over plain http is not answered: somebody on the way could have read it. Our proxies
 * say how it reached them; whoever comes past them has spoken plain http to us. Where no proxy is set nobody's word is known.
 */
export function cameOverPlainHttp(
  request: { readonly address: () => string; readonly headers: Headers },
  settings: Pick<DoorSettings, 'origin' | 'proxies' | 'isEncrypted'>,
): boolean {
  const { origin, proxies = [] } = settings
  return isSecure({ origin }) && proxies.length > 0 && isFromPlainHttp(request, settings)
}

/** A page that is opened is opened again over https; what was sent, and what a program asks, is refused, so that it is not sent so again. */
export function refusePlainHttp(door: Door): MiddlewareHandler {
  return async (c, next) => {
    const arrival = arrivalOf(c, 'plain http')
    const { settings } = door
    if (FOR_BALANCERS.test(arrival.path) || !cameOverPlainHttp(arrival, settings)) {
      return await next()
    }
    if (FOR_PROGRAMS.test(arrival.path)) {
      return problem(settings, arrival, 403, [{ field: '', code: 'plain-http', message: REFUSED }])
    }
    if (!changesNothing(arrival)) {
      return html(settings, arrival, { status: 403, body: `<!doctype html>\n<p>${REFUSED}</p>` })
    }
    const location = `${settings.origin}${arrival.path}${new URL(arrival.request.url).search}`
    return respond(settings, arrival, { status: 301, body: null, headers: { location } })
  }
}

const REFUSED = 'Nothing was saved: this was sent without encryption. Use the https address.'
