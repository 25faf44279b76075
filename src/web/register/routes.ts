import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import { editPatientPage, savePatientPage } from './edit-page.tsx'
import { findPage, registerPage } from './find-page.tsx'
import { patientHistoryPage } from './history-page.tsx'
import { linksWaitingPage } from './links-waiting-page.tsx'
import { nhsNumberPage, saveNhsNumberPage } from './nhs-number-page.tsx'
import { numbersWaitingPage } from './numbers-waiting-page.tsx'
import { newPersonPage, registerPersonPage } from './register-page.tsx'
import { saveStandingPage, standingPage } from './standing-page.tsx'
import { saveTwoRecordsPage, twoRecordsPage } from './two-records-page.tsx'

/** Finding, registering and changing people. */
export const registerRoutes: readonly Route[] = [
  { method: 'GET', path: '/register', page: registerPage },
  { method: 'POST', path: '/register/find', page: findPage, costs: 'search' },
  { method: 'GET', path: '/register/new', page: onlyFor('register-patient', newPersonPage) },
  { method: 'POST', path: '/register/new', page: registerPersonPage },
  {
    method: 'GET',
    path: '/patients/:patientId/details',
    page: onlyFor('edit-patient', editPatientPage),
  },
  { method: 'POST', path: '/patients/:patientId/details', page: savePatientPage },
  { method: 'GET', path: '/patients/:patientId/history', page: patientHistoryPage },
  {
    method: 'GET',
    path: '/patients/:patientId/standing',
    page: onlyFor('edit-patient', standingPage),
  },
  { method: 'POST', path: '/patients/:patientId/standing', page: saveStandingPage },
  {
    method: 'GET',
    path: '/patients/:patientId/nhs-number',
    page: onlyFor('edit-patient', nhsNumberPage),
  },
  { method: 'POST', path: '/patients/:patientId/nhs-number', page: saveNhsNumberPage },
  { method: 'GET', path: '/register/nhs-numbers', page: numbersWaitingPage },
  {
    method: 'GET',
    path: '/patients/:patientId/same-person',
    page: onlyFor('link-records', twoRecordsPage),
  },
  { method: 'POST', path: '/patients/:patientId/same-person', page: saveTwoRecordsPage },
  { method: 'GET', path: '/register/same-person', page: linksWaitingPage },
]
