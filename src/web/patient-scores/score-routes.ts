import type { Route } from '#web/page.ts'
import { scoresPage, scoresPosted } from './scores.tsx'

export const scoreRoutes: readonly Route[] = [
  { method: 'GET', path: '/patients/:patientId/scores', page: scoresPage },
  { method: 'POST', path: '/patients/:patientId/scores', page: scoresPosted },
]
