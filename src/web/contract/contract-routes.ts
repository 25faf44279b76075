import type { Route } from '#web/page.ts'
import { CONTRACT, NEW_CONTRACT, variationHref } from './addresses.ts'
import {
  newContractPage,
  newContractPosted,
  variationPage,
  variationPosted,
} from './contract-form.tsx'
import { contractPage } from './contract-page.tsx'

export const contractRoutes: readonly Route[] = [
  { method: 'GET', path: CONTRACT, page: contractPage },
  { method: 'GET', path: NEW_CONTRACT, page: newContractPage },
  { method: 'POST', path: NEW_CONTRACT, page: newContractPosted },
  { method: 'GET', path: variationHref(':contract'), page: variationPage },
  { method: 'POST', path: variationHref(':contract'), page: variationPosted },
]
