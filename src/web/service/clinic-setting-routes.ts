import type { Route } from '#web/page.ts'
import { clinicSettingPage, clinicSettingPosted } from './clinic-setting.tsx'
import { clinicDayPosted, clinicsPage } from './clinics.tsx'

export const clinicSettingRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/clinics', page: clinicsPage },
  { method: 'POST', path: '/service/clinics/days', page: clinicDayPosted },
  { method: 'GET', path: '/service/clinics/new', page: clinicSettingPage },
  { method: 'POST', path: '/service/clinics/new', page: clinicSettingPosted },
  { method: 'GET', path: '/service/clinics/:clinic', page: clinicSettingPage },
  { method: 'POST', path: '/service/clinics/:clinic', page: clinicSettingPosted },
]
