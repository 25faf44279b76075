import type { Route } from '#web/page.ts'
import { sharedSignIn, sharedSignInPosted } from './shared-sign-in-page.tsx'
import { sharedSignInsPage } from './shared-sign-ins-page.tsx'

/** Accounts that several people seem to use, and how each is settled. */
export const sharedSignInRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/shared-sign-ins', page: sharedSignInsPage },
  { method: 'GET', path: '/service/shared-sign-ins/:found', page: sharedSignIn },
  { method: 'POST', path: '/service/shared-sign-ins/:found', page: sharedSignInPosted },
]
