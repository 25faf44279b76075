import type { Route } from '#web/page.ts'
import { ruleHistoryPage } from './history-page.tsx'
import { proposalPage, proposalPosted } from './proposal-page.tsx'
import { proposeRulesPage, proposeRulesPosted } from './propose-page.tsx'
import { referenceDataPage } from './reference-data-page.tsx'
import { rulesPage } from './rules-page.tsx'
import { runPage } from './run-page.tsx'

/** The rules in force, a change from its proposal to its activation, and every version there was. */
export const ruleRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/rules', page: rulesPage },
  { method: 'GET', path: '/service/reference-data', page: referenceDataPage },
  { method: 'GET', path: '/service/rules/history', page: ruleHistoryPage },
  { method: 'GET', path: '/service/rules/propose', page: proposeRulesPage },
  { method: 'POST', path: '/service/rules/propose', page: proposeRulesPosted },
  { method: 'GET', path: '/service/rules/proposals/:proposal', page: proposalPage },
  { method: 'POST', path: '/service/rules/proposals/:proposal', page: proposalPosted },
  { method: 'GET', path: '/service/rules/proposals/:proposal/runs/:run', page: runPage },
]
