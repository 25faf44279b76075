import type { Route } from '#web/page.ts'
import { editPatientPage, savePatientPage } from './edit-page.tsx'
import { findPage, registerPage } from './find-page.tsx'
import { patientHistoryPage } from './history-page.tsx'
import { newPersonPage, registerPersonPage } from './register-page.tsx'

/** Finding, registering and changing people. */
export const registerRoutes: readonly Route[] = [
  { method: 'GET', path: '/register', page: registerPage },
  { method: 'POST', path: '/register/find', page: findPage },
  { method: 'GET', path: '/register/new', page: newPersonPage },
  { method: 'POST', path: '/register/new', page: registerPersonPage },
  { method: 'GET', path: '/patients/:patientId/details', page: editPatientPage },
  { method: 'POST', path: '/patients/:patientId/details', page: savePatientPage },
  { method: 'GET', path: '/patients/:patientId/history', page: patientHistoryPage },
]
