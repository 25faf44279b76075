import type { Route } from '#web/page.ts'
import { forecastCheckPosted, forecastPage, forecastWithdrawPosted } from './forecast-page.tsx'

/** The forecast of the next INR: what it is, how well it has done, and whether this site shows it. */
export const forecastRoutes: readonly Route[] = [
  { method: 'GET', path: '/service/forecast', page: forecastPage },
  { method: 'POST', path: '/service/forecast', page: forecastCheckPosted },
  { method: 'POST', path: '/service/forecast/withdraw', page: forecastWithdrawPosted },
]
