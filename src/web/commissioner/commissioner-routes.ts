import type { Route } from '#web/page.ts'
import { BOARD_FILE, COMMISSIONER, returnedHref } from './addresses.ts'
import { boardFile } from './board-file.ts'
import { boardPage } from './board-page.tsx'
import { returnedPage } from './returned-page.tsx'

/** What a commissioner sees and does. */
export const commissionerRoutes: readonly Route[] = [
  { method: 'GET', path: COMMISSIONER, page: boardPage },
  { method: 'GET', path: BOARD_FILE, page: boardFile, isExport: true },
  { method: 'GET', path: returnedHref(':contract', ':month'), page: returnedPage },
]
