import type { Route } from '#web/page.ts'
import {
  analysisHref,
  breachHref,
  decideHref,
  OWN_QUALITY,
  ownBreachHref,
  planUpdateHref,
  QUALITY,
} from './addresses.ts'
import { analysisCommented, analysisPage } from './analysis-page.tsx'
import { breachPage, breachPosted } from './breach-page.tsx'
import { decidePage, decidePosted } from './decide-page.tsx'
import { ownBreachPage, planPosted, updatePosted } from './own-breach-page.tsx'
import { ownQualityPage } from './own-quality-page.tsx'
import { qualityPage } from './quality-page.tsx'

/** How quality requirements stand, and what is decided and done where one is not met: of a provider, and of a commissioner. */
export const qualityRoutes: readonly Route[] = [
  { method: 'GET', path: OWN_QUALITY, page: ownQualityPage },
  { method: 'GET', path: ownBreachHref(':breach'), page: ownBreachPage },
  { method: 'POST', path: ownBreachHref(':breach'), page: planPosted },
  { method: 'POST', path: planUpdateHref(':breach'), page: updatePosted },
  { method: 'GET', path: QUALITY, page: qualityPage },
  { method: 'GET', path: decideHref(':contract', ':requirement'), page: decidePage },
  { method: 'POST', path: decideHref(':contract', ':requirement'), page: decidePosted },
  { method: 'GET', path: breachHref(':breach'), page: breachPage },
  { method: 'POST', path: breachHref(':breach'), page: breachPosted },
  { method: 'GET', path: analysisHref(':event'), page: analysisPage },
  { method: 'POST', path: analysisHref(':event'), page: analysisCommented },
]
