import type { Route } from '#web/page.ts'
import { LICENCES } from './addresses.ts'
import { controlRulePage, controlRulePosted } from './control-rule.tsx'
import { licencesPage, licencesPosted } from './licences-page.tsx'
import { oneMeterPage, oneMeterPosted, surveyPosted } from './meter-page.tsx'
import { controlPosted, metersPage } from './meters-page.tsx'
import { newMeterPage, newMeterPosted } from './new-meter.tsx'
import { addLotPosted, blockLotPosted, stripLotsPage } from './strip-lots.tsx'

/** Meters, their controls, and lots of strips. */
export const meterRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/meters', page: metersPage },
  { method: 'POST', path: '/service/meters/control', page: controlPosted },
  { method: 'GET', path: '/service/meters/control-rule', page: controlRulePage },
  { method: 'POST', path: '/service/meters/control-rule', page: controlRulePosted },
  { method: 'GET', path: '/service/meters/new', page: newMeterPage },
  { method: 'POST', path: '/service/meters/new', page: newMeterPosted },
  { method: 'GET', path: '/service/meters/:meter', page: oneMeterPage },
  { method: 'POST', path: '/service/meters/:meter', page: oneMeterPosted },
  { method: 'GET', path: LICENCES, page: licencesPage },
  { method: 'POST', path: LICENCES, page: licencesPosted },
  { method: 'POST', path: '/service/meters/:meter/surveys', page: surveyPosted },
  { method: 'GET', path: '/service/strip-lots', page: stripLotsPage },
  { method: 'POST', path: '/service/strip-lots', page: addLotPosted },
  { method: 'POST', path: '/service/strip-lots/standing', page: blockLotPosted },
]
