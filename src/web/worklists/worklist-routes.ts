import type { Route } from '#web/page.ts'
import { worklistPage } from './worklist.tsx'
import { worklistsPage } from './worklists.tsx'

export const worklistRoutes: readonly Route[] = [
  { method: 'GET', path: '/worklists', page: worklistsPage },
  { method: 'GET', path: '/worklists/:kind', page: worklistPage },
]
