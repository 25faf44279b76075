import type { Route } from '#web/page.ts'
import { genotypePosted, genotypeWithdrawn } from './genotype-posts.ts'
import { measuresPage, withdrawPosted } from './measures.tsx'

export const measureRoutes: readonly Route[] = [
  { method: 'GET', path: '/patients/:patientId/measurements', page: measuresPage },
  { method: 'POST', path: '/patients/:patientId/measurements', page: withdrawPosted },
  { method: 'POST', path: '/patients/:patientId/measurements/genotype', page: genotypePosted },
  {
    method: 'POST',
    path: '/patients/:patientId/measurements/genotype-taken-back',
    page: genotypeWithdrawn,
  },
]
