import type { Route } from '#web/page.ts'
import { unknownLine, unknownLinePosted } from './unknown-line.tsx'
import { unknownList } from './unknown-list.tsx'

/** What a restored database does not have, and how each is cleared. */
export const afterRestoreRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/after-restore', page: unknownList },
  { method: 'GET', path: '/service/after-restore/:line', page: unknownLine },
  { method: 'POST', path: '/service/after-restore/:line', page: unknownLinePosted },
]
