import type { Route } from '#web/page.ts'
import { measuresPage, withdrawPosted } from './measures.tsx'

export const measureRoutes: readonly Route[] = [
  { method: 'GET', path: '/patients/:patientId/measurements', page: measuresPage },
  { method: 'POST', path: '/patients/:patientId/measurements', page: withdrawPosted },
]
