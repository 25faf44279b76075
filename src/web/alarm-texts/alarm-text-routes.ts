import type { Route } from '#web/page.ts'
import { textPage, textPosted } from './text-page.tsx'
import { textsPage } from './texts-page.tsx'

/** What a site says beside the published action of each alarm. */
export const alarmTextRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/alarm-texts', page: textsPage },
  { method: 'GET', path: '/service/alarm-texts/:alarm', page: textPage },
  { method: 'POST', path: '/service/alarm-texts/:alarm', page: textPosted },
]
