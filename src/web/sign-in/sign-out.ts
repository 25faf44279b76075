import { noSessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import { signOut } from '#workflow/sign-out.ts'

export const signOutRoutes: readonly DoorRoute[] = [
  {
    method: 'POST',
    path: '/sign-out',
    forWhom: 'known',
    async answer({ house, settings }, { arrival }, session) {
      await signOut(house, session)
      const cookie = noSessionCookie(isSecure(settings))
      return goTo(settings, arrival, '/sign-in?why=signed-out', {
        'set-cookie': cookie,
        // What was shown and what was typed stays on no shared machine.
        'clear-site-data': '"cache", "storage"',
      })
    },
  },
]
