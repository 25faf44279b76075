import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Served } from './meters.ts'

/** What Hono calls the route of a request that no row of the table answers. */
const NO_ROW = '/*'

/** Tells of each request when the head of its answer is ready. */
export const countRequests =
  (served: (request: Served) => void): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now()
    await next()
    const path = routePath(c)
    served({
      route: path === NO_ROW ? 'unknown' : path,
      method: c.req.method,
      status: c.res.status,
      seconds: (performance.now() - began) / 1000,
    })
  }
