import type { Route } from '#web/page.ts'
import { FROM_PAPER, NO_VISIT, PAPER_DAY } from './addresses.ts'
import { paperEntryPosted, paperEntryShown } from './paper-entry.tsx'
import { paperFormPosted, paperFormShown } from './paper-form.tsx'
import { noVisitPosted, paperDayPosted, paperQueue } from './paper-queue.tsx'

export const paperRoutes: readonly Route[] = [
  { method: 'GET', path: FROM_PAPER, page: paperQueue },
  { method: 'POST', path: PAPER_DAY, page: paperDayPosted },
  { method: 'POST', path: NO_VISIT, page: noVisitPosted },
  { method: 'GET', path: '/patients/:patientId/from-paper', page: paperFormShown },
  {
    method: 'POST',
    path: '/patients/:patientId/from-paper',
    page: paperFormPosted,
    // The act asks it of each sheet.
    asksWho: () => true,
  },
  { method: 'GET', path: '/patients/:patientId/from-paper/:entryId', page: paperEntryShown },
  { method: 'POST', path: '/patients/:patientId/from-paper/:entryId', page: paperEntryPosted },
]
