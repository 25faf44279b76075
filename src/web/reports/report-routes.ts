import type { Route } from '#web/page.ts'
import { controlFile } from './control-file.ts'
import { controlPage } from './control-page.tsx'
import { overridesPage } from './overrides-page.tsx'
import { patientControlPage } from './patient-control-page.tsx'
import { peoplePage } from './people-page.tsx'

export const reportRoutes: readonly Route[] = [
  { method: 'GET', path: '/reports', page: controlPage },
  { method: 'GET', path: '/reports/control.csv', page: controlFile },
  { method: 'GET', path: '/reports/overrides', page: overridesPage },
  { method: 'GET', path: '/reports/people', page: peoplePage },
  { method: 'GET', path: '/patients/:patient/control', page: patientControlPage },
]
