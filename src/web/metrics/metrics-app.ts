import { Hono } from 'hono'
import type { House } from '#workflow/desk.ts'
import { exposition } from './exposition.ts'
import { installationFamilies } from './installation-families.ts'
import type { Meters } from './meters.ts'
import { processFamilies, watchEventLoop } from './process-families.ts'

/** `GET /metrics` and nothing else, for an address of its own that no proxy leads to. */
export function metricsApp(house: House, meters: Meters): Hono {
  const delays = watchEventLoop()
  const ofInstallation = installationFamilies(house)
  const app = new Hono()
  app.get('/metrics', async () => {
    const families = [
      ...meters.families(),
      ...processFamilies(house, delays),
      ...(await ofInstallation()),
    ]
    return new Response(exposition(families), {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    })
  })
  return app
}
