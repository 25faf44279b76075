import type { Route } from '#web/page.ts'
import { letterPdf, postConfirmed, stopped } from './stopped.tsx'

/** The letters to the practice and to the pharmacy that a medicine is stopped. */
export const stoppedRoutes: readonly Route[] = [
  { method: 'GET', path: '/patients/:patientId/stopped/:episodeId', page: stopped },
  { method: 'POST', path: '/patients/:patientId/stopped/:episodeId', page: postConfirmed },
  { method: 'GET', path: '/letters/:messageId/page.pdf', page: letterPdf },
]
