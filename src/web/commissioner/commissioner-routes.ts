import type { Route } from '#web/page.ts'
import {
  BOARD_FILE,
  COMMISSIONER,
  draftHref,
  previewHref,
  returnedHref,
  SPECIFICATIONS,
} from './addresses.ts'
import { boardFile } from './board-file.ts'
import { boardPage } from './board-page.tsx'
import { previewPage, previewPosted } from './preview-page.tsx'
import { returnedPage } from './returned-page.tsx'
import { specificationPage, specificationPosted } from './specification-page.tsx'
import { specificationsPage, specificationsPosted } from './specifications-page.tsx'

/** What a commissioner sees and does. */
export const commissionerRoutes: readonly Route[] = [
  { method: 'GET', path: COMMISSIONER, page: boardPage },
  { method: 'GET', path: BOARD_FILE, page: boardFile, isExport: true },
  { method: 'GET', path: returnedHref(':contract', ':month'), page: returnedPage },
  { method: 'GET', path: SPECIFICATIONS, page: specificationsPage },
  { method: 'POST', path: SPECIFICATIONS, page: specificationsPosted },
  { method: 'GET', path: draftHref(':draft'), page: specificationPage },
  { method: 'POST', path: draftHref(':draft'), page: specificationPosted },
  { method: 'GET', path: previewHref(':draft'), page: previewPage },
  { method: 'POST', path: previewHref(':draft'), page: previewPosted },
]
