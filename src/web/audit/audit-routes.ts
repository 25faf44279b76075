import type { Route } from '#web/page.ts'
import { AUDIT, AUDIT_EXPORT } from './addresses.ts'
import { auditPage } from './audit-page.tsx'
import { exportPage, exportPosted } from './export-page.tsx'
import { looksPage, looksSheet } from './looks-page.tsx'

export const auditRoutes: readonly Route[] = [
  { method: 'GET', path: AUDIT, page: auditPage },
  { method: 'GET', path: AUDIT_EXPORT, page: exportPage },
  { method: 'POST', path: AUDIT_EXPORT, page: exportPosted, costs: 'export' },
  { method: 'GET', path: '/patients/:patient/looked-at', page: looksPage },
  { method: 'GET', path: '/patients/:patient/looked-at/sheet', page: looksSheet },
]
