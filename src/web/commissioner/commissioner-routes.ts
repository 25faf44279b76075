import type { Route } from '#web/page.ts'
import {
  BOARD_FILE,
  COMMISSIONER,
  CONTRACTS,
  draftHref,
  OFFER_CONTRACT,
  previewHref,
  returnedHref,
  SPECIFICATIONS,
  varyHref,
  withdrawHref,
} from './addresses.ts'
import { boardFile } from './board-file.ts'
import { boardPage } from './board-page.tsx'
import { contractsPage, withdrawPosted } from './contracts-page.tsx'
import { offerPage, offerPosted, varyPage, varyPosted } from './offer-form.tsx'
import { previewPage, previewPosted } from './preview-page.tsx'
import { returnedPage } from './returned-page.tsx'
import { specificationPage, specificationPosted } from './specification-page.tsx'
import { specificationsPage, specificationsPosted } from './specifications-page.tsx'

/** What a commissioner sees and does. */
export const commissionerRoutes: readonly Route[] = [
  { method: 'GET', path: COMMISSIONER, page: boardPage },
  { method: 'GET', path: BOARD_FILE, page: boardFile, isExport: true },
  { method: 'GET', path: returnedHref(':contract', ':month'), page: returnedPage },
  { method: 'GET', path: CONTRACTS, page: contractsPage },
  { method: 'GET', path: OFFER_CONTRACT, page: offerPage },
  { method: 'POST', path: OFFER_CONTRACT, page: offerPosted },
  { method: 'GET', path: varyHref(':contract'), page: varyPage },
  { method: 'POST', path: varyHref(':contract'), page: varyPosted },
  { method: 'POST', path: withdrawHref(':offer'), page: withdrawPosted },
  { method: 'GET', path: SPECIFICATIONS, page: specificationsPage },
  { method: 'POST', path: SPECIFICATIONS, page: specificationsPosted },
  { method: 'GET', path: draftHref(':draft'), page: specificationPage },
  { method: 'POST', path: draftHref(':draft'), page: specificationPosted },
  { method: 'GET', path: previewHref(':draft'), page: previewPage },
  { method: 'POST', path: previewHref(':draft'), page: previewPosted },
]
