import type { Route } from '#web/page.ts'
import { appointmentsPage, bookingPosted, cancellingPosted } from './appointments.tsx'
import { contactPosted, contactsPage } from './contacts.tsx'
import { nonAttendancePage, nonAttendancePosted } from './non-attendance.tsx'

export const recallRoutes: readonly Route[] = [
  { method: 'GET', path: '/patients/:patient/contacts', page: contactsPage },
  { method: 'POST', path: '/patients/:patient/contacts', page: contactPosted },
  { method: 'GET', path: '/patients/:patient/appointments', page: appointmentsPage },
  { method: 'POST', path: '/patients/:patient/appointments', page: bookingPosted },
  { method: 'POST', path: '/patients/:patient/appointments/cancel', page: cancellingPosted },
  { method: 'GET', path: '/patients/:patient/non-attendance', page: nonAttendancePage },
  { method: 'POST', path: '/patients/:patient/non-attendance', page: nonAttendancePosted },
]
