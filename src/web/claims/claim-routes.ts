import type { Route } from '#web/page.ts'
import { CLAIMS, claimCsvHref, claimHref, claimPeopleHref, invoiceHref } from './addresses.ts'
import { claimCsv, claimInvoice } from './claim-files.ts'
import { claimPage, claimPosted } from './claim-page.tsx'
import { claimPeoplePage } from './claim-people-page.tsx'
import { claimsPage } from './claims-page.tsx'

const [contract, quarter] = [':contract', ':quarter'] as const

export const claimRoutes: readonly Route[] = [
  { method: 'GET', path: CLAIMS, page: claimsPage },
  { method: 'GET', path: claimHref(contract, quarter), page: claimPage },
  { method: 'POST', path: claimHref(contract, quarter), page: claimPosted },
  { method: 'GET', path: claimCsvHref(contract, quarter), page: claimCsv, isExport: true },
  { method: 'GET', path: invoiceHref(contract, quarter), page: claimInvoice },
  {
    method: 'GET',
    path: claimPeopleHref(contract, quarter, ':month', ':component'),
    page: claimPeoplePage,
  },
]
