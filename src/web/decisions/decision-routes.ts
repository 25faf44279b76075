import type { Route } from '#web/page.ts'
import { decision } from './decision-page.tsx'
import { decisions } from './list-page.tsx'

/** Every suggestion that was ever saved, and why. */
export const decisionRoutes: readonly Route[] = [
  { method: 'GET', path: '/decisions', page: decisions },
  { method: 'GET', path: '/decisions/:id', page: decision },
]
