import type { Route } from '#web/page.ts'
import {
  CONTRACT,
  MONTH_END,
  NEW_CONTRACT,
  offerHref,
  returnHref,
  returnPeopleHref,
  variationHref,
} from './addresses.ts'
import {
  newContractPage,
  newContractPosted,
  variationPage,
  variationPosted,
} from './contract-form.tsx'
import { contractPage } from './contract-page.tsx'
import { monthEndPage } from './month-end-page.tsx'
import { offerPage, offerPosted } from './offer-page.tsx'
import { returnPage, returnPosted } from './return-page.tsx'
import { returnPeoplePage } from './return-people-page.tsx'

export const contractRoutes: readonly Route[] = [
  { method: 'GET', path: CONTRACT, page: contractPage },
  { method: 'GET', path: NEW_CONTRACT, page: newContractPage },
  { method: 'POST', path: NEW_CONTRACT, page: newContractPosted },
  { method: 'GET', path: variationHref(':contract'), page: variationPage },
  { method: 'POST', path: variationHref(':contract'), page: variationPosted },
  { method: 'GET', path: offerHref(':offer'), page: offerPage },
  { method: 'POST', path: offerHref(':offer'), page: offerPosted },
  { method: 'GET', path: MONTH_END, page: monthEndPage },
  { method: 'GET', path: returnHref(':contract', ':month'), page: returnPage },
  { method: 'POST', path: returnHref(':contract', ':month'), page: returnPosted },
  { method: 'GET', path: returnPeopleHref(':contract', ':month', ':line'), page: returnPeoplePage },
]
