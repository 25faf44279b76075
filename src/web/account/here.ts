import type { DoorRoute } from '#web/door/door-route.ts'
import { respond } from '#web/door/respond.ts'

/** A script says that somebody is still typing; the session, which has seen this request, goes on. */
export const hereRoute: DoorRoute = {
  method: 'GET',
  path: '/account/here',
  forWhom: 'signed-in',
  answer: async ({ settings }, { arrival }) =>
    respond(settings, arrival, { status: 204, body: null, headers: {} }),
}
