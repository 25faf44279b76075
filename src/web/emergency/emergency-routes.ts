import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import { lookForm, lookFormPosted } from './look-form.tsx'
import { emergencyLook, emergencyLookPosted } from './look-page.tsx'
import { emergencyLooksPage } from './looks-page.tsx'
import { emergencyRecordPage } from './record-page.tsx'

/** Another provider's patient in an emergency, and the reports and reviews of such looks. */
export const emergencyRoutes: readonly Route[] = [
  { method: 'GET', path: '/emergency', page: onlyFor('look-in-emergency', lookForm) },
  { method: 'POST', path: '/emergency', page: lookFormPosted },
  { method: 'GET', path: '/emergency/:look', page: emergencyRecordPage },
  { method: 'GET', path: '/service/emergency-looks', page: emergencyLooksPage },
  { method: 'GET', path: '/service/emergency-looks/:look', page: emergencyLook },
  { method: 'POST', path: '/service/emergency-looks/:look', page: emergencyLookPosted },
]
