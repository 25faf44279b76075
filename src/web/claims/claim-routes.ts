import type { Route } from '#web/page.ts'
import {
  CLAIMS,
  CLAIMS_RECEIVED,
  claimCsvHref,
  claimHref,
  claimPeopleHref,
  decideClaimHref,
  invoiceHref,
  PAYMENTS,
  PAYMENTS_FILE,
  receivedClaimHref,
  SETTLE_PAYMENT,
} from './addresses.ts'
import { claimCsv, claimInvoice } from './claim-files.ts'
import { claimPage, claimPosted } from './claim-page.tsx'
import { claimPeoplePage } from './claim-people-page.tsx'
import { claimsPage } from './claims-page.tsx'
import { claimsReceivedPage, paymentsFile } from './claims-received-page.tsx'
import { paymentsPage, remittancePosted, settlePosted } from './payments-page.tsx'
import { decidePosted, proposePosted, receivedClaimPage } from './received-claim-page.tsx'

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
  { method: 'GET', path: PAYMENTS, page: paymentsPage },
  { method: 'POST', path: PAYMENTS, page: remittancePosted, costs: 'import' },
  { method: 'POST', path: SETTLE_PAYMENT, page: settlePosted },
  { method: 'GET', path: CLAIMS_RECEIVED, page: claimsReceivedPage },
  { method: 'GET', path: PAYMENTS_FILE, page: paymentsFile, isExport: true },
  { method: 'GET', path: receivedClaimHref(':claim'), page: receivedClaimPage },
  { method: 'POST', path: receivedClaimHref(':claim'), page: proposePosted },
  { method: 'POST', path: decideClaimHref(':claim'), page: decidePosted },
]
