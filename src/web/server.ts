import { type Context, Hono } from 'hono'
import type { AnyAct } from '#workflow/acts.ts'
import type { House } from '#workflow/desk.ts'
import { assets } from './asset-files.ts'
import { actsApi } from './door/acts-api.ts'
import { arrivalOf } from './door/arrival.ts'
import { browserReports } from './door/browser-reports.ts'
import type { DoorRoute } from './door/door-route.ts'
import { BROWSER_REPORTS } from './door/headers.ts'
import { live, ready } from './door/health.ts'
import { pagesAbove } from './door/page-above.ts'
import { refusePlainHttp } from './door/plain-http.ts'
import { type Door, pageAnswer, receive } from './door/receive.ts'
import { respond } from './door/respond.ts'
import type { DoorSettings } from './door/settings.ts'
import { sessionPage, signedInPage } from './door/signed-in-page.ts'
import { spending } from './door/spending.ts'
import { notFoundPage, wrongMethodPage } from './door/trouble.tsx'
import type { Visit } from './door/visit.ts'
import { countRequests } from './metrics/count-requests.ts'
import type { Route } from './page.ts'
import { freshTries } from './sign-in/tries.ts'

export type TableOfUrls = {
  readonly routes: readonly Route[]
  readonly doorRoutes: readonly DoorRoute[]
  readonly acts: Readonly<Record<string, AnyAct>>
}

const ACTS_PATH = '/api/acts/:name'
const ASSETS_PATH = '/assets/:file'
const HEALTH = { live: '/health/live', ready: '/health/ready' } as const

/** The whole of Evenkeel over HTTP: every row of the table of URLs behind the same door. */
export function server(house: House, settings: DoorSettings, urls: TableOfUrls): Hono {
  const spent = settings.budgets && spending(settings.budgets)
  const door: Door = { house, settings, tries: freshTries(), spending: spent }
  const app = new Hono()
  if (settings.served !== undefined) app.use(countRequests(settings.served))
  app.use(refusePlainHttp(door))
  app.get(ASSETS_PATH, (c) => assetAnswer(door, c))
  app.get(HEALTH.live, live(door))
  app.get(HEALTH.ready, ready(door))
  app.post(ACTS_PATH, actsApi(door, ACTS_PATH, urls.acts))
  const patterns = [...urls.routes, ...urls.doorRoutes].map(({ path }) => path)
  app.post(BROWSER_REPORTS, browserReports(door, patterns))
  openPages(app, door, urls)
  refuseOtherMethods(app, door, urls)
  app.notFound(receive(door, { path: 'unknown', isOpen: true }, notFound(door)))
  return app
}

function openPages(app: Hono, door: Door, { routes, doorRoutes }: TableOfUrls): void {
  const pageAbove = pagesAbove(routes)
  for (const route of doorRoutes) {
    app.on(route.method, route.path, sessionPage(door, route, pageAbove))
  }
  for (const route of routes) {
    app.on(route.method, route.path, signedInPage(door, route, pageAbove))
  }
}

/** An address that exists answers another method with 405 and with the methods it has. */
function refuseOtherMethods(app: Hono, door: Door, { routes, doorRoutes }: TableOfUrls): void {
  const methods = new Map<string, Set<string>>([
    [ACTS_PATH, new Set(['POST'])],
    [BROWSER_REPORTS, new Set(['POST'])],
    ...[ASSETS_PATH, HEALTH.live, HEALTH.ready].map((path) => [path, new Set(['GET'])] as const),
  ])
  for (const { method, path } of [...routes, ...doorRoutes]) {
    methods.set(path, (methods.get(path) ?? new Set()).add(method))
  }
  for (const [path, allowed] of methods) {
    app.all(path, async (c) => {
      const response = pageAnswer(door, arrivalOf(c, path), { kind: 'none' }, wrongMethodPage())
      response.headers.set('allow', [...allowed].join(', '))
      return response
    })
  }
}

const notFound =
  (door: Door) =>
  async ({ arrival, session }: Visit): Promise<Response> =>
    pageAnswer(door, arrival, session, notFoundPage())

function assetAnswer(door: Door, c: Context): Response | Promise<Response> {
  const file = assets().respond(c.req.path, c.req.header('accept-encoding'))
  if (file === undefined) return c.notFound()
  return respond(door.settings, arrivalOf(c, ASSETS_PATH), {
    status: 200,
    body: Uint8Array.from(file.body),
    headers: file.headers,
  })
}
