import type { Route } from '#web/page.ts'
import { attendancePosted } from './attendance.ts'
import { clinicPage } from './clinic.tsx'
import { endOfClinicPage, endOfClinicPosted } from './end-of-clinic.tsx'

export const clinicRoutes: readonly Route[] = [
  { method: 'GET', path: '/clinic', page: clinicPage },
  { method: 'POST', path: '/clinic/attendance', page: attendancePosted },
  { method: 'GET', path: '/clinic/end', page: endOfClinicPage },
  { method: 'POST', path: '/clinic/end', page: endOfClinicPosted },
]
