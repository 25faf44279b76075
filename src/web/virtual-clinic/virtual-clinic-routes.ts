import type { Route } from '#web/page.ts'
import { askTrialPage, askTrialPosted } from './ask-page.tsx'
import { trialProgressEvents } from './progress-events.ts'
import { trialFile } from './trial-file.ts'
import { trialPage, trialPosted } from './trial-page.tsx'

/** Ways of dosing tried on invented people: asked, followed while they run, read and saved. */
export const virtualClinicRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/virtual-clinic', page: askTrialPage },
  { method: 'POST', path: '/service/virtual-clinic', page: askTrialPosted },
  { method: 'GET', path: '/service/virtual-clinic/:trial', page: trialPage },
  { method: 'POST', path: '/service/virtual-clinic/:trial', page: trialPosted },
  {
    method: 'GET',
    path: '/service/virtual-clinic/:trial/progress',
    page: trialProgressEvents,
    isNoUse: true,
  },
  { method: 'GET', path: '/service/virtual-clinic/:trial/files/:kind', page: trialFile },
]
