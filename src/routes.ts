import type { DoorRoute } from '#web/door/door-route.ts'
import type { Route } from '#web/page.ts'
import { signInRoutes } from '#web/sign-in/sign-in.ts'
import { signOutRoutes } from '#web/sign-in/sign-out.ts'

// Every address of Evenkeel, but four that the server itself answers: /assets/:file, /health/live, /health/ready
// and POST /api/acts/:name (workflow/acts.ts names the acts).

/** Pages, for people who are signed in. */
export const routes: readonly Route[] = []

/** What deals with the session itself. */
export const doorRoutes: readonly DoorRoute[] = [...signInRoutes, ...signOutRoutes]
