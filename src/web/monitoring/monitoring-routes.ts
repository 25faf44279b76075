import type { Route } from '#web/page.ts'
import { choicePosted, monitoringPage } from './monitoring-page.tsx'
import { proposeMonitoringPage, proposeMonitoringPosted } from './propose-page.tsx'
import { tableCheckPosted, tablePage, tableWithdrawPosted } from './table-page.tsx'

/** How often people on a direct oral anticoagulant are seen: the tables, and which of them this site works by. */
export const monitoringRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/monitoring', page: monitoringPage },
  { method: 'GET', path: '/service/monitoring/propose', page: proposeMonitoringPage },
  { method: 'POST', path: '/service/monitoring/propose', page: proposeMonitoringPosted },
  { method: 'GET', path: '/service/monitoring/tables/:table', page: tablePage },
  { method: 'POST', path: '/service/monitoring/tables/:table', page: tableCheckPosted },
  { method: 'POST', path: '/service/monitoring/tables/:table/withdraw', page: tableWithdrawPosted },
  { method: 'POST', path: '/service/monitoring/choices/:choice', page: choicePosted },
]
