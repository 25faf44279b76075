import type { Route } from '#web/page.ts'
import { DIRECTORY, sendHref, TRANSFERS, transferHref } from './addresses.ts'
import { directoryPage } from './directory-page.tsx'
import { sendPage, sendPosted } from './send-page.tsx'
import { transferPage, transferPosted } from './transfer-page.tsx'
import { transfersPage } from './transfers-page.tsx'

/** Patients who come from another provider or go to one, and who offers what. */
export const transferRoutes: readonly Route[] = [
  { method: 'GET', path: TRANSFERS, page: transfersPage },
  { method: 'GET', path: transferHref(':transfer'), page: transferPage },
  { method: 'POST', path: transferHref(':transfer'), page: transferPosted },
  { method: 'GET', path: DIRECTORY, page: directoryPage },
  { method: 'GET', path: sendHref(':patientId'), page: sendPage },
  { method: 'POST', path: sendHref(':patientId'), page: sendPosted },
]
