import type { Route } from '#web/page.ts'
import { protocolCheckPosted, protocolPage, protocolWithdrawPosted } from './protocol-page.tsx'
import { protocolsPage } from './protocols-page.tsx'

/** The dosing protocols, each explained, with the site's check of those that are not verified. */
export const protocolRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/protocols', page: protocolsPage },
  { method: 'GET', path: '/service/protocols/:protocol', page: protocolPage },
  { method: 'POST', path: '/service/protocols/:protocol', page: protocolCheckPosted },
  { method: 'POST', path: '/service/protocols/:protocol/withdraw', page: protocolWithdrawPosted },
]
