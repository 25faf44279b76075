import type { Route } from '#web/page.ts'
import { alertReview, alertReviewPosted } from './alert-review-page.tsx'
import { alertsPage } from './alerts-page.tsx'
import { cliniciansFile } from './clinicians-file.ts'
import { cliniciansPage } from './clinicians-page.tsx'
import { controlFile } from './control-file.ts'
import { controlPage } from './control-page.tsx'
import { indicatorsFile } from './indicators-file.ts'
import { indicatorsPage } from './indicators-page.tsx'
import { nearMissesPage } from './near-misses-page.tsx'
import { overridesPage } from './overrides-page.tsx'
import { patientControlPage } from './patient-control-page.tsx'
import { peoplePage } from './people-page.tsx'

export const reportRoutes: readonly Route[] = [
  { method: 'GET', path: '/reports', page: controlPage },
  { method: 'GET', path: '/reports/control.csv', page: controlFile, isExport: true },
  { method: 'GET', path: '/reports/overrides', page: overridesPage },
  { method: 'GET', path: '/reports/alerts', page: alertsPage },
  { method: 'GET', path: '/reports/alerts/:review', page: alertReview },
  { method: 'POST', path: '/reports/alerts/:review', page: alertReviewPosted },
  { method: 'GET', path: '/reports/near-misses', page: nearMissesPage },
  { method: 'GET', path: '/reports/clinicians', page: cliniciansPage },
  { method: 'GET', path: '/reports/clinicians.csv', page: cliniciansFile, isExport: true },
  { method: 'GET', path: '/reports/indicators', page: indicatorsPage },
  { method: 'GET', path: '/reports/indicators.csv', page: indicatorsFile, isExport: true },
  { method: 'GET', path: '/reports/people', page: peoplePage },
  { method: 'GET', path: '/patients/:patient/control', page: patientControlPage },
]
